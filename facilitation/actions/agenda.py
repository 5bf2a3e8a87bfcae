"""What a session talks about, in which order, and who leads it."""

from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SessionState
from groups.models import Membership
from groups.transitions import Refused, record

CAN_PLAN = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)
MOST_ITEMS = 30


@transaction.atomic
def add_item(item: AgendaItem, *, session: Session, by: Membership) -> AgendaItem:
    """Put an item at the end of the agenda."""
    items = _items_of(session)
    if len(items) >= MOST_ITEMS:
        raise Refused(
            _("An agenda holds %(most)d items at most. Put some into the next session.")
            % {"most": MOST_ITEMS}
        )
    item.group, item.session = by.group, session
    item.position = items[-1].position + 1 if items else 1
    item.save()
    _agenda_changed(session)
    record("agendaitem.added", item, by=by)
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, by: Membership, **changes: Any) -> AgendaItem:
    """Change an item that has not begun."""
    item = _waiting(item)
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    _agenda_changed(item.session)
    record("agendaitem.changed", item, by=by)
    return item


@transaction.atomic
def shift_item(item: AgendaItem, *, places: int, by: Membership) -> AgendaItem:
    """Move an item up (-1) or down (1). At the end of the list it stays where it is."""
    items = _items_of(item.session)
    now = items.index(item)
    new = min(max(now + places, 0), len(items) - 1)
    items.insert(new, items.pop(now))
    for position, each in enumerate(items, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    _agenda_changed(item.session)
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
    _agenda_changed(item.session)


def _items_of(session: Session) -> list[AgendaItem]:
    """The agenda in order, under a lock on its session so that two planners take turns."""
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if locked.state not in CAN_PLAN:
        raise Refused(_("The agenda can be changed until the session closes."))
    return list(locked.items.all())


def _waiting(item: AgendaItem) -> AgendaItem:
    for found in _items_of(item.session):
        if found == item and found.state == ItemState.WAITING:
            return found
    raise Refused(_("This item has begun or is gone. Only items that are still to come can be changed."))


def _agenda_changed(session: Session) -> None:
    """Whoever looks at the session sees the new agenda."""
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
