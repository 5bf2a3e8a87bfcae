"""The one mover: every row with states moves here, and nowhere else; and the one record of who did what."""

from typing import Any, Protocol, cast
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from groups import search
from groups.models import Activity, Group, Membership, Person, System
from groups.states import Moves

type Actor = Membership | Person | None  # None: the clock


class Refused(Exception):
    """An act that may not happen now. Its message is a plain sentence: who can do it, and when."""


class Moving(Protocol):
    """What a row with states has: a state, its table of moves and a public id."""

    MOVES: Moves
    state: str
    public_id: UUID


def record(verb: str, target: models.Model, *, by: Actor) -> Activity:
    """Write the one Activity row of an action, and let a search find its row as it is now.

    Never called for what was done without a name (promise 5).
    """
    search.keep(target)
    group = _group_of(target)
    system = group.system_id if group else cast("System", getattr(target, "system", target)).pk
    return Activity.objects.create(
        system_id=system,
        group=group,
        person=by.person if isinstance(by, Membership) else by,
        verb=verb,
        target=f"{target._meta.label_lower}:{getattr(target, 'public_id', target.pk)}",
    )


@transaction.atomic
def move[Row: models.Model](row: Row, to: str, *, by: Actor, **changes: Any) -> Row:
    """Lock the row, check that its table allows the move, save it with other changes, and record it.

    Returns the saved row. Raises Refused when its state, read under the lock, does not allow the move.
    """
    moved = move_unrecorded(row, to, **changes)
    record(f"{moved._meta.model_name}.{to}", moved, by=by)
    return moved


@transaction.atomic
def move_unrecorded[Row: models.Model](row: Row, to: str, **changes: Any) -> Row:
    """Move a row whose every trace goes when its session is sealed, so that no Activity may outlive it."""
    locked = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    moving = cast("Moving", locked)
    if to not in moving.MOVES[moving.state]:
        raise Refused(_("Somebody has already moved this on. Look at the page again to see where it is now."))
    for name, value in {"state": to, **changes}.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    return locked


def _group_of(target: models.Model) -> Group | None:
    return target if isinstance(target, Group) else getattr(target, "group", None)
