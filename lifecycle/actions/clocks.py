"""The clocks of the feedback loop: what falls due, whom it concerns, and when it is said again.

Every prompt is told once for each occurrence, so a sweep may run as often as it likes. Only groups that are
running get prompts. A day ends at midnight where the group lives.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from groups.kinds import KINDS
from groups.models import Notification, Person
from groups.permissions import Permission
from groups.transitions import record
from groups.working_days import add_working_days, today_in, working_days_between
from lifecycle.actions.reminders import months_late, people_who_may, remind, weeks_late
from lifecycle.models import Ask, ClockShift, Commitment
from lifecycle.states import (
    ESCALATE_TO_FORUM_WORKING_DAYS,
    ESCALATE_TO_SPONSOR_WORKING_DAYS,
    REMIND_BEFORE_WORKING_DAYS,
)

# Five working days never span more than this many days, whatever the bank holidays.
_LOOK_AHEAD = timedelta(days=14)
_AT_ONCE = 500
# All that a clock reads of a request that has nothing new to say.
_LOOKED_AT = ("public_id", "state", "next_step_on", "group__nation", "group__zone")
# All from which the date of a request is reckoned.
_RECKONED_WITH = (
    "state",
    "next_step_on",
    "turn_began_on",
    "response_days",
    "agreed_until",
    "group__nation",
)


@dataclass(frozen=True)
class Prompt:
    """One clock: the kind of message, which occurrence of it is due today ("": none), and whom it tells.

    It looks at a request only while the message would be true.
    """

    kind: str
    occurrence: Callable[[Ask, date], str]
    to: Callable[[Ask], Iterable[Person]]
    is_escalation: bool = False


def tell_due(*, today: date | None = None) -> int:
    """Tell everything the clocks have to say that was not said before. Returns how much that was."""
    horizon = (today or timezone.localdate() + timedelta(days=1)) + _LOOK_AHEAD
    asks = Ask.objects.in_prompted_groups().due_by(horizon).select_related("group").only(*_LOOKED_AT)
    rows = asks.with_last_rest().by_clock().iterator(chunk_size=_AT_ONCE)
    return sum(_tell_some(list(some), today) for some in batched(rows, _AT_ONCE))


def _tell_some(asks: list[Ask], today: date | None) -> int:
    due = [
        (prompt, ask, occurrence)
        for ask in asks
        for prompt, occurrence in _due_today(ask, today or today_in(ask.group))
    ]
    told = _told(due)
    new = [one for one in due if (one[0].kind, str(one[1].public_id), one[2]) not in told]
    whole = Ask.objects.for_reminders().in_bulk({ask.pk for _prompt, ask, _occurrence in new})
    return sum(_tell(prompt, whole[ask.pk], occurrence) for prompt, ask, occurrence in new)


def _due_today(ask: Ask, today: date) -> Iterator[tuple[Prompt, str]]:
    """Nothing while the group lets it rest."""
    if ask.rested_until and today < ask.rested_until:
        return
    for prompt in PROMPTS:
        if KINDS[prompt.kind].still_true(ask) and (occurrence := prompt.occurrence(ask, today)):
            yield prompt, occurrence


def _told(due: list[tuple[Prompt, Ask, str]]) -> set[tuple[str, str, str]]:
    """What of this was told. A request may have had years of reminders: no others are read.

    The occurrence is compared as an expression. By the index, each would be looked for in each request.
    """
    told = Notification.objects.alias(said=Concat("occurrence", Value(""))).filter(
        kind__in={prompt.kind for prompt, _ask, _occurrence in due},
        subject__in={str(ask.public_id) for _prompt, ask, _occurrence in due},
        said__in={occurrence for _prompt, _ask, occurrence in due},
    )
    return set(told.values_list("kind", "subject", "occurrence"))


@transaction.atomic
def _tell(prompt: Prompt, ask: Ask, occurrence: str) -> bool:
    people = list(prompt.to(ask))
    told = bool(people) and remind(prompt.kind, ask, occurrence, to=people)
    if told and prompt.is_escalation:
        record(prompt.kind.replace("_", ".", 1), ask, by=None)
    return told


def reconcile_clocks() -> int:
    """Move the dates that changed bank holidays have moved; each shift is kept and shown."""
    clocked = Ask.objects.open().filter(next_step_on__isnull=False)  # all open ones, by their index
    asks = clocked.in_prompted_groups().select_related("group").only(*_RECKONED_WITH).with_rests()
    rows = asks.iterator(chunk_size=_AT_ONCE)
    return sum(_reconcile(ask) for ask in rows if ask.clock_date() != ask.next_step_on)


@transaction.atomic
def _reconcile(ask: Ask) -> bool:
    locked = Ask.objects.select_for_update(of=("self",)).select_related("group").get(pk=ask.pk)
    was, now = locked.next_step_on, locked.clock_date()
    if was is None or now is None or was == now:
        return False
    locked.next_step_on = now
    locked.save(update_fields=["next_step_on"])
    ClockShift.objects.create(group=locked.group, ask=locked, was_on=was, now_on=now)
    record("ask.clock_moved", locked, by=None)
    return True


# When each clock speaks. The promised date is part of the occurrence, so a new turn is a new occurrence.


def _answer_due(ask: Ask, today: date) -> str:
    due = _due(ask)
    if today >= due:
        return f"{due} week {weeks_late(due, today)}"
    reminder = add_working_days(due, -REMIND_BEFORE_WORKING_DAYS, ask.group)
    return f"{due} before" if today >= reminder else ""


def _late_by(working_days: int) -> Callable[[Ask, date], str]:
    def occurrence(ask: Ask, today: date) -> str:
        due = _due(ask)
        if (today - due).days < working_days:  # saves counting
            return ""
        return str(due) if working_days_between(due, today, ask.group) >= working_days else ""

    return occurrence


def _monthly(ask: Ask, today: date) -> str:
    """A rest took what was said before it off Today, so it is said again when the rest is over."""
    due = _due(ask)
    if today < due:
        return ""
    if ask.rested_until is None or ask.rested_until <= due:
        return f"{due} month {months_late(due, today)}"
    return f"{due} month {months_late(ask.rested_until, today)} since {ask.rested_until}"


def _due(ask: Ask) -> date:
    assert ask.next_step_on, "an open request has a clock"  # noqa: S101 - kept by a constraint
    return ask.next_step_on


# Whom each clock tells.


def _the_lead(ask: Ask) -> list[Person]:
    """The one asked; when they answer here no more, everyone who could take the request over."""
    if not ask.lead_has_gone:
        return [ask.to.person]
    return people_who_may(Permission.ANSWER_ASKS, group=ask.group)


def _the_sponsor(ask: Ask) -> list[Person]:
    commitment = _commitment_now(ask)
    return [commitment.sponsor] if commitment and commitment.sponsor else []


def _the_forum(ask: Ask) -> list[Person]:
    commitment = _commitment_now(ask)
    return [commitment.forum_contact] if commitment and commitment.forum_contact else []


def _the_group(ask: Ask) -> list[Person]:
    return people_who_may(Permission.VOTE, Permission.ACT_FOR_GROUP, group=ask.group)


def _commitment_now(ask: Ask) -> Commitment | None:
    """The one in force, since a sponsor may have changed; else the one the request was raised under."""
    return Commitment.objects.in_group(ask.group).signed().with_people().first() or ask.commitment


PROMPTS = (
    Prompt("answer_due", _answer_due, _the_lead),
    Prompt(
        "ask_escalated_sponsor",
        _late_by(ESCALATE_TO_SPONSOR_WORKING_DAYS),
        _the_sponsor,
        is_escalation=True,
    ),
    Prompt("ask_escalated_forum", _late_by(ESCALATE_TO_FORUM_WORKING_DAYS), _the_forum, is_escalation=True),
    Prompt("verdict_wanted", _monthly, _the_group),
    Prompt("progress_wanted", _monthly, _the_lead),
)
