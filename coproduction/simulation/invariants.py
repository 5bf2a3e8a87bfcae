"""What must hold whatever people do. Each check yields what is broken, in a sentence.

`Messages` looks at what the clocks said each day and keeps of it only what may not come again. `broken` looks at
all that is open, and `unheard`, at the end, at what everyone heard.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from coproduction.simulation.world import Simulated
from facilitation.models import Contribution
from facilitation.receipts import kept_hash
from groups.kinds import KINDS
from groups.models import Delivery, Group, Notification
from groups.working_days import working_days_between
from lifecycle.actions.clocks import PROMPTS
from lifecycle.became import what_became_of
from lifecycle.models import Ask, Trace
from lifecycle.states import (
    AWAITING_ANSWER,
    ESCALATE_TO_FORUM_WORKING_DAYS,
    ESCALATE_TO_SPONSOR_WORKING_DAYS,
)

BY_THE_CLOCK = [prompt.kind for prompt in PROMPTS]
ESCALATIONS = {
    "ask_escalated_sponsor": ESCALATE_TO_SPONSOR_WORKING_DAYS,
    "ask_escalated_forum": ESCALATE_TO_FORUM_WORKING_DAYS,
}
type Said = set[tuple[str, str]]  # of one request: which kind, and which occurrence


class Messages:
    """What the clocks said, looked at once on the day on which it was said."""

    def __init__(self) -> None:
        self._looked_at = _latest()
        self._said: set[tuple[str, str, str, int, str]] = set()
        self._times: Counter[tuple[str, str, str, int, str]] = Counter()

    def broken_today(self, today: date) -> Iterator[str]:
        """None may come twice, none after its fact has gone, and none while the group lets the request rest."""
        latest = _latest()
        rows = Notification.objects.filter(pk__gt=self._looked_at, pk__lte=latest, kind__in=BY_THE_CLOCK)
        new = list(rows)
        yield from _untrue(new, today)
        yield from self._said_twice(new, today)
        self._looked_at = latest

    def _said_twice(self, new: list[Notification], today: date) -> Iterator[str]:
        """The same words; or more of them about one date than one before it and one in each week since."""
        about = [f"notification__{name}" for name in ("kind", "subject", "occurrence")]
        for row in Delivery.objects.filter(notification__in=new).values_list(*about, "person", "channel"):
            kind, subject, occurrence, person, channel = row
            due = occurrence.split(" ")[0]
            of_one_date = (kind, subject, due, person, channel)
            self._times[of_one_date] += 1
            weeks = max(0, (today - date.fromisoformat(due)).days // 7)
            if row in self._said or self._times[of_one_date] > 2 + weeks:
                yield f"said twice, or too often: {row}"
            self._said.add(row)


def broken(groups: Iterable[Simulated], today: date) -> Iterator[str]:
    """Of every request, on one day."""
    asks = Ask.objects.filter(group__in=[one.group.pk for one in groups]).select_related("group")
    for ask in asks.closed().filter(Q(next_step_on__isnull=False) | Q(closing_decision=None)):
        yield f"closed without the group, or with a clock: {ask}"
    open_ones = list(asks.open().with_rests())
    said = _said_of(open_ones)
    for ask in open_ones:
        if ask.next_step_on is None:
            yield f"no clock: {ask}"
        elif not ask.rest_on(today):
            yield from _forgotten(ask, ask.next_step_on, today, said[str(ask.public_id)])
            yield from _not_escalated(ask, ask.next_step_on, today, said[str(ask.public_id)])


def unheard(groups: Iterable[Simulated]) -> Iterator[str]:
    """Whoever was not told what became of their words."""
    for one in groups:
        yield from _not_told(one.group)
        yield from _told_nothing_by_receipt(one)


def _latest() -> int:
    return Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _untrue(new: list[Notification], today: date) -> Iterator[str]:
    rows = Ask.objects.filter(public_id__in={one.subject for one in new}).select_related("group").with_rests()
    asks = {str(ask.public_id): ask for ask in rows}
    for one in new:
        ask = asks[one.subject]
        if not KINDS[one.kind].still_true(ask):
            yield f"{one.kind} came after its fact had gone: {ask}"
        if ask.rest_on(today):
            yield f"{one.kind} came while the group lets it rest: {ask}"


def _said_of(asks: list[Ask]) -> defaultdict[str, Said]:
    """By request."""
    said: defaultdict[str, Said] = defaultdict(set)
    rows = Notification.objects.filter(
        kind__in=BY_THE_CLOCK, subject__in=[str(ask.public_id) for ask in asks]
    )
    for subject, kind, occurrence in rows.values_list("subject", "kind", "occurrence"):
        said[subject].add((kind, occurrence))
    return said


def _forgotten(ask: Ask, due: date, today: date, said: Said) -> Iterator[str]:
    """Whoever has the turn was told on the day."""
    if due <= today and not any(str(due) in occurrence for _kind, occurrence in said):
        yield f"nobody was told that it is due since {due}: {ask}"


def _not_escalated(ask: Ask, due: date, today: date, said: Said) -> Iterator[str]:
    if ask.state not in AWAITING_ANSWER:
        return
    late = working_days_between(due, today, ask.group)
    for kind, days in ESCALATIONS.items():
        if late >= days and (kind, str(due)) not in said:
            yield f"{late} working days late and no {kind}: {ask}"


def _not_told(group: Group) -> Iterator[str]:
    """Everyone whose words were used with their name was told of each turn."""
    told = _turns_told(group)
    traces = Trace.objects.filter(group=group, ask__isnull=False, contribution__author__isnull=False)
    for trace in traces.select_related("contribution__author", "ask").prefetch_related("ask__answers"):
        said, ask = trace.contribution, trace.ask
        if said.author and ask:
            turns = _turns(ask)
            missed = turns - told[str(ask.public_id), said.author.person_id]
            if missed:
                yield f"told {len(turns - missed)} of {len(turns)} turns: whoever said {said.words}"


def _turns(ask: Ask) -> set[str]:
    """What there was to tell of a request."""
    answers = {f"answer {answer.number}" for answer in ask.answers.all()}
    return {"raised", *answers, *(["closed"] if ask.is_closed else [])}


def _turns_told(group: Group) -> defaultdict[tuple[str, int], set[str]]:
    """By request and person."""
    told: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    rows = Delivery.objects.filter(notification__group=group, notification__kind__startswith="words_came_to")
    for subject, person, turn in rows.values_list(
        "notification__subject", "person", "notification__occurrence"
    ):
        told[subject, person].add(turn)
    return told


def _told_nothing_by_receipt(one: Simulated) -> Iterator[str]:
    """What was said without a name tells its story to whoever holds its receipt."""
    said = Contribution.objects.filter(receipt__in=[kept_hash(code) for code in one.receipts])
    used = said.filter(pk__in=Trace.objects.filter(group=one.group).values("contribution"))
    if said.count() < len(one.receipts):
        yield f"a receipt finds nothing in {one.group}"
    for words in used:
        if not list(what_became_of(words)):
            yield f"a receipt tells nothing of {words.words}"
