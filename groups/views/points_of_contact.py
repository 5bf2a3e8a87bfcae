"""Points of contact: everyone in the group sees them; those who keep them say what is new."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import points_of_contact as actions
from groups.forms.points_of_contact import ContactForm, ForumDateForm, ProposeForm, SpokenForm
from groups.models import ForumDate, PointOfContact
from groups.permissions import Permission

A_PAGE = 20
SPOKEN_SHOWN = 20


@for_members(Permission.SEE_GROUP)
@require_safe
def contacts(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    rows = PointOfContact.objects.in_group(group).with_dates(group.today).select_related("group")
    page = Paginator(rows.order_by("name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/contacts/list.html", {"page": page})


@for_members(Permission.SEE_GROUP)
@require_safe
def contact(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    context = {
        "contact": found,
        "spoken": found.spoken.select_related("who").order_by("-on", "-pk")[:SPOKEN_SHOWN],
        "may_keep": request.member.may(Permission.KEEP_CONTACTS),
        "may_propose": request.member.may(Permission.MANAGE_GROUP),
    }
    return render(request, "groups/contacts/contact.html", context)


@for_members(Permission.KEEP_CONTACTS)
def contact_new(request: MemberRequest) -> HttpResponse:
    form = ContactForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/contacts/new.html", {"form": form})
    added = actions.add_contact(form.save(commit=False), by=request.member)
    return _to(request, added, said=_("On the list. Everyone in the group can see it."))


@for_members(Permission.KEEP_CONTACTS)
def contact_edit(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=found)
    if not form.is_valid():
        return render(
            request, "groups/contacts/edit.html", {"form": form, "contact": _find(request, contact_id)}
        )
    actions.change_contact(form.save(commit=False), by=request.member)
    return _to(request, found, said=_("Your changes are kept."))


@for_members(Permission.KEEP_CONTACTS)
def contact_remove(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    if request.method != "POST":
        return render(request, "groups/contacts/remove.html", {"contact": found})
    actions.remove_contact(found, by=request.member)
    messages.success(request, _("Taken off the list. What we kept about them is deleted."))
    return redirect("contacts", request.member.group.public_id)


@for_members(Permission.KEEP_CONTACTS)
def contact_spoken(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    form = SpokenForm(request.POST if request.method == "POST" else None, today=request.member.group.today)
    if not form.is_valid():
        return render(request, "groups/contacts/spoken.html", {"form": form, "contact": found})
    actions.log_spoken(found, **form.cleaned_data, by=request.member)
    return _to(request, found, said=_("Noted. Thank you for keeping the link warm."))


@for_members(Permission.KEEP_CONTACTS)
@require_POST
def contact_take(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    taken = actions.take_link(_find(request, contact_id), by=request.member)
    return _to(request, taken, said=_("You hold this link now. Give it up here any time."))


@for_members(Permission.KEEP_CONTACTS)
@require_POST
def contact_give_up(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    given = actions.give_up_link(_find(request, contact_id), by=request.member)
    return _to(request, given, said=_("Thank you. The link is not yours any more."))


@for_members(Permission.MANAGE_GROUP)
def contact_propose(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    form = ProposeForm(request.POST if request.method == "POST" else None, group=request.member.group)
    if not form.is_valid():
        return render(request, "groups/contacts/propose.html", {"form": form, "contact": found})
    asked = form.cleaned_data["member"]
    actions.propose_link(found, asked, by=request.member)
    return _to(request, found, said=_("%(name)s is asked. They say yes or no.") % {"name": asked.name})


@for_members(Permission.KEEP_CONTACTS)
def forum_date_new(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    form = ForumDateForm(request.POST if request.method == "POST" else None, contact=found)
    if not form.is_valid():
        return render(request, "groups/contacts/date.html", {"form": form, "contact": found})
    actions.add_forum_date(form.save(commit=False), by=request.member)
    return _to(request, found, said=_("The date is on the list."))


@for_members(Permission.KEEP_CONTACTS)
@require_POST
def forum_date_remove(request: MemberRequest, contact_id: UUID, forum_date_id: UUID) -> HttpResponse:
    found = _find(request, contact_id)
    rows = ForumDate.objects.in_group(request.member.group).filter(contact=found)
    forum_date = get_object_or_404(rows.select_related("contact__group"), public_id=forum_date_id)
    actions.remove_forum_date(forum_date, by=request.member)
    return _to(request, found, said=_("The date is off the list."))


def _find(request: MemberRequest, contact_id: UUID) -> PointOfContact:
    group = request.member.group
    rows = PointOfContact.objects.in_group(group).with_dates(group.today).select_related("group")
    return get_object_or_404(rows, public_id=contact_id)


def _to(request: MemberRequest, contact: PointOfContact, *, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("contact", request.member.group.public_id, contact.public_id)
