"""A member with lived experience helps to run one session. They say yes or no, and hand it back at any time."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.having_no_say import give_up_positions
from facilitation.actions.people import planners
from facilitation.actions.proposals import speaks_for
from facilitation.kinds.among_us import kind_for, kinds_for
from facilitation.live import changed
from facilitation.models import CoFacilitation, Session
from facilitation.models.co_facilitation import may_co_facilitate
from facilitation.models.sessions import BEFORE
from facilitation.states import SessionState
from facilitation.states.agenda import CoFacilitationState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.states import Origin
from groups.transitions import Refused, move, record

ASKED, SAID = "co_facilitation_asked", "co_facilitation_said"
CAN_ASK = (SessionState.DRAFT, *BEFORE)


@transaction.atomic
def ask_to_co_facilitate(session: Session, *, member: Membership, by: Membership) -> CoFacilitation:
    """Ask a member. Nothing changes until they say yes; whoever said no or handed back can be asked again."""
    changed(session, must_be_open=False)  # two who ask take turns
    session.refresh_from_db(fields=["state"])
    if session.state not in CAN_ASK:
        raise Refused(_("This session is over or was called off."))
    if not may_co_facilitate().filter(group=by.group, pk=member.pk).exists():
        raise Refused(_("Someone with lived experience who takes part now can help to run a session."))
    asked, is_new = CoFacilitation.objects.get_or_create(group=by.group, session=session, member=member)
    if is_new:
        record("cofacilitation.asked", asked, by=by)
    else:
        asked = move(asked, CoFacilitationState.ASKED, by=by)
    notify(kind_for(session, ASKED), asked, group=by.group, to=[member.person], occurrence=_turn(session))
    return asked


@transaction.atomic
def accept_co_facilitation(
    asked: CoFacilitation, *, by: Membership, origin: str = Origin.APP
) -> CoFacilitation:
    """Say yes. From now on they run the room of this session, and have no say on what it decides (promise 3)."""
    _own(asked, by, origin)
    _must_be_ahead(asked.session)
    accepted = move(asked, CoFacilitationState.ACCEPTED, by=by, **_typed(by, origin))
    give_up_positions(accepted.member, session=accepted.session)
    return _answered(accepted)


@transaction.atomic
def decline_co_facilitation(
    asked: CoFacilitation, *, by: Membership, origin: str = Origin.APP
) -> CoFacilitation:
    """Say no. Nobody asks why."""
    _own(asked, by, origin)
    return _answered(move(asked, CoFacilitationState.DECLINED, by=by, **_typed(by, origin)))


@transaction.atomic
def hand_back_co_facilitation(
    held: CoFacilitation, *, by: Membership, origin: str = Origin.APP
) -> CoFacilitation:
    """Hand it back, at any time. Their say returns."""
    _own(held, by, origin)
    return _answered(move(held, CoFacilitationState.HANDED_BACK, by=by, **_typed(by, origin)))


def _answered(said: CoFacilitation) -> CoFacilitation:
    changed(said.session, must_be_open=False)  # an open room shows or hides its controls
    settle(kinds_for(said.session, [ASKED]), said)
    if said.session.state in CAN_ASK:
        to = planners(said.session)
        kind = kind_for(said.session, SAID)
        notify(kind, said, group=said.group, to=to, occurrence=_turn(said.session))
    return said


def _turn(session: Session) -> str:
    """Asking and answering again is told again; every such act moves the session's version on."""
    return str(Session.objects.values_list("version", flat=True).get(pk=session.pk))


def _own(asked: CoFacilitation, by: Membership, origin: str) -> None:
    """The person themselves; the answer of somebody without an account also from whoever types for others."""
    if not speaks_for(asked.member, by):
        raise Refused(_("Only the person who was asked can answer."))
    if asked.member != by and origin == Origin.APP:
        raise ValueError("What is typed for someone came in another way.")


def _typed(by: Membership, origin: str) -> dict[str, object]:
    return {"origin": origin, "typed_by": by if origin != Origin.APP else None}


def _must_be_ahead(session: Session) -> None:
    if session.state not in CAN_ASK:
        raise Refused(_("This session is over or was called off."))
