"""One person in the group: who they are, and for themselves what they can change."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import terms
from groups.actions.own_place import name_myself
from groups.actions.roles import THEIR_SAY, may_offer
from groups.coming_as import in_words
from groups.forms.invitations import NameForm
from groups.forms.places import DatesForm, StayForm, roles_to_offer
from groups.models import ExitNote, Membership, RoleOffer
from groups.permissions import Permission, Role


@for_members(Permission.SEE_GROUP)
@require_safe
def person(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Who they are, for everyone in the group. Dates and roles to change are for them and for facilitators."""
    member, one = request.member, find_person(request, member_id)
    is_me, manages = one.pk == member.pk, member.may(Permission.MANAGE_GROUP)
    offers = RoleOffer.objects.open().filter(member=one).select_related("offered_by")
    context = {
        "one": one,
        "roles": in_words(one.roles),
        "comes_with_them": one.supporters.present().with_names(),
        "is_me": is_me,
        "manages": manages,
        "sees_dates": is_me or manages,
        "offers": offers if is_me or manages else [],
        "may_offer": not is_me and bool(roles_to_offer(one)) and may_offer(Role.FACILITATOR, member),
        "may_end": [(int(role), in_words(role)[0]) for role in _may_end(one, is_me=is_me, manages=manages)],
    }
    return render(request, "groups/person.html", context)


@for_members(Permission.SEE_GROUP)
def my_place(request: MemberRequest) -> HttpResponse:
    """The name people see and the line beside it: one's own alone."""
    mine = request.member
    form = NameForm(
        request.POST if request.method == "POST" else None,
        side=mine.side,
        initial={"name": mine.name, "line": mine.line},
    )
    if not form.is_valid():
        return render(request, "groups/my_place.html", {"form": form})
    name_myself(name=form.cleaned_data["name"], line=form.cleaned_data.get("line", ""), by=mine)
    messages.success(request, _("This is how people see you now."))
    return to_person(mine)


@for_members(Permission.SEE_GROUP)
def renew_term(request: MemberRequest) -> HttpResponse:
    form = StayForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/renew_term.html", {"form": form})
    terms.renew_term(note=form.cleaned_data["note"], by=request.member)
    messages.success(request, _("You stay for another three years. You can leave at any time."))
    return to_person(request.member)


@for_members(Permission.SEE_GROUP)
@require_POST
def talked(request: MemberRequest, member_id: UUID) -> HttpResponse:
    one = find_person(request, member_id)
    terms.talked(one, by=request.member)
    messages.success(request, _("Thank you. The next talk is in a year."))
    return to_person(one)


@for_members(Permission.MANAGE_GROUP)
def place_dates(request: MemberRequest, member_id: UUID) -> HttpResponse:
    one = find_person(request, member_id)
    form = DatesForm(
        request.POST if request.method == "POST" else None,
        today=request.member.group.today,
        initial={"term_ends_on": one.term_ends_on, "review_on": one.review_on},
    )
    if not form.is_valid():
        return render(request, "groups/place_dates.html", {"form": form, "one": one})
    terms.set_dates(one, **form.cleaned_data, by=request.member)
    messages.success(request, _("The dates are kept."))
    return to_person(one)


@for_members(Permission.MANAGE_GROUP)
@require_safe
def leaving_notes(request: MemberRequest) -> HttpResponse:
    """What people who left wanted the facilitators to know."""
    notes = ExitNote.objects.filter(group=request.member.group).select_related("member")
    return render(request, "groups/leaving_notes.html", {"notes": notes.order_by("-written_on", "-pk")[:100]})


def find_person(request: MemberRequest, member_id: UUID) -> Membership:
    present = request.member.group.memberships.present().select_related("person", "group", "comes_with")
    return get_object_or_404(present, public_id=member_id)


def to_person(one: Membership) -> HttpResponse:
    return redirect("person", one.group.public_id, one.public_id)


def _may_end(one: Membership, *, is_me: bool, manages: bool) -> list[Role]:
    """Roles this reader could end: one's own, and for facilitators those of others that are not their say."""
    held = [role for role in Role if role in Role(one.roles)]
    if len(held) == 1 or not (is_me or manages):
        return []
    return [role for role in held if is_me or not role & THEIR_SAY]
