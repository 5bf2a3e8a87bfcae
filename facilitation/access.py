"""The doors to what runs one room: for facilitators, and for the member who helps to run this session."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from facilitation.models import ParkedMatter, Session, may_run
from groups.access import Door, MemberRequest, for_members, refuse_role
from groups.permissions import Permission

type View = Callable[..., HttpResponseBase]


def for_whoever_runs(view: View) -> View:
    """Like `for_members(Permission.RUN_ROOM)` for pages of one session, and open to its co-facilitators too.

    The view takes `session_id`. A stranger gets 404; a member who does not run it, the page that says who can.
    """
    return _door(view, "session_id", _session)


def for_whoever_runs_where_parked(view: View) -> View:
    """The same for pages of something parked, and whoever runs the session that parked it. It takes `parked_id`."""
    return _door(view, "parked_id", _where_parked)


def _door(view: View, name: str, find: Callable[[MemberRequest, UUID], Session]) -> View:
    @wraps(view)
    def checked(request: MemberRequest, **kwargs: Any) -> HttpResponseBase:
        member = request.member
        if not member.may(Permission.RUN_ROOM) and not may_run(member, find(request, kwargs[name])):
            return refuse_role(request, Permission.RUN_ROOM)
        return view(request, **kwargs)

    inside = for_members(Permission.JOIN_ROOM)(cast("Callable[..., HttpResponseBase]", checked))
    # By role the door is that of facilitators: who said yes to one session comes in besides.
    inside.door = Door("members", Permission.RUN_ROOM)  # type: ignore[attr-defined]  # read by the test that walks every URL
    return inside


def _session(request: MemberRequest, session_id: UUID) -> Session:
    seen = Session.objects.in_group(request.member.group).visible_to(request.member)
    return get_object_or_404(seen, public_id=session_id)


def _where_parked(request: MemberRequest, parked_id: UUID) -> Session:
    seen = ParkedMatter.objects.in_group(request.member.group).visible_to(request.member)
    return get_object_or_404(seen.select_related("session"), public_id=parked_id).session
