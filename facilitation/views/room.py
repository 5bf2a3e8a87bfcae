"""The room. The page works by reloading; with scripts its parts are asked for anew when the room changes."""

from typing import Any
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST

from facilitation.actions.room import come_in
from facilitation.expecting import expected
from facilitation.forms.contributions import ThoughtForm
from facilitation.live import events, let_go_of_database
from facilitation.models import Session
from facilitation.states import SessionState
from facilitation.views.in_room import Room, find_room
from facilitation.views.tools import tools_for
from groups.access import MemberRequest, for_members
from groups.actions.promise import owes_promise, sign_promise
from groups.permissions import Permission


@for_members(Permission.JOIN_ROOM, or_pass=True)
def show(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """The door of the room, or the room for those who came in. Looking writes nothing."""
    room = find_room(request.member, session_id, at_the_door=True)
    if room.session.state != SessionState.OPEN:
        return _not_open(request, room)
    owes = owes_promise(request.member)
    if owes or not room.session.am_in:
        context = {"room": room, "session": room.session, "owes_promise": owes}
        return render(request, "facilitation/room_door.html", context)
    return room_page(request, room)


@for_members(Permission.JOIN_ROOM, or_pass=True)
@require_POST
def enter(request: MemberRequest, session_id: UUID) -> HttpResponse:
    room = find_room(request.member, session_id, at_the_door=True)
    if "promise" in request.POST:  # said with the same button
        sign_promise(by=request.member)
    come_in(room.session, by=request.member)
    return redirect(room_of(room.session))


@for_members(Permission.JOIN_ROOM, or_pass=True)
def words(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """What has changed, as a fragment; nothing at all when nothing has."""
    return fresh(request, find_room(request.member, session_id))


@for_members(Permission.JOIN_ROOM, or_pass=True)
def stream(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """Says that the room changed, as long as it is open and this person belongs. Only ASGI can hold it open."""
    room = find_room(request.member, session_id)
    if not isinstance(request, ASGIRequest) or room.session.state != SessionState.OPEN:
        return HttpResponse(status=204)  # tells a browser not to come back
    let_go_of_database()
    given = getattr(request, "room_pass", None)
    heard = events(room.session.pk, request.member.pk, (given.pk, given.generation) if given else None)
    response = StreamingHttpResponse(heard, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _not_open(request: MemberRequest, room: Room) -> HttpResponse:
    """The page of the session is for those who sign in; a pass waits at the door."""
    if getattr(request, "room_pass", None):
        context = {"session": room.session, "expected": expected(room.session)}
        return render(request, "facilitation/room_not_open.html", context)
    return redirect(page_of(room.session))


def room_page(
    request: MemberRequest, room: Room, form: ThoughtForm | None = None, *, is_typing: bool = False
) -> HttpResponse:
    context = fresh_context(room) | {
        "form": form or ThoughtForm(member=request.member),
        "is_typing": is_typing,
        "tools": tools_for(room.session, request.member) if room.runs_it else [],
    }
    return render(request, "facilitation/room.html", context)


def fresh(request: MemberRequest, room: Room) -> HttpResponseBase:
    """The moving parts of the page. When the room has closed, the browser is sent to the session's page."""
    if room.session.state != SessionState.OPEN:
        return HttpResponse(headers={"HX-Redirect": way_out_of(request, room.session)})
    unchanged = get_conditional_response(request, etag=room.tag) if request.method == "GET" else None
    if unchanged:
        return unchanged
    response = render(request, "facilitation/room_fresh.html", fresh_context(room))
    response["ETag"] = room.tag
    response["Cache-Control"] = "no-store"
    return response


def fresh_context(room: Room) -> dict[str, Any]:
    """What every moving part of the page needs."""
    return {"room": room, "session": room.session}


def after_act(request: MemberRequest, session: Session) -> HttpResponseBase:
    """After something was done: the moving parts for a script, else the page again."""
    if request.headers.get("HX-Request"):
        return fresh(request, find_room(request.member, session.public_id))
    return redirect(room_of(session))


def room_of(session: Session) -> str:
    return reverse("room", args=[session.group.public_id, session.public_id])


def page_of(session: Session) -> str:
    return reverse("session", args=[session.group.public_id, session.public_id])


def way_out_of(request: MemberRequest, session: Session) -> str:
    """Where those go whose room is not open: with a pass, to the door that says so."""
    return room_of(session) if getattr(request, "room_pass", None) else page_of(session)
