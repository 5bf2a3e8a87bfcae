"""What reaches every app: what we hold about a person, erasure, and forgetting what is past keeping."""

from collections.abc import Iterator
from functools import partial
from types import ModuleType

import structlog
from django.db import transaction

from coproduction import erasures
from facilitation import privacy as facilitation
from groups import privacy as groups
from groups import search
from groups.actions.facilitators import lock_group, tell_if_nobody_facilitates
from groups.actions.memberships import let_go
from groups.models import Group, Membership, Person, RetentionRun
from groups.privacy import Keeping, Section, settling
from groups.sealing import clean_files
from groups.transitions import Actor, record
from investment import privacy as investment
from lifecycle import privacy as lifecycle

log = structlog.get_logger(__name__)

# From the roof down: what points lower lets go first. The name itself goes last.
APPS: tuple[ModuleType, ...] = (lifecycle, investment, facilitation, groups)


def held(person: Person) -> list[Section]:
    """Everything we hold about one person, in plain words. What they said without a name is not known to be theirs."""
    return [section for app in reversed(APPS) for section in app.held(person)]


def printable(person: Person, group: Group) -> list[Section]:
    """What a coordinator may print for someone without an account: of this group, and nothing that only they may read."""
    sections = groups.printable(person, group)
    for name, app in (("facilitation", facilitation), ("lifecycle", lifecycle)):
        sections += settling.printed(name, app.HELD, person, group)
    return [section for section in sections if section.rows]


@transaction.atomic
def erase(person: Person, *, by: Actor, take_back_words: bool = False) -> None:
    """Erase a person: the record stays whole, without them. Done twice, it does nothing the second time.

    `by` is None when they did it themselves or when the ledger is replayed: their own name is not recorded.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if locked.erased_at:
        return
    places = list(Membership.objects.filter(person=locked).select_related("group"))
    facilitated = Membership.objects.facilitating().filter(person=locked).order_by("group")
    left_alone = [lock_group(place.group_id) for place in facilitated]
    for membership in places:
        record("membership.erased", membership, by=by)
        let_go(membership)
    groups.withdraw_consents(locked)
    for app in APPS:
        app.erase(locked, take_back_words=take_back_words)
    for place in places:
        search.rebuild(place.group)
    for group in left_alone:
        tell_if_nobody_facilitates(group)
    clean_files()
    transaction.on_commit(partial(erasures.note, locked.public_id, take_back_words=take_back_words))


def replay() -> int:
    """After a restore: erase again whoever came back. Returns how many."""
    again = 0
    for erased in erasures.read():
        person = Person.objects.filter(public_id=erased.person, erased_at=None).first()
        if person:
            erase(person, by=None, take_back_words=erased.took_back_words)
            again += 1
    return again


def retention() -> Iterator[Keeping]:
    for app in reversed(APPS):
        yield from app.RETENTION


def retain() -> None:
    """Forget what is past keeping, each kind by itself: a mistake in one must not keep the others."""
    erasures.complete(Person.objects.filter(erased_at__isnull=False))
    for keeping in retention():
        try:
            _forget(keeping)
        except Exception:  # logged, and tried again tomorrow
            log.exception("retention failed", kind=keeping.kind)


@transaction.atomic
def _forget(keeping: Keeping) -> None:
    many = keeping.forget(keeping.past())
    RetentionRun.objects.create(kind=keeping.kind, many=many)
