"""Parked matters: kept in sight until they are on an agenda again or somebody says what became of them."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agenda import add_item
from facilitation.live import changed
from facilitation.models import AgendaItem, ParkedMatter, Session
from facilitation.states import ItemPurpose, ItemState
from facilitation.states.parked import ParkedState
from groups.models import Membership
from groups.transitions import Refused, move, record

MOST_PARKED = 30  # in one session


@transaction.atomic
def park(session: Session, *, words: str, by: Membership) -> ParkedMatter:
    """Keep something for later, with the item that is on. The same words are parked once."""
    changed(session)
    parked = session.parked.still_parked()
    if parked.count() >= MOST_PARKED:
        raise Refused(
            _("A session parks %(n)d matters at most. Say what became of some, then park more.")
            % {"n": MOST_PARKED}
        )
    matter, is_new = ParkedMatter.objects.get_or_create(
        session=session,
        group=by.group,
        words=words,
        state=ParkedState.PARKED,
        defaults={"item": session.items.filter(state=ItemState.NOW).first(), "parked_by": by},
    )
    if is_new:
        record("parked.parked", matter, by=by)
    return matter


@transaction.atomic
def bring_back(matter: ParkedMatter, *, session: Session, minutes: int, by: Membership) -> ParkedMatter:
    """Put a parked matter at the end of the agenda of this or another session.

    Raises Refused where others would read it than those among whom it was parked, or a try-out would not let it go.
    """
    if not alike(session, matter.session):
        raise Refused(
            _("This was parked in another kind of session. Say it in your own words on that agenda instead.")
        )
    back = move(matter, ParkedState.BROUGHT_BACK, by=by)
    changed(matter.session, must_be_open=False)
    item = AgendaItem(title=matter.words[:160], purpose=ItemPurpose.EXPLORE, minutes=minutes)
    back.brought_to = add_item(item, session=session, by=by)
    back.save(update_fields=["brought_to"])
    return back


def alike(session: Session, other: Session) -> bool:
    """Whether the same people read what is said in both, and it is kept as long."""
    return (session.is_among_us, session.keeps_nothing) == (other.is_among_us, other.keeps_nothing)


@transaction.atomic
def settle_matter(matter: ParkedMatter, *, became: str, by: Membership) -> ParkedMatter:
    """Say in a sentence what became of it, for everyone to read."""
    changed(matter.session, must_be_open=False)
    return move(matter, ParkedState.SETTLED, by=by, became=became)
