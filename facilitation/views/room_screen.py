"""The room on a big screen, and as a member would see it. Both are for looking only."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from facilitation.access import for_whoever_runs
from facilitation.forms.contributions import ThoughtForm
from facilitation.models import Contribution
from facilitation.states import Audience, SessionState
from facilitation.views.in_room import Room, SeenAsMember, find_room
from facilitation.views.room import fresh_context, page_of
from groups.access import MemberRequest
from groups.models import Membership
from groups.permissions import Role
from groups.states import Side

MOST_ON_SCREEN = 6  # large words fill a wall soon


@for_whoever_runs
def screen(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """For a projector: no controls, and words only if whoever runs the room chose to show them."""
    room = find_room(request.member, session_id)
    if room.session.state != SessionState.OPEN:
        return redirect(page_of(room.session))
    return render(request, "facilitation/room_screen.html", _on_screen(request, room))


@for_whoever_runs
def screen_now(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    room = find_room(request.member, session_id)
    if room.session.state != SessionState.OPEN:
        return HttpResponse(headers={"HX-Redirect": page_of(room.session)})
    unchanged = get_conditional_response(request, etag=room.tag)
    if unchanged:
        return unchanged
    response = render(request, "facilitation/room_screen.html#fresh", _on_screen(request, room))
    response["ETag"] = room.tag
    response["Cache-Control"] = "no-store"
    return response


@for_whoever_runs
def as_member(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """The same page by the same templates with a member's rights, and no member's own words, place or turn."""
    found = find_room(request.member, session_id)
    if found.session.state != SessionState.OPEN:
        return redirect(page_of(found.session))
    someone = _someone(request.member)
    room = SeenAsMember(find_room(someone, session_id).session, someone)
    request.member = someone
    context = fresh_context(room) | {"form": ThoughtForm(member=someone), "is_looking": True}
    return render(request, "facilitation/room.html", context)


def _on_screen(request: MemberRequest, room: Room) -> dict[str, Any]:
    shows_words = request.GET.get("words") == "yes"
    said = [each for each in room.words if on_wall(each)] if shows_words else []
    return fresh_context(room) | {"shows_words": shows_words, "said": said[:MOST_ON_SCREEN]}


def on_wall(said: Contribution) -> bool:
    return said.audience == Audience.EVERYONE and not said.is_hidden


def _someone(member: Membership) -> Membership:
    """A member there is not: with lived experience, in the same group, with nothing of their own."""
    here = {"group": member.group, "person": member.person}
    return Membership(pk=0, **here, side=Side.LIVED, roles=Role.MEMBER, name=_("A member"))
