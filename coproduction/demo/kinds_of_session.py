"""What members do with agendas, and the other kinds of session: getting ready among us, and a place to practise."""

from datetime import timedelta

from coproduction.demo.days import at, weekday
from coproduction.demo.meetings import PLACE, Cast
from facilitation.actions.kinds_of_session import plan_beside, plan_try_out
from facilitation.actions.leading import look_for_leader, offer_to_lead
from facilitation.actions.proposals import propose_item
from facilitation.actions.proposals_on_behalf import propose_item_for
from facilitation.actions.sessions import announce_session
from facilitation.models import ItemProposal, Session
from facilitation.states.agenda import SessionKind
from groups.states import Origin


def make_kinds_of_session(cast: Cast, coming: Session) -> None:
    _agenda_of_members(cast, coming)
    _get_ready(cast, coming)
    _try_out(cast)


def _agenda_of_members(cast: Cast, coming: Session) -> None:
    """Somebody offered to lead the last item; something else is proposed and waits for an answer."""
    last = coming.items.get(position=3)
    last.led_by = None
    last.save(update_fields=["led_by"])
    look_for_leader(last, is_looking=True, by=cast["facilitator"])
    offer_to_lead(last, by=cast["huw"])
    proposal = ItemProposal(
        title="What we tell people who wait for a letter",
        why="My neighbour waited nine weeks and thought that nobody had her name.",
        minutes=20,
        wants_to_lead=True,
    )
    propose_item(proposal, session=coming, by=cast["kath"])
    by_phone = ItemProposal(
        title="Letters that can be read out", why="My eyes are tired by noon.", minutes=15
    )
    propose_item_for(
        by_phone,
        session=None,
        member=cast["colin"],
        origin=Origin.PHONE,
        read_back=True,
        by=cast["coordinator"],
    )


def _get_ready(cast: Cast, coming: Session) -> None:
    """Two days before the session, by the facilitator who lives with illness himself: nobody from the system plans or sees one."""
    days = (coming.starts_at.date() - at(0).date()).days - 2
    meeting = Session(
        title="Get ready together",
        about="We look at the report before the others do, and practise what we want to ask.",
        starts_at=at(days, 14),
        ends_at=at(days, 15),
        phone_in="01632 960 200, then 4321",
    )
    kind = SessionKind.GET_READY
    announce_session(plan_beside(meeting, kind=kind, session=coming, by=cast["oscar"]), by=cast["oscar"])


def _try_out(cast: Cast) -> None:
    starts = at(weekday(8), 11)
    session = Session(
        title="Try the room",
        about="Press every button. Nothing said here is kept.",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=30),
        place=PLACE,
    )
    announce_session(plan_try_out(session, by=cast["facilitator"]), by=cast["facilitator"])
