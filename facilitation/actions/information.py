"""Sharing information, changing it and giving it in other formats: everyone has it at the same moment (promise 9)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.people import everyone
from facilitation.models import (
    BudgetLine,
    InformationFormat,
    InformationItem,
    InformationVersion,
    ModelTag,
    Topic,
)
from facilitation.models.information import VERSIONED
from groups.actions.consents import place_consent
from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import notify
from groups.permissions import Permission
from groups.states import ConsentKind, MembershipState
from groups.transitions import Refused, record

SHOWN = (ConsentKind.STORY, ConsentKind.QUOTE, ConsentKind.PHOTO)


@transaction.atomic
def share_information(
    item: InformationItem,
    *,
    by: Membership,
    file: Checked | None = None,
    lines: Iterable[BudgetLine] = (),
    topics: Iterable[Topic] = (),
    parts: Iterable[str] = (),
) -> InformationItem:
    """Share something with the whole group at once: same information, same time (promise 9).

    `lines` are those of a budget sheet, not saved yet; `parts` keys of the operating model.
    """
    item.group, item.shared_by = by.group, by
    item.upload = keep_upload(file, group=by.group, by=by) if file else None
    item.save()
    _add_version(item, lines=lines, by=by)
    item.topics.set(topics)
    _tag_item(item, parts)
    if item.consent:
        place_consent(item.consent, item, kinds=SHOWN)
    record("information.shared", item, by=by)
    notify("information_shared", item, group=by.group, to=everyone(by.group))
    return item


@transaction.atomic
def change_information(
    item: InformationItem,
    *,
    words: dict[str, object],
    why: str,
    by: Membership,
    lines: Iterable[BudgetLine] = (),
    topics: Iterable[Topic] = (),
    parts: Iterable[str] = (),
) -> InformationItem:
    """Put new words in place of those that stand. The old ones stay to be read, and everyone is told.

    `words` by the names in VERSIONED. Raises Refused for anyone who may not change it, and after a story was taken
    back. Where only its topics and tags are new, no version is made and nobody is told.
    """
    item = locked(item)
    may_change(item, by)
    _keep_first_version(item)
    lines = list(lines)
    before = _facts(item), sheet_of(item.current)
    for name in VERSIONED:
        setattr(item, name, words.get(name, getattr(item, name)))
    item.topics.set(topics)
    _tag_item(item, parts)
    if before != (_facts(item), [_line(line) for line in lines]):
        item.save()
        version = _add_version(item, lines=lines, by=by, why=why)
        people = everyone(by.group)
        notify("information_changed", item, group=by.group, to=people, occurrence=str(version.number))
    record("information.changed", item, by=by)
    return item


@transaction.atomic
def add_format(
    item: InformationItem,
    *,
    kind: str,
    by: Membership,
    file: Checked | None = None,
    link: str = "",
    expected_on: date | None = None,
) -> InformationFormat:
    """Give an item in one more format, or say that it is to come. The same format given again replaces the one there."""
    item = locked(item)
    if item.is_gone:
        raise Refused(_("This story was taken back, so nothing can be added to it."))
    _keep_first_version(item)
    number = item.current.number if item.current else 1
    fresh = {"group": item.group, "number": number, "link": link, "added_by": by, "expected_on": expected_on}
    given, _new = InformationFormat.objects.get_or_create(item=item, kind=kind, defaults=fresh)
    old = given.upload
    for name, value in fresh.items():
        setattr(given, name, value)
    given.upload = keep_upload(file, group=item.group, by=by) if file else None
    given.save()
    if old:
        remove_upload(old)
    record("information.format_added", item, by=by)
    return given


@transaction.atomic
def tag_topic(topic: Topic, *, parts: Iterable[str], by: Membership) -> None:
    """Say which parts of the operating model a topic is about."""
    topic.tags.all().delete()
    ModelTag.objects.bulk_create(ModelTag(group=topic.group, topic=topic, part=part) for part in parts)
    record("topic.tagged", topic, by=by)


def may_change(item: InformationItem, by: Membership) -> None:
    """Nobody edits another's words. Raises Refused, with who can."""
    if item.is_gone:
        raise Refused(_("This story was taken back, so there is nothing to change."))
    if not is_author(item, by):
        raise Refused(_("Only the person who shared this can change it. You can ask them what is not clear."))


def is_author(item: InformationItem, member: Membership) -> bool:
    """Who shared it; when they have left, whoever runs the group's room."""
    if item.shared_by and item.shared_by.state != MembershipState.LEFT:
        return item.shared_by == member
    return member.may(Permission.RUN_ROOM)


def may_answer(item: InformationItem, member: Membership) -> bool:
    """Who shared it; while they have a break, or have left, whoever runs the group's room."""
    if item.shared_by and item.shared_by.state == MembershipState.ACTIVE:
        return item.shared_by == member
    return is_author(item, member) or member.may(Permission.RUN_ROOM)


def locked(item: InformationItem) -> InformationItem:
    rows = InformationItem.objects.select_for_update(of=("self",))
    return rows.select_related("group", "shared_by", "current").get(pk=item.pk)


def sheet_of(version: InformationVersion | None) -> list[tuple[object, ...]]:
    """The lines of a budget sheet, as they can be compared."""
    return [_line(line) for line in version.lines.order_by("position")] if version else []


def _line(line: BudgetLine) -> tuple[object, ...]:
    return line.name, line.total, line.committed, line.movable, line.decides


def _facts(item: InformationItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in VERSIONED}


def _keep_first_version(item: InformationItem) -> None:
    """What was shared before versions were kept has none: what stands is its first."""
    if item.current is None:
        _add_version(item, lines=(), by=item.shared_by, at_first=True)


def _add_version(
    item: InformationItem,
    *,
    lines: Iterable[BudgetLine],
    by: Membership | None,
    why: str = "",
    at_first: bool = False,
) -> InformationVersion:
    version = InformationVersion(
        group=item.group,
        item=item,
        number=item.current.number + 1 if item.current else 1,
        why=why,
        by=by,
        **_facts(item),
    )
    if at_first:
        version.at = item.shared_at
    version.save()
    _keep_lines(version, list(lines))
    item.current = version
    item.save(update_fields=["current"])
    return version


def _keep_lines(version: InformationVersion, lines: Sequence[BudgetLine]) -> None:
    for position, line in enumerate(lines, start=1):
        line.pk, line.group, line.version, line.position = None, version.group, version, position
    BudgetLine.objects.bulk_create(lines)


def _tag_item(item: InformationItem, parts: Iterable[str]) -> None:
    item.tags.all().delete()
    ModelTag.objects.bulk_create(ModelTag(group=item.group, item=item, part=part) for part in parts)
