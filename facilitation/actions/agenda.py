"""What a session talks about, in which order, and who leads it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from facilitation.actions.leading import ask_to_lead, look_for_leader, tell_asked
from facilitation.actions.order import put_in_order, shift
from facilitation.live import changed
from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SessionState
from groups.models import Membership
from groups.transitions import Refused, record

CAN_PLAN = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)
MOST_ITEMS = 30


@transaction.atomic
def add_item(
    item: AgendaItem, *, session: Session, by: Membership, ask: Membership | None = None
) -> AgendaItem:
    """Put an item at the end of the agenda. Whoever is to lead it is asked."""
    items = _items_of(session)
    if len(items) >= MOST_ITEMS:
        raise Refused(
            _("An agenda holds %(most)d items at most. Put some into the next session.")
            % {"most": MOST_ITEMS}
        )
    item.group, item.session = by.group, session
    item.position = items[-1].position + 1 if items else 1
    item.save()
    record("agendaitem.added", item, by=by)
    return ask_to_lead(item, member=ask, by=by) if ask else item


@transaction.atomic
def who_leads(item: AgendaItem, *, ask: Membership | None, is_looking: bool, by: Membership) -> None:
    """What a planner says about who leads an item: whom to ask, and whether anyone can offer."""
    now = item.led_by_id or item.asked_to_lead_id
    if now != (ask.pk if ask else None):
        ask_to_lead(item, member=ask, by=by)
    look_for_leader(item, is_looking=is_looking and ask is None, by=by)


def put_on_agenda(items: Sequence[AgendaItem], session: Session, *, by: Membership) -> None:
    """The agenda that a new session begins with, asking those who are to lead. Inside a transaction of its caller."""
    for position, item in enumerate(items[:MOST_ITEMS], start=1):
        item.group, item.session, item.position = session.group, session, position
        if item.asked_to_lead == by:
            item.led_by, item.asked_to_lead = by, None
    AgendaItem.objects.bulk_create(items[:MOST_ITEMS])
    for item in items[:MOST_ITEMS]:
        tell_asked(item)


@transaction.atomic
def change_item(item: AgendaItem, *, by: Membership, **changes: Any) -> AgendaItem:
    """Change an item that has not begun."""
    item = _waiting(item)
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    record("agendaitem.changed", item, by=by)
    return item


@transaction.atomic
def add_items(items: Sequence[AgendaItem], *, session: Session, by: Membership) -> int:
    """Put several at the end, all of them or none. Returns how many."""
    for item in items:
        add_item(item, session=session, by=by)
    return len(items)


@transaction.atomic
def order_items(session: Session, *, order: Sequence[str], by: Membership) -> list[AgendaItem]:
    """Put the items in this order of their public ids.

    Raises Refused unless it names each item once: somebody has changed the agenda meanwhile.
    """
    items = {str(item.public_id): item for item in _items_of(session)}
    if sorted(order) != sorted(items):
        raise Refused(_("The agenda has changed. Look at it again, then move what you want to move."))
    ordered = [items[key] for key in order]
    put_in_order(ordered)
    record("session.agenda_ordered", session, by=by)
    return ordered


@transaction.atomic
def shift_item(item: AgendaItem, *, places: int, by: Membership) -> AgendaItem:
    """Move an item up (-1) or down (1). At the end of the list it stays where it is."""
    items = _items_of(item.session)
    if item not in items:
        raise Refused(_("This item is no longer on the agenda."))
    shift(item, among=items, places=places)
    record("agendaitem.moved", item, by=by)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Membership) -> None:
    """Take an item off the agenda, unless it has begun or something was agreed in it."""
    item = _waiting(item)
    record("agendaitem.removed", item, by=by)
    try:
        item.delete()
    except ProtectedError as error:
        raise Refused(_("The group agreed something in this item, so it stays on the record.")) from error


def _items_of(session: Session) -> list[AgendaItem]:
    """The agenda in order. Its session is held, so that two planners take turns, and open rooms hear of it."""
    changed(session, must_be_open=False)
    session.refresh_from_db(fields=["state"])
    if session.state not in CAN_PLAN:
        raise Refused(_("The agenda can be changed until the session closes."))
    return list(session.items.all())


def _waiting(item: AgendaItem) -> AgendaItem:
    for found in _items_of(item.session):
        if found == item and found.state == ItemState.WAITING:
            return found
    raise Refused(_("This item has begun or is gone. Only items that are still to come can be changed."))
