"""Planning a try-out, a get-ready meeting or a debrief."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.kinds_of_session import plan_beside, plan_try_out
from facilitation.forms.sessions import SessionForm
from facilitation.meetings_among_us import LENGTH, SHAPES, proposed_start
from facilitation.models import Session
from facilitation.models.sessions import sees_among_us
from facilitation.states.agenda import SessionKind
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members, refuse_role
from groups.permissions import Permission

COPIED = ("place", "access_notes", "phone_in", "video_link")


@for_members(Permission.PLAN_SESSIONS)
def try_out_new(request: MemberRequest) -> HttpResponse:
    initial = {"title": _("Try-out session"), "about": _("A place to practise. Nothing said here is kept.")}
    form = SessionForm(request.POST or None, group=request.member.group, initial=initial)
    if request.method == "POST" and form.is_valid():
        session = plan_try_out(Session(**form.changes()), by=request.member)
        messages.success(request, _("Kept as a draft. Announce it when you are ready."))
        return to_session(session, request.member)
    return _page(request, form, SessionKind.TRY_OUT)


@for_members(Permission.PLAN_SESSIONS)
def get_ready_new(request: MemberRequest, session_id: UUID) -> HttpResponse:
    return _beside(request, session_id, SessionKind.GET_READY)


@for_members(Permission.PLAN_SESSIONS)
def debrief_new(request: MemberRequest, session_id: UUID) -> HttpResponse:
    return _beside(request, session_id, SessionKind.DEBRIEF)


def _beside(request: MemberRequest, session_id: UUID, kind: SessionKind) -> HttpResponse:
    """Nobody from the system plans or sees one, whatever they may plan else."""
    session = find_session(request.member, session_id)
    if not sees_among_us(request.member):
        return refuse_role(request, Permission.MEET_AMONG_US)
    form = SessionForm(request.POST or None, group=session.group, initial=_proposed(session, kind))
    if request.method == "POST" and form.is_valid():
        made = plan_beside(Session(**form.changes()), kind=kind, session=session, by=request.member)
        messages.success(request, _("Kept as a draft, with an agenda. Look at it, then announce it."))
        return to_session(made, request.member)
    return _page(request, form, kind, session)


def _proposed(session: Session, kind: str) -> dict[str, object]:
    zone, starts = session.group.tz, proposed_start(session, kind)
    begin, end = timezone.localtime(starts, zone), timezone.localtime(starts + LENGTH, zone)
    shape = SHAPES[kind]
    same = {name: getattr(session, name) for name in COPIED}
    times = {"day": begin.date(), "starts": begin.time(), "ends": end.time()}
    return {"title": str(shape.title), "about": str(shape.about), **same, **times}


def _page(
    request: MemberRequest, form: SessionForm, kind: str, session: Session | None = None
) -> HttpResponse:
    context = {"form": form, "kind": kind, "session": session, "items": SHAPES[kind].items if session else []}
    return render(request, "facilitation/session_of_kind_new.html", context)
