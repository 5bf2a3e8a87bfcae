"""What must hold whatever people do. Each check yields what is broken, in a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from coproduction.simulation.world import Simulated
from facilitation.models import Contribution
from facilitation.receipts import kept_hash
from groups.kinds import KINDS
from groups.models import Delivery, Notification
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


def broken_today(new: Iterable[Notification]) -> Iterator[str]:
    """Of what the clocks said just now: none may come after its fact has gone, none while the group lets it rest."""
    for one in new:
        ask = Ask.objects.select_related("group").with_rests().get(public_id=one.subject)
        if not KINDS[one.kind].still_true(ask):
            yield f"{one.kind} came after its fact had gone: {ask}"


def broken(groups: Iterable[Simulated], today: date) -> Iterator[str]:
    """Of everything, on one day."""
    for one in groups:
        asks = list(Ask.objects.in_group(one.group).select_related("group").with_rests())
        told = _told(asks)
        for ask in asks:
            yield from _forgotten(ask, today, told)
            yield from _not_escalated(ask, today, told)
    yield from _said_twice()


def unheard(groups: Iterable[Simulated]) -> Iterator[str]:
    """Whoever was not told what became of their words."""
    for one in groups:
        yield from _not_heard(one)


def _told(asks: list[Ask]) -> set[tuple[str, str, str]]:
    rows = Notification.objects.filter(
        kind__in=BY_THE_CLOCK, subject__in=[str(ask.public_id) for ask in asks]
    )
    return set(rows.values_list("kind", "subject", "occurrence"))


def _forgotten(ask: Ask, today: date, told: set[tuple[str, str, str]]) -> Iterator[str]:
    """An open request has a day, and whoever has the turn was told on it."""
    if ask.is_closed:
        if ask.next_step_on or not ask.closing_decision_id:
            yield f"closed without the group, or with a clock: {ask}"
        return
    if ask.next_step_on is None:
        yield f"no clock: {ask}"
    elif ask.next_step_on <= today and not ask.rest_on(today):
        due = str(ask.next_step_on)
        if not any(subject == str(ask.public_id) and due in said for _kind, subject, said in told):
            yield f"nobody was told that it is due since {due}: {ask}"


def _not_escalated(ask: Ask, today: date, told: set[tuple[str, str, str]]) -> Iterator[str]:
    if ask.state not in AWAITING_ANSWER or ask.rest_on(today) or ask.next_step_on is None:
        return
    late = working_days_between(ask.next_step_on, today, ask.group)
    for kind, days in ESCALATIONS.items():
        if late >= days and (kind, str(ask.public_id), str(ask.next_step_on)) not in told:
            yield f"{late} working days late and no {kind}: {ask}"


def _not_heard(one: Simulated) -> Iterator[str]:
    """Everyone whose words were used was told at every turn; what was said without a name is told by its receipt."""
    for trace in Trace.objects.filter(group=one.group, ask__isnull=False).select_related(
        "contribution", "ask"
    ):
        said = trace.contribution
        if said.author_id:
            kinds = Delivery.objects.filter(
                notification__kind="words_came_to",
                notification__subject=str(trace.ask.public_id) if trace.ask else "",
                person__memberships=said.author_id,
            )
            turns = 1 + (trace.ask.answers.count() if trace.ask else 0)
            occurrences = kinds.values("notification__occurrence").distinct().count()
            if occurrences < turns:
                yield f"told {occurrences} of {turns} turns: whoever said {said.words}"
    for code in one.receipts:
        found = Contribution.objects.get(receipt=kept_hash(code))
        if Trace.objects.filter(contribution=found).exists() and not list(what_became_of(found)):
            yield f"a receipt tells nothing of {found.words}"


def _said_twice() -> Iterator[str]:
    rows = Delivery.objects.filter(notification__kind__in=BY_THE_CLOCK).values_list(
        "notification__kind",
        "notification__subject",
        "notification__occurrence",
        "person",
        "channel",
    )
    for row, times in Counter(rows.iterator()).items():
        if times > 1:
            yield f"said {times} times: {row}"
