"""Checking the notes, answering what somebody remembers another way."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions import note_checks as acts
from facilitation.forms.notes import AnswerForm, CheckForForm, CheckForm
from facilitation.models import NoteCheck, Session
from facilitation.models.notes import as_kept
from facilitation.states import SessionState
from facilitation.states.notes import CheckState
from facilitation.views.notes import find_note
from facilitation.views.sessions import to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SPEAK)
def note_check(request: MemberRequest, item_note_id: UUID) -> HttpResponse:
    """ "This is right", or "this is not how I remember it"."""
    note = find_note(request, item_note_id)
    _must_be_checkable(note.session)
    form = CheckForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "facilitation/notes/check.html", {"note": note, "form": form})
    acts.check_note(note, member=request.member, by=request.member, **form.said())
    messages.success(request, _("Thank you. You can change this until the notes are settled."))
    return to_session(note.session, request.member)


@for_members(Permission.TYPE_FOR_OTHERS)
def note_check_for(request: MemberRequest, item_note_id: UUID) -> HttpResponse:
    """What somebody without an account said of a note, by letter or by phone."""
    note = find_note(request, item_note_id)
    _must_be_checkable(note.session)
    form = CheckForForm(request.POST or None, by=request.member)
    if request.method != "POST" or not form.is_valid():
        return render(request, "facilitation/notes/check.html", {"note": note, "form": form, "for": True})
    acts.check_note(note, by=request.member, **form.said())
    messages.success(request, _("Kept. It counts the same as what is typed in the app."))
    return to_session(note.session, request.member)


@for_members(Permission.SEE_GROUP)
def note_check_one(request: MemberRequest, check_id: UUID) -> HttpResponse:
    """For its author, who can take it back, and for facilitators, who answer it. Nobody else."""
    check = _find(request, check_id)
    mine, runs = check.member == request.member, request.member.may(Permission.RUN_ROOM)
    if request.method == "POST" and "take_back" in request.POST:
        acts.take_check_back(check, by=request.member)
        messages.success(request, _("Your words are gone."))
        return to_session(check.note.session, request.member)
    waits = check.state == CheckState.ASKED and check.note.session.state == SessionState.NOTES_SHARED
    form = AnswerForm(request.POST or None, initial={"words": check.note.words}) if runs and waits else None
    if request.method == "POST" and form is None:
        raise Refused(_("A facilitator answers this once, before the notes are settled."))
    if form is None or request.method != "POST" or not form.is_valid():
        context = {"check": check, "form": form, "mine": mine}
        return render(request, "facilitation/notes/check_one.html", context)
    words = form.cleaned_data["words"]
    new_words = "" if as_kept(words) == check.note.words else words
    acts.answer_check(check, new_words=new_words, reply=form.cleaned_data["reply"], by=request.member)
    messages.success(request, _("Thank you. They are being told."))
    return redirect("note_check_one", check.group.public_id, check.public_id)


def _find(request: MemberRequest, check_id: UUID) -> NoteCheck:
    seen = Session.objects.visible_to(request.member)
    rows = NoteCheck.objects.in_group(request.member.group).filter(note__session__in=seen).with_people()
    check = get_object_or_404(rows, public_id=check_id)
    if check.member != request.member and not request.member.may(Permission.RUN_ROOM):
        raise Http404
    return check


def _must_be_checkable(session: Session) -> None:
    if session.state != SessionState.NOTES_SHARED:
        raise Refused(_("Notes are checked in the week after they are shared. Then they are settled."))
