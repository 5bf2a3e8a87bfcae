"""Opening and closing a session, its notes, and saying whether one comes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from facilitation.actions import sessions as acts
from facilitation.actions.coming import say_coming
from facilitation.forms.coming import ComingForm
from facilitation.forms.sessions import NotesForm
from facilitation.models import Coming, Session
from facilitation.views.sessions import confirm, find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission


@for_members(Permission.JOIN_ROOM)
def coming(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    reply = Coming.objects.filter(session=session, member=request.member).first()
    form = ComingForm(request.POST or None, instance=reply)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_coming(session, answer=said["answer"], note=said["note"], by=request.member)
        messages.success(request, _("Thank you. You can change this at any time."))
        return to_session(session, request.member)
    return render(request, "facilitation/coming.html", {"form": form, "session": session})


@for_members(Permission.RUN_ROOM)
def open_now(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.open_session(session, by=request.member)
        return redirect("room", request.member.group.public_id, session.public_id)
    return confirm(request, session, "open")


@for_members(Permission.RUN_ROOM)
def close(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.close_session(session, by=request.member)
        messages.success(request, _("The session is closed. The marks of who took part are gone."))
        return to_session(session, request.member)
    return confirm(request, session, "close")


@for_members(Permission.RUN_ROOM)
def notes(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    form = NotesForm(request.POST or None, initial={"notes": session.notes})
    if request.method == "POST" and form.is_valid():
        _keep(request, session, form.cleaned_data["notes"])
        return to_session(session, request.member)
    return render(request, "facilitation/session_notes.html", {"form": form, "session": session})


def _keep(request: MemberRequest, session: Session, words: str) -> None:
    if "share" in request.POST:
        acts.share_notes(session, notes=words, by=request.member)
        messages.success(request, _("Shared. Everyone can read the notes and add late thoughts for a week."))
    else:
        acts.write_notes(session, notes=words, by=request.member)
        messages.success(request, _("Kept. Only facilitators see the notes until you share them."))
