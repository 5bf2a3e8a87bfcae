"""Room passes of one session: for those who come without signing in."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.live import changed
from facilitation.models import Session
from groups.actions import passes
from groups.models import Membership, RoomPass
from groups.transitions import Refused


@transaction.atomic
def give_room_pass(session: Session, *, member: Membership, by: Membership) -> RoomPass:
    if not session.is_ahead:
        raise Refused(_("A pass can be made from the day a session is announced until it closes."))
    return passes.give_pass(member, room=session.public_id, by=by)


@transaction.atomic
def revoke_room_pass(session: Session, given: RoomPass, *, by: Membership) -> RoomPass:
    """Open pages of the pass hear of it at once, and close."""
    revoked = passes.revoke_pass(given, by=by)
    changed(session, must_be_open=False)
    return revoked
