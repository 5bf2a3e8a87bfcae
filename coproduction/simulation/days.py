"""A day in all groups: what people meant to do on it is done, by the real actions, which alone change anything.

Whoever has the next turn then decides on a day for it (`meaning`).
"""

from datetime import date, timedelta

from coproduction.simulation.diary import Diary, Meant, days_until
from coproduction.simulation.meaning import what_comes_next
from coproduction.simulation.world import Simulated
from groups.working_days import is_working_day
from lifecycle.actions.raising import raise_ask
from lifecycle.models import Ask

MOST_OPEN = 6
NEW_ONE = 1 / 35  # the chance of a new request on each day

type Changed = list[tuple[Simulated, int]]


def begin(groups: list[Simulated], diary: Diary, today: date) -> None:
    """Each group has something to ask for, some day."""
    for one in groups:
        _asks_again(one, diary, today)


def live(diary: Diary, today: date) -> None:
    changed = [*_acts(diary, today), *_new_ones(diary, today)]
    asks = Ask.objects.open().in_bulk([pk for _one, pk in changed])
    for one, pk in changed:
        if pk in asks:
            day, act = what_comes_next(one, asks[pk], today)
            diary.means(day, Meant(one, pk, act))


def _acts(diary: Diary, today: date) -> Changed:
    """Each on a working day, and not while the group lets the request rest: till then it is put off."""
    changed: Changed = []
    meant = diary.acts.pop(today, [])
    rows = Ask.objects.select_related("group", "to").with_rests().prefetch_related("answers__verdict")
    asks = rows.in_bulk([it.ask for it in meant])
    for it in meant:
        ask = asks[it.ask]
        if rest := ask.rest_on(today):
            diary.means(rest.over_on, it)
        elif not is_working_day(today, it.one.group):
            diary.means(today + timedelta(days=1), it)
        else:
            changed += [(it.one, ask.pk) for ask in it.act(it.one, ask, today)]
    return changed


def _new_ones(diary: Diary, today: date) -> Changed:
    changed: Changed = []
    for one in diary.new.pop(today, []):
        if not is_working_day(today, one.group):
            diary.raises(today + timedelta(days=1), one)
            continue
        if Ask.objects.in_group(one.group).open().count() < MOST_OPEN:
            changed.append((one, _raise(one, today).pk))
        _asks_again(one, diary, today)
    return changed


def _asks_again(one: Simulated, diary: Diary, today: date) -> None:
    diary.raises(today + days_until(NEW_ONE, one.random), one)


def _raise(one: Simulated, today: date) -> Ask:
    one.raised += 1
    words = [one.said(unnamed=False), one.said(unnamed=one.random.random() < 0.5)]
    return raise_ask(
        title=f"Request {one.raised}",
        words="Do it.",
        why="It matters.",
        to=one.lead,
        item=one.item,
        by=one.facilitator,
        contributions=words,
        today=today,
    )
