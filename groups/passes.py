"""What this browser holds of a room pass: its id and generation, until the browser is closed or someone leaves."""

from uuid import UUID

from django.http import HttpRequest

from groups.models import Membership, RoomPass
from groups.permissions import Permission, Role

HELD = "room_pass"

# Whoever runs the room or sees more than others signs in.
NEVER_BY_PASS = Role.FACILITATOR | Role.LEAD | Role.COORDINATOR


def may_have_pass(member: Membership) -> bool:
    return member.may(Permission.JOIN_ROOM) and not member.holds_any(NEVER_BY_PASS)


def hold(request: HttpRequest, found: RoomPass) -> None:
    request.session.cycle_key()
    request.session[HELD] = {"id": str(found.public_id), "generation": found.generation}
    request.session.set_expiry(0)  # it ends with the browser


def forget(request: HttpRequest) -> None:
    request.session.pop(HELD, None)


def holds_one(request: HttpRequest) -> bool:
    return HELD in request.session


def held_for(request: HttpRequest, group_id: UUID, room: UUID) -> RoomPass | None:
    """The standing pass of this browser for this room. Without one nothing is looked up."""
    held = request.session.get(HELD)
    if not held:
        return None
    standing = RoomPass.objects.standing().filter(
        public_id=held["id"], generation=held["generation"], room=room, group__public_id=group_id
    )
    found = standing.select_related("member__group__system", "member__person").first()
    return found if found and may_have_pass(found.member) else None
