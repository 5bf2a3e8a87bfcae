"""The trail of something said: heard, used in which request or decision, and what came of it, or why not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitation.models import Contribution
from groups.models import Group
from lifecycle.models import NotTaken, Trace
from lifecycle.retold import retold


@dataclass(frozen=True)
class Trail:
    """`used` is empty and `why_not` None while it waits."""

    said: Contribution
    used: list[Trace] = field(default_factory=list)
    why_not: NotTaken | None = None


def trails(words: Iterable[Contribution], group: Group) -> list[Trail]:
    """Words of this group, in the order given; a few questions to the database for all of them."""
    rows = list(words)
    keys = [row.pk for row in rows]
    used: dict[object, list[Trace]] = defaultdict(list)
    traces = Trace.objects.filter(contribution__in=keys).select_related("ask__to", "decision")
    ordered = list(traces.prefetch_related("ask__answers", "ask__progress").order_by("at", "pk"))
    for trace in retold(ordered, group):
        used[trace.contribution_id].append(trace)
    why_not = {one.contribution_id: one for one in NotTaken.objects.filter(contribution__in=keys)}
    return [Trail(row, used[row.pk], why_not.get(row.pk)) for row in rows]
