"""What the weekly message says: what needs you, then news by group, then the sessions that are coming."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.functional import Promise

from groups.kinds import COMING, KINDS, Coming, Kind
from groups.models import Delivery, Group, Notification
from groups.notifications.weekly import to_tell
from groups.states import SENT_BY_MACHINE, DeliveryState

AT_MOST = 50  # things that need someone


@dataclass(frozen=True)
class Line:
    """One thing told. `title` is what the group called it; `link` leads to its page."""

    group: Group
    words: Promise | str
    title: str
    link: str


def week(message: Delivery) -> dict[str, object]:
    """For the template: needs, news (by group) and coming. Of a message that is not kept, nothing."""
    if not Delivery.objects.filter(public_id=message.public_id).exists():
        return {}
    new = [(one, row) for one, row in to_tell(message) if _may_read(message, one.notification)]
    news = [_line(one.notification, row) for one, row in new if not one.notification.needs_you]
    by_group: dict[str, list[Line]] = defaultdict(list)
    for line in news:
        by_group[line.group.name].append(line)
    return {
        "needs": _needs(message, [(one.notification, row) for one, row in new if one.notification.needs_you]),
        "news": dict(by_group),
        "coming": [
            _coming(each)
            for ahead in COMING
            for each in ahead(message.person)
            if by_machine(message) or (each.group == message.notification.group and not each.private)
        ],
    }


def by_machine(message: Delivery) -> bool:
    return message.channel in SENT_BY_MACHINE and message.state != DeliveryState.BY_HAND


def _may_read(message: Delivery, fact: Notification) -> bool:
    """A message sent by hand is read by a coordinator of one group: nothing of another stands in it, nor what is
    private (promise 4)."""
    kind = KINDS.get(fact.kind)
    private = kind is not None and (kind.private or kind.among_us)
    return by_machine(message) or (fact.group == message.notification.group and not private)


def _needs(message: Delivery, new: Iterable[tuple[Notification, models.Model]]) -> list[Line]:
    """What needs them since earlier weeks comes with what is new; each thing once, the oldest first."""
    facts = dict(new)
    for open_one in Delivery.objects.needing(message.person)[:AT_MOST]:
        kind = KINDS.get(open_one.notification.kind)
        row = _still(kind, open_one.notification.subject) if kind else None
        if row is not None and _may_read(message, open_one.notification):
            facts.setdefault(open_one.notification, row)
    ordered = sorted(facts.items(), key=lambda fact: fact[0].created_at)
    return list({line.link: line for line in (_line(*fact) for fact in ordered)}.values())


def _still(kind: Kind, subject: str) -> models.Model | None:
    row = kind.find(subject)
    return row if row is not None and kind.still_true(row) else None


def _line(notification: Notification, row: models.Model) -> Line:
    kind = KINDS[notification.kind]
    link = settings.SITE_URL + kind.path(notification.group, notification.subject)
    return Line(notification.group, kind.subject_line, str(getattr(row, "title", "")), link)


def _coming(each: Coming) -> Line:
    return Line(each.group, each.words, "", settings.SITE_URL + each.path)
