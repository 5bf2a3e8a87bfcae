"""Two groups of one system over two years, made by the real actions, and the truth that only this test knows.

People join and leave, skip lines, do not know, write words; sides are small or fall just below five; some say all
the same but one.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from facilitation.states import SessionState
from groups.actions.memberships import leave
from groups.models import Group, Membership, Person
from groups.states import Side
from groups.suppression import FLOOR
from lifecycle.actions.reports import approve_report, begin_report, publish_report
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import open_pulse, open_review, seal_review
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.instruments import CLIMATE, PULSE, SHIFTS, Instrument, Statement
from lifecycle.models import OwnQuestion, Review
from lifecycle.questions import asked_in
from tests.cast import CAST, Part, join, make_group
from tests.facilitation.making import make_session
from tests.lifecycle.impact import an_item, in_three_weeks, join_many, make_cycle

type BySide = dict[Side, list[int | None]]  # what each person of a side said; None: skipped
type People = dict[str, BySide]  # by statement

LIVED, SYSTEM = Side.LIVED, Side.SYSTEM
OWN_QUESTION = "We eat well together."


@dataclass(frozen=True)
class Where:
    """One statement in one review, or in a block of pulses, as a page names it."""

    on: str  # ISO date; no two reviews of this world have the same
    statement: str


@dataclass
class Place:
    """A group, and everything its people answered."""

    group: Group
    facilitator: Membership
    lived: list[Membership]
    system: list[Membership]
    said: dict[Where, list[BySide]] = field(default_factory=dict)  # each time it was asked

    def points(self, where: Where, *sides: Side) -> list[int]:
        """Everything that these sides answered and that is kept, all times together."""
        times = map(kept, self.said[where])
        return [point for said in times for side in sides for point in said[side] if point is not None]

    def own(self, where: Where, side: Side) -> set[tuple[int, ...]]:
        """What single people of a side answered, all times together: what each of them knows."""
        times = list(map(kept, self.said[where]))
        most = max(len(said[side]) for said in times)
        each = ([said[side][n] for said in times if n < len(said[side])] for n in range(most))
        return {tuple(sorted(point for point in points if point is not None)) for points in each}

    def of(self, side: Side) -> list[Membership]:
        return self.lived if side == LIVED else self.system


def kept(said: BySide) -> BySide:
    """What sealing leaves of one time: beside a side that is large enough, nothing of one that is not."""
    large = [side for side in Side if len(said[side]) >= FLOOR]
    return {side: said[side] if side in large or not large else [] for side in Side}


@dataclass
class Years:
    north: Place
    south: Place
    readers: dict[str, Person | None]

    @property
    def places(self) -> tuple[Place, Place]:
        return self.north, self.south


def two_years() -> Years:
    """Everything is closed; each group has three reports over periods that overlap."""
    north = _place("North", 9, 6)
    south = _place("South", 6, 5, beside=north.group)
    dice = Random(2026)
    for months, lived, system in ((24, 9, 6), (18, 8, 5), (12, 6, 4), (6, 5, 8)):
        _people_come_and_go(north, lived, system)
        _review(north, SHIFTS, months, lived, system, dice)
        if months == 18:
            _review(north, CLIMATE, 15, lived, system, dice, new=[OWN_QUESTION])
    for months, lived, system in ((23, 4, 3), (17, 5, 2), (11, 4, 4), (5, 6, 5)):
        _review(south, SHIFTS, months, lived, system, dice)
    _review(south, CLIMATE, 9, 5, 5, dice)
    _pulses(north, 120, [(5, 3), (5, 2), (5, 1)], dice)
    _pulses(south, 420, [(3, 2), (2, 2), (2, 1)], dice)
    _pulses(north, 372, [(5, 8), (0, 0), (5, 5)], dice)  # the last of them after the first report's last day
    _pulses(north, 240, [(4, 5), (0, 0), (4, 3)], dice)
    for place in (north, south):
        _publish(place)
    refresh_summaries()
    both = _lead(north, south)
    return Years(north, south, {"anyone": None, "a member": north.lived[0].person, "a lead of both": both})


@contextmanager
def in_a_world_of_its_own() -> Iterator[Years]:
    with transaction.atomic():
        yield two_years()
        transaction.set_rollback(True)


def _place(name: str, lived: int, system: int, *, beside: Group | None = None) -> Place:
    group = make_group(name)
    group.is_public = True
    if beside:
        group.system = beside.system
    group.save()
    make_cycle(group, began_on=group.today - timedelta(days=800))
    facilitator = join(group, CAST["facilitator"], f"{name}-dee@demo.example")
    with_account = join(group, CAST["member"], f"{name}-ade@demo.example")
    people = [with_account, *join_many(group, LIVED, lived - 1)]
    return Place(group, facilitator, people, join_many(group, SYSTEM, system))


def _lead(*places: Place) -> Person:
    first, *others = places
    email = f"lead-of-{len(places)}@demo.example"
    person = join(first.group, CAST["lead"], email).person
    for place in others:
        other = join(place.group, CAST["lead"])
        Membership.objects.filter(pk=other.pk).update(person=person)
    return person


def _people_come_and_go(place: Place, lived: int, system: int) -> None:
    """Two leave where fewer are wanted, and somebody new joins where more are."""
    for side, wanted in ((LIVED, lived), (SYSTEM, system)):
        here = place.of(side)
        if len(here) > wanted + 1:
            leave(by=here.pop())
        while len(here) < wanted:
            role = CAST["member" if side == LIVED else "professional"]
            here.append(join(place.group, Part(f"New {len(here)}", side, role.roles, role.job)))


def _review(
    place: Place,
    instrument: Instrument,
    months: int,
    lived: int,
    system: int,
    dice: Random,
    *,
    new: Sequence[str] = (),
) -> None:
    review = open_review(closes_on=in_three_weeks(), by=place.facilitator, instrument=instrument, new=new)
    said = _say(review, {LIVED: lived, SYSTEM: system}, dice)
    _answer(place, review, said)
    on = _close(place, review, months * 30)
    _remember(place, on, [said])


def _pulses(place: Place, days: int, people: Sequence[tuple[int, int]], dice: Random) -> None:
    """Three sessions, each with its pulse; they are told together, under the day of the last."""
    times, on = [], ""
    for number, (lived, system) in enumerate(people):
        review = open_pulse(make_session(place.group, state=SessionState.CLOSED, title=f"Session {number}"))
        assert review is not None
        said = _say(review, {LIVED: lived, SYSTEM: system}, dice)
        _answer(place, review, said)
        on = _close(place, review, days - 7 * number)
        times.append(said)
    _remember(place, on, times)


def _say(review: Review, people: dict[Side, int], dice: Random) -> People:
    """What everyone says: for each statement another way in which answers may give somebody away."""
    return {
        statement.id: {
            side: WAYS[n % len(WAYS)](side, count, dice) if count else [] for side, count in people.items()
        }
        for n, statement in enumerate(asked_in(review))
    }


def _all_but_one_at_the_end(_side: Side, count: int, _dice: Random) -> list[int | None]:
    return [1, *[7] * (count - 1)]


def _all_but_one_in_the_middle(_side: Side, count: int, _dice: Random) -> list[int | None]:
    return [1, *[4] * (count - 1)]


def _all_alike(_side: Side, count: int, _dice: Random) -> list[int | None]:
    return [5] * count


def _torn(_side: Side, count: int, _dice: Random) -> list[int | None]:
    return [1 if n % 2 else 7 for n in range(count)]


def _few_of_the_system(side: Side, count: int, dice: Random) -> list[int | None]:
    """Of the system three answer, whose points stay in the store beside a side that is shown."""
    said = _any(side, count, dice)
    return said if side == LIVED else [*said[:3], *[None] * (count - 3)]


def _some_skip(_side: Side, count: int, dice: Random) -> list[int | None]:
    return [None if n % 4 == 3 else dice.randint(1, 7) for n in range(count)]


def _any(_side: Side, count: int, dice: Random) -> list[int | None]:
    return [dice.randint(1, 7) for _ in range(count)]


WAYS: tuple[Callable[[Side, int, Random], list[int | None]], ...] = (
    _all_but_one_at_the_end,
    _all_but_one_in_the_middle,
    _few_of_the_system,
    _some_skip,
    _all_alike,
    _torn,
    _any,
    _some_skip,
)


def _answer(place: Place, review: Review, said: People) -> None:
    for side in Side:
        count = max((len(points[side]) for points in said.values()), default=0)
        for n, member in enumerate(place.of(side)[:count]):
            points = {key: by_side[side][n] for key, by_side in said.items()}
            answer_review(
                review=review,
                points={key: point for key, point in points.items() if point is not None},
                unknown=[key for key, point in points.items() if point is None][:1],
                words="Ask us sooner" if n % 3 == 0 and review.asks_for_words else "",
                by=member,
            )


def _close(place: Place, review: Review, days: int) -> str:
    """Seal it, and lay it back to when it was."""
    seal_review(review=review, by=place.facilitator)
    on = place.group.today - timedelta(days=days)
    Review.objects.filter(pk=review.pk).update(
        opened_on=on, closes_on=on + timedelta(days=21), sealed_at=_at(on + timedelta(days=22))
    )
    return on.isoformat()


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _remember(place: Place, on: str, times: Sequence[People]) -> None:
    for statement in times[0]:
        place.said[Where(on, statement)] = [said[statement] for said in times]


def _publish(place: Place) -> None:
    """The first year, the second, and both: the middle one is read by the group and its leads alone."""
    today = place.group.today
    for title, start, end, far in (
        ("Our first year", 760, 365, True),
        ("From spring to spring", 540, 180, False),
        ("Two years", 760, 0, True),
    ):
        report = begin_report(
            title=title,
            starts_on=today - timedelta(days=start),
            ends_on=today - timedelta(days=end),
            by=place.facilitator,
        )
        report.group = place.group
        report = approve_report(report=report, item=an_item(place.group), by=place.facilitator)
        report.group = place.group
        if far:
            publish_report(report=report, item=an_item(place.group), by=place.facilitator)


def names() -> dict[str, str]:
    """The id of each statement, by what a page calls it."""
    every: list[Statement] = [*SHIFTS.statements, *CLIMATE.statements, *PULSE.statements]
    own = {one.text: f"own-{one.public_id}" for one in OwnQuestion.objects.all()}
    return {one.name: one.id for one in every} | own
