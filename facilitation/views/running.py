"""Opening and closing a session, and saying whether one comes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from facilitation.access import for_whoever_runs
from facilitation.actions import sessions as acts
from facilitation.actions.coming import say_coming
from facilitation.forms.coming import ComingForm
from facilitation.models import Coming, QuickAgree, Session
from facilitation.views.sessions import confirm, find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission


@for_members(Permission.JOIN_ROOM)
def coming(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    reply = Coming.objects.filter(session=session, member=request.member).first()
    form = ComingForm(request.POST or None, instance=reply, session=session)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_coming(session, answer=said["answer"], note=said["note"], by=request.member)
        messages.success(request, _("Thank you. You can change this at any time."))
        return to_session(session, request.member)
    return render(request, "facilitation/coming.html", {"form": form, "session": session})


@for_whoever_runs
def open_now(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.open_session(session, by=request.member)
        return redirect("room", request.member.group.public_id, session.public_id)
    return confirm(request, session, "open")


@for_whoever_runs
def close(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    put = QuickAgree.objects.in_session(session).open().first()
    if request.method == "POST":
        acts.close_session(session, by=request.member)
        messages.success(request, _closed(session))
        if put and not session.keeps_nothing:
            messages.info(request, _("These words are not agreed: %(words)s") % {"words": put.wording})
        return to_session(session, request.member)
    return confirm(request, session, "close", put=put)


def _closed(session: Session) -> str:
    if session.keeps_nothing:
        return _("The try-out is closed. What was said is deleted, and so are the marks of who took part.")
    return _("The session is closed. The marks of who took part are gone.")
