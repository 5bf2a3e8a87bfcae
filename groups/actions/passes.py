"""Room passes: given, taken back, and over when the session closes."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import codes
from groups.actions.by_hand import may_send
from groups.models import Membership, RoomPass
from groups.passes import may_have_pass
from groups.states import PassState
from groups.transitions import Refused, move, record


@transaction.atomic
def give_pass(member: Membership, *, room: UUID, by: Membership) -> RoomPass:
    """One for each member and room. Given again after it was taken back, it has a new code."""
    may_send(by)
    if not may_have_pass(member) or member.group_id != by.group_id:
        raise Refused(
            _("Facilitators, coordinators and decision-makers sign in. A pass is for other members.")
        )
    given, is_new = RoomPass.objects.get_or_create(
        member=member, room=room, defaults={"group": by.group, "issued_by": by}
    )
    if is_new:
        record("roompass.issued", given, by=by)
    elif given.state != PassState.ISSUED:
        changes = {"generation": given.generation + 1, "wrong_codes": 0, "issued_at": timezone.now()}
        given = move(given, PassState.ISSUED, by=by, issued_by=by, **changes)
    return given


@transaction.atomic
def revoke_pass(given: RoomPass, *, by: Membership) -> RoomPass:
    """It opens nothing from this moment, in no browser."""
    may_send(by)
    return move(given, PassState.REVOKED, by=by)


def end_passes(room: UUID) -> None:
    """The session is over: so are all its passes. Called in the transaction that ends it."""
    RoomPass.objects.filter(room=room, state=PassState.ISSUED).update(state=PassState.OVER)


def wrong_code(typed: str) -> None:
    """Count a wrong code against the passes it might have meant: after some, their codes stop."""
    handle = codes.tidy(typed)[: codes.HANDLE]
    RoomPass.objects.standing().filter(handle=handle).update(wrong_codes=F("wrong_codes") + 1)
