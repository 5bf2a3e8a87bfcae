"""How a clock speaks: once for each occurrence, to those it concerns, and only while its fact holds."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction

from groups.kinds import KINDS
from groups.models import Group, Notification, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from lifecycle.models import Ask, Commitment


def people_who_may(*permissions: Permission, group: Group) -> list[Person]:
    """Everyone in the group, not on a break, whose roles grant one of these."""
    members = group.memberships.active()
    allowed = reduce(or_, (members.who_may(permission) for permission in permissions))
    return list(Person.objects.filter(memberships__in=allowed))


@transaction.atomic
def remind(kind: str, row: Ask | Commitment, occurrence: str, *, to: Iterable[Person]) -> bool:
    """Tell it unless this occurrence was told or its fact is gone. The reminder before leaves Today.

    Returns whether anything was told now.
    """
    locked = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if was_told(kind, row, occurrence) or not KINDS[kind].still_true(locked):
        return False
    settle((kind,), row)
    notify(kind, row, group=row.group, to=to, occurrence=occurrence)
    return True


def was_told(kind: str, row: Ask | Commitment, occurrence: str) -> bool:
    return Notification.objects.filter(kind=kind, subject=str(row.public_id), occurrence=occurrence).exists()


def waits_on_today(kinds: Iterable[str], row: Ask | Commitment) -> bool:
    """One of these was told and its fact still holds."""
    told = Notification.objects.filter(kind__in=kinds, subject=str(row.public_id), closed_at=None)
    return told.exists()


def weeks_late(due: date, today: date) -> int:
    return (today - due).days // 7


def months_late(due: date, today: date) -> int:
    """Whole months since a day."""
    months = (today.year - due.year) * 12 + today.month - due.month
    return months - (today.day < due.day)
