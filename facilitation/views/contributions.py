"""Saying something, feeling the same, taking words back, and the receipt of words without a name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from facilitation.actions import contributions as actions
from facilitation.actions.hiding import appeal_by_receipt
from facilitation.actions.unnamed_questions import find_question, take_back_question
from facilitation.copies import copies_of
from facilitation.forms.contributions import ReceiptForm, ThoughtForm
from facilitation.forms.hiding import AppealForm
from facilitation.models import Contribution
from facilitation.outcomes import outcomes_of
from facilitation.states import SessionState
from facilitation.views.in_room import Room, find_room
from facilitation.views.room import after_act, room_of, room_page, way_out_of
from groups.access import MemberRequest, for_anyone, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SPEAK, or_pass=True)
@never_cache
def contribute(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """Send a thought. A receipt is shown in the answer itself: nothing may carry it to another page."""
    room = find_room(request.member, session_id)
    if room.session.state != SessionState.OPEN:
        return redirect(way_out_of(request, room.session))
    form = ThoughtForm(request.POST or None, member=request.member)
    if request.method != "POST" or not form.is_valid():
        return _still_typing(request, room, form)
    try:
        code = _say(form, room)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _still_typing(request, room, form)
    return _sent(request, room, code)


@for_members(Permission.SPEAK, or_pass=True)
@require_POST
def me_too(request: MemberRequest, session_id: UUID, words_id: UUID) -> HttpResponseBase:
    contribution = _readable(request, session_id, words_id)
    actions.me_too(contribution, by=request.member)
    return after_act(request, find_room(request.member, session_id).session)


@for_members(Permission.SEE_GROUP, or_pass=True)
def take_back(request: MemberRequest, session_id: UUID, words_id: UUID) -> HttpResponseBase:
    """Ask once, then take the words back. Nobody asks why."""
    contribution = _readable(request, session_id, words_id)
    session = find_room(request.member, session_id).session
    if contribution.author != request.member:
        raise Refused(_("Only the person who said this can take it back."))
    if request.method != "POST":
        context = {"contribution": contribution, "session": session, "copies": copies_of(contribution)}
        return render(request, "facilitation/take_back.html", context)
    copies = copies_of(contribution)
    actions.take_back(contribution, by=request.member)
    messages.success(request, " ".join([_("You took your words back. They are gone from here."), *copies]))
    return redirect(room_of(session) if session.state == SessionState.OPEN else way_out_of(request, session))


@for_anyone
@never_cache
@sensitive_post_parameters("code")
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of words said without a name, for whoever holds their code. The code is only ever posted."""
    form = ReceiptForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if "take_back" in request.POST:
            actions.take_back_by_receipt(code) or take_back_question(code)
        elif "second_look" in request.POST and (asked := AppealForm(request.POST)).is_valid():
            appeal_by_receipt(code, words=asked.cleaned_data["appeal"])
        if found := actions.find_by_receipt(code):
            context |= {
                "contribution": found,
                "code": code,
                "outcomes": outcomes_of(found),
                "copies": copies_of(found),
            }
            context |= {"hiding": found.hidings.last_one(), "appeal_form": AppealForm()}
        elif question := find_question(code):
            context |= {"question": question, "code": code}
        else:
            form.add_error("code", _("We do not know this code. Check each letter, and try again."))
    return render(request, "facilitation/receipt.html", context)


def _say(form: ThoughtForm, room: Room) -> str:
    """The code of the receipt, or nothing for words with a name."""
    said = {name: form.cleaned_data[name] for name in ("words", "audience", "once")}
    if form.is_anonymous:
        return actions.contribute_anonymously(room.session, **said)
    actions.contribute(room.session, by=room.member, **said)
    return ""


def _still_typing(request: MemberRequest, room: Room, form: ThoughtForm) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "facilitation/room.html#say", {"session": room.session, "form": form})
    return room_page(request, room, form, is_typing=True)


def _sent(request: MemberRequest, room: Room, code: str) -> HttpResponseBase:
    """A script gets a blank form with what to know about what was sent; else a page, which is never kept."""
    room = find_room(request.member, room.session.public_id)
    context = {"room": room, "session": room.session, "code": code}
    if request.headers.get("HX-Request"):
        blank = {"form": ThoughtForm(member=request.member)}
        return render(request, "facilitation/room_said.html", context | blank)
    if code:
        return render(request, "facilitation/receipt_given.html", context)
    return redirect(room_of(room.session))


def _readable(request: MemberRequest, session_id: UUID, words_id: UUID) -> Contribution:
    said = Contribution.objects.in_group(request.member.group).readable_by(request.member)
    return get_object_or_404(said.select_related("session"), pk=words_id, session__public_id=session_id)
