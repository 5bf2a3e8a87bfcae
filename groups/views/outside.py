"""The outside contact: named by those who look after the group; says yes or no by a link of their own."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups.access import MemberRequest, PersonRequest, for_anyone, for_members, for_signed_in
from groups.actions import outside as acts
from groups.forms.outside import OutsiderForm
from groups.models import OutsideContact
from groups.permissions import Permission
from groups.states import OutsideContactState


@for_members(Permission.MANAGE_GROUP)
def outside_contact(request: MemberRequest) -> HttpResponse:
    """Who is outside now, who is asked, and naming someone."""
    form = OutsiderForm(request.POST if request.method == "POST" else None, by=request.member)
    if form.is_valid():
        contact = acts.ask_outside_contact(form.outsider(), by=request.member)
        messages.success(request, _asked(contact))
        return redirect("outside_contact", request.member.group.public_id)
    contacts = OutsideContact.objects.in_group(request.member.group)
    context = {
        "form": form,
        "accepted": contacts.accepted().select_related("named_by").first(),
        "asked": contacts.asked().select_related("named_by").first(),
    }
    return render(request, "groups/outside/naming.html", context)


@for_members(Permission.MANAGE_GROUP)
@require_POST
def outside_contact_yes(request: MemberRequest, outside_contact_id: UUID) -> HttpResponse:
    """Somebody without an email said yes on the phone."""
    acts.note_yes_by_phone(_find(request, outside_contact_id), by=request.member)
    messages.success(request, _("Noted. The group is being told that they said yes on the phone."))
    return redirect("outside_contact", request.member.group.public_id)


@for_members(Permission.MANAGE_GROUP)
@require_POST
def outside_contact_again(request: MemberRequest, outside_contact_id: UUID) -> HttpResponse:
    acts.send_link(_find(request, outside_contact_id))
    messages.success(request, _("A new link is on its way. The one before does not work any more."))
    return redirect("outside_contact", request.member.group.public_id)


@for_members(Permission.MANAGE_GROUP)
@require_POST
def outside_contact_end(request: MemberRequest, outside_contact_id: UUID) -> HttpResponse:
    """Take back what was asked; or note that somebody without an email stands down."""
    contact = _find(request, outside_contact_id)
    if contact.state == OutsideContactState.ACCEPTED:
        acts.stand_down(contact, by=request.member)
        messages.success(request, _("Noted. The group is being told."))
    else:
        acts.take_back_asking(contact, by=request.member)
        messages.success(request, _("Taken back. Their link does not work any more."))
    return redirect("outside_contact", request.member.group.public_id)


@for_anyone
@never_cache
def outside_answer(request: HttpRequest, token: str) -> HttpResponse:
    """What it means to be the one outside, then yes or no. Looking changes nothing: mail scanners look too."""
    contact = OutsideContact.objects.with_link(token)
    if contact is None:
        return render(request, "groups/outside/no_such_link.html", status=404)
    if request.method == "POST":
        return _answered(request, contact)
    return render(request, "groups/outside/answer.html", {"contact": contact})


@for_signed_in
@require_POST
def outside_stand_down(request: PersonRequest, outside_contact_id: UUID) -> HttpResponse:
    """Stop being the one outside, signed in."""
    mine = OutsideContact.objects.held_by(request.person)
    acts.stand_down(get_object_or_404(mine, public_id=outside_contact_id))
    messages.success(request, _("You have stood down. The group is being told. Thank you for being there."))
    return redirect("concerns")


def _answered(request: HttpRequest, contact: OutsideContact) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "new_link":
        return _send_link(request, contact)
    if act in ANSWERS and contact.is_fresh:
        ended = ANSWERS[act](contact)
        return render(request, "groups/outside/answered.html", {"contact": ended})
    return render(request, "groups/outside/answer.html", {"contact": contact})


def _send_link(request: HttpRequest, contact: OutsideContact) -> HttpResponse:
    """To the address we know, never to another one, and only a few times in an hour."""
    if not ratelimit.consume(request, action="join_email", key=str(contact.public_id)):
        return render(request, "groups/outside/link_sent.html", {"too_many": True}, status=429)
    acts.send_link(contact)
    return render(request, "groups/outside/link_sent.html")


ANSWERS = {
    "yes": acts.accept_asking,
    "no": acts.decline_asking,
    "stand_down": acts.stand_down,
}


def _find(request: MemberRequest, outside_contact_id: UUID) -> OutsideContact:
    contacts = OutsideContact.objects.in_group(request.member.group).select_related("person__account")
    return get_object_or_404(contacts, public_id=outside_contact_id)


def _asked(contact: OutsideContact) -> str:
    if contact.can_read:
        return _("They get a link now, to say yes or no.")
    return _("Call them and ask. Then note here what they said.")
