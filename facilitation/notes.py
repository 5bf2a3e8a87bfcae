"""The notes of a session as somebody reads them: with whom they name, what is remembered another way, and remarks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from facilitation.models import Contribution, NoteChange, NoteCheck, NotedWords, NoteOfItem, Session
from facilitation.models.room import ContributionQuerySet
from facilitation.states import Audience, SessionState
from facilitation.states.notes import CheckState
from groups.models import Group, Membership
from groups.permissions import Permission
from groups.together import read_together


@dataclass(frozen=True)
class Read:
    """One note, for one reader. `beside`: what others remember another way. `mine`: what the reader said of it."""

    note: NoteOfItem
    named: list[Contribution]
    before: list[NoteChange]
    remarks: list[NoteChange]
    beside: list[NoteCheck] = field(default_factory=list)
    asked: list[NoteCheck] = field(default_factory=list)
    mine: NoteCheck | None = None


def notes_for(session: Session, member: Membership) -> list[Read]:
    """All notes once they are shared; before that none, whoever reads."""
    if not session.notes_shared_at:
        return []
    notes: list[Any] = list(  # each with word of what was said of it
        session.notes_by_item.exclude(words="")
        .in_order()
        .annotate(
            has_pointed=Exists(NotedWords.objects.filter(note=OuterRef("pk"))),
            has_changes=Exists(NoteChange.objects.filter(note=OuterRef("pk"))),
            has_checks=Exists(NoteCheck.objects.filter(note=OuterRef("pk"))),
        )
    )
    pointed = [note for note in notes if note.has_pointed]
    prefetch_related_objects(pointed, Prefetch("pointed", nameable(session, member), to_attr="its_pointed"))
    _with_what_was_said_of(notes)
    return [_read(note, session, member) for note in notes]


def _with_what_was_said_of(notes: list[Any]) -> None:
    """Sets `its_changes` and `its_checks`, in one question to the database."""
    checks = NoteCheck.objects.select_related("member", "typed_by").order_by("pk")
    rows: dict[str, QuerySet[Any]] = {"changes": NoteChange.objects.order_by("at", "pk"), "checks": checks}
    having = {part: [note for note in notes if getattr(note, f"has_{part}")] for part in rows}
    found = read_together(**{part: rows[part].filter(note__in=having[part]) for part in rows if having[part]})
    for note in notes:
        for part, some in found.items():
            setattr(note, f"its_{part}", [one for one in some if one.note_id == note.pk])


def nameable(session: Session, member: Membership) -> ContributionQuerySet:
    """Words said to everyone, whose author chose to be named and did not take them back."""
    readable = Contribution.objects.readable_by(member).filter(session=session, may_be_named=True)
    with_name = readable.filter(is_hidden=False, author__isnull=False, audience=Audience.EVERYONE)
    return with_name.select_related("author", "typed_by", "helped_by").order_by("pk")


def names_in(words: str, group: Group, *, chosen: Iterable[int] = ()) -> list[str]:
    """Names of people of the group that stand in a text, but for those who chose to be named."""
    people = group.memberships.present().exclude(pk__in=list(chosen))
    names = sorted(set(people.values_list("name", flat=True)))
    return [name for name in names if _stands(name, words)]


def _stands(name: str, words: str) -> bool:
    """The whole name, or the first one where there are more."""
    ways = {name, name.split()[0]} - {"Dr", "Mr", "Mrs", "Ms", "Prof"}
    return any(re.search(rf"(?<!\w){re.escape(way)}(?!\w)", words) for way in ways)


def _read(note: NoteOfItem, session: Session, member: Membership) -> Read:
    checks: list[NoteCheck] = getattr(note, "its_checks", [])
    changes: list[NoteChange] = getattr(note, "its_changes", [])
    settled = session.state == SessionState.SETTLED
    stays = (CheckState.KEPT, CheckState.ASKED) if settled else (CheckState.KEPT,)
    runs = member.may(Permission.RUN_ROOM)
    return Read(
        note,
        named=getattr(note, "its_pointed", []),
        before=[one for one in changes if not one.is_remark],
        remarks=[one for one in changes if one.is_remark],
        beside=[one for one in checks if one.beside and one.words and one.state in stays],
        asked=[one for one in checks if one.state == CheckState.ASKED] if runs and not settled else [],
        mine=next((one for one in checks if one.member_id == member.pk), None),
    )
