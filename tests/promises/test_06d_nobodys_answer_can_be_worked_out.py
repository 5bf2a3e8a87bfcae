"""Promise 6 for answers on a scale: whoever reads every figure can be certain of no other person's answer.

The guarantee (groups/suppression.py) is tried against the strongest reader: an insider who reads what is shown inside
and in public, and knows the rules, how many of each side answered, and their own answers. Every set of answers is
tried that the figures leave open to them; each other person must then have at least two different answers left.

Nothing tells the others of one side apart. So one of them is certain only where all of them are: where every set of
answers that is left gives all of them the same one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups import suppression
from groups.suppression import Answers, Middle, Reach, Scale, Sides, pooled, sides

type Given = tuple[int, ...]  # the answers of one side, in order
type Page = tuple[Middle | None, ...]  # everything that is shown of one question
type Left = Mapping[str, set[int]]  # what the others of each side may have answered
type Reader = Callable[[Mapping[str, Given]], Page]

SEVEN, FIVE = Scale(1, 7), Scale(1, 5)
KEPT_WITHOUT_A_SIDE = "rest"


def every_set(people: int, scale: Scale) -> Iterator[Given]:
    return combinations_with_replacement(range(scale.lowest, scale.highest + 1), people)


def figures(pages: Iterable[Sides[str]]) -> Page:
    return tuple(figure for page in pages for figure in (*page.each.values(), page.together))


def read(answers: Mapping[str, Given], scale: Scale = SEVEN) -> Page:
    """Both pages of a review."""
    named = {side: points for side, points in answers.items() if side != KEPT_WITHOUT_A_SIDE}
    rest = answers.get(KEPT_WITHOUT_A_SIDE, ())
    return figures(sides(named, reach, scale=scale, rest=rest) for reach in Reach)


def what_is_left(
    people: Mapping[str, int], scale: Scale, *, mine: int = 1, pages: Reader | None = None
) -> dict[tuple[Page, str, Given], Left]:
    """For each page that may be seen and each reader (a side, and their answers), what others may have answered."""
    left: dict[tuple[Page, str, Given], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for every in product(*(every_set(count, scale) for count in people.values())):
        answers = dict(zip(people, every, strict=True))
        page = pages(answers) if pages else read(answers, scale)
        for side, points in answers.items():
            for own in set(combinations_with_replacement(sorted(set(points)), mine)):
                others = Counter(points)
                others.subtract(own)
                if min(others.values()) < 0:
                    continue  # more of one answer than were given
                found = left[page, side, own]
                for name, given_there in answers.items():
                    found[name].update(+others if name == side else given_there)
    return left


def certain(left: Mapping[tuple[Page, str, Given], Left]) -> list[str]:
    """Everything that some reader can be certain of."""
    return [
        f"{own} of {side} knows {name}: {answers} from {page}"
        for (page, side, own), by_side in left.items()
        for name, answers in by_side.items()
        if len(answers) == 1
    ]


@pytest.mark.parametrize("people", [5, 6, 7, 8, 9])
def test_by_brute_force_nobody_of_one_side_is_certain_of_anothers_answer(people: int):
    left = what_is_left({"lived": people}, SEVEN)
    assert len(left) > 100
    assert not certain(left)


@pytest.mark.parametrize("people", [(5, 6)])
def test_by_brute_force_both_sides_and_both_pages_tell_nobody_more(people: tuple[int, int]):
    """Every pair of sides, on a scale of five so that every pair can be tried."""
    assert not certain(what_is_left(dict(zip(("lived", "system"), people, strict=True)), FIVE))


@pytest.mark.parametrize("people", [(4, 1), (3, 2), (3, 3)])
def test_by_brute_force_small_sides_seen_together_keep_each_answer(people: tuple[int, int]):
    assert not certain(what_is_left(dict(zip(("lived", "system"), people, strict=True)), SEVEN))


@pytest.mark.parametrize(("lived", "rest"), [(0, 5), (0, 8), (3, 2), (5, 1), (5, 3)])
def test_by_brute_force_answers_kept_without_a_side_keep_each_answer(lived: int, rest: int):
    assert not certain(what_is_left({"lived": lived, KEPT_WITHOUT_A_SIDE: rest}, FIVE))


@pytest.mark.parametrize(("people", "small"), [(5, 2), (6, 3)])
def test_of_a_side_that_is_hidden_beside_one_that_is_shown_everything_is_possible(people: int, small: int):
    """Inside, five are shown; in public, eight together would give the three away to whoever read both."""
    for (_page, side, own), left in what_is_left({"lived": people, "system": small}, FIVE).items():
        if small - (side == "system"):
            assert left["system"] == set(range(1, 6)), (side, own)


answers_of = st.lists(st.integers(1, 7), min_size=5, max_size=12)


@given(lived=answers_of, system=answers_of, data=st.data())
def test_in_any_review_every_other_answer_may_be_another(
    lived: list[int], system: list[int], data: st.DataObject
):
    """Only where all others say the same can one be certain; then there is another set that shows the same."""
    truth = {"lived": tuple(lived), "system": tuple(system)}
    own = data.draw(st.sampled_from(lived))
    lived.remove(own)
    for side, others in (("lived", lived), ("system", system)):
        mine = (own,) if side == "lived" else ()
        assert len(set(others)) > 1 or any(others_left(truth, side, mine, len(others)))


def others_left(truth: Mapping[str, Given], side: str, mine: Given, others: int) -> Iterable[bool]:
    """Whether another set of answers of this side shows the same on every page."""
    page = read(truth)
    for other in nearby(truth[side], mine, others):
        yield read({**truth, side: (*mine, *other)}) == page


def nearby(points: Given, mine: Given, others: int) -> Iterator[Given]:
    """The others' answers with one of them, or two, changed."""
    same = next(iter((Counter(points) - Counter(mine)).keys()))
    for one, two in product(range(1, 8), repeat=2):
        if (one, two) != (same, same):
            yield (one, two, *[same] * (others - 2))


class TestPooledSessions:
    """Three sessions at a time; the same people may have answered each, and an insider knows their own three.

    Every set of answers on a scale of five.
    """

    @pytest.mark.parametrize("times", [(5, 4, 3), (5, 5, 2), (6, 3, 3), (10, 1, 1), (5, 5, 5), (7, 5, 0)])
    def test_by_brute_force_nobody_is_certain_of_anothers_answer(self, times: tuple[int, int, int]):
        left = self.left_of(times)
        assert any(any(page) for page, _side, _own in left)
        assert not certain(left)

    @pytest.mark.parametrize("times", [(5, 1, 1), (5, 2, 1), (6, 1, 1), (5, 4, 2), (6, 5, 0), (11, 0, 0)])
    def test_where_one_person_may_have_given_too_many_nothing_is_shown(self, times: tuple[int, int, int]):
        assert not any(any(page) for page, _side, _own in self.left_of(times))

    def test_the_test_would_see_one_person_among_too_few_answers(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(suppression, "SHARE", 1)
        assert certain(self.left_of((5, 1, 1)))

    def left_of(self, times: Sequence[int]) -> dict[tuple[Page, str, Given], Left]:
        return what_is_left({"lived": sum(times)}, FIVE, mine=3, pages=over(times, FIVE))

    @given(
        times=st.lists(st.lists(st.integers(1, 7), max_size=7), max_size=5),
        reach=st.sampled_from(Reach),
    )
    def test_people_are_counted_once_however_often_they_answer(self, times: list[list[int]], reach: Reach):
        shown = pooled([Answers({"lived": one}) for one in times], reach, scale=SEVEN)
        largest = max(map(len, times), default=0)
        if len(times) < 3 or largest < suppression.fewest(reach):
            assert shown.together is None
            assert not any(shown.each.values())

    def test_two_sessions_show_nothing(self):
        many = Answers({"lived": [3] * 20, "system": [4] * 20})
        assert not any(pooled([many, many], Reach.GROUP, scale=SEVEN).each.values())
        assert all(pooled([many, many, many], Reach.GROUP, scale=SEVEN).each.values())

    def test_all_together_stands_alone_or_not_at_all(self):
        """Four and three of each side, three times: seven people. With five on one side, that side alone."""
        small, large = {"lived": [3, 4, 5, 6], "system": [2, 2, 3]}, {"lived": [3] * 5, "system": [2, 2, 3]}
        assert pooled([Answers(small)] * 3, Reach.GROUP, scale=SEVEN).together is not None
        assert pooled([Answers(small)] * 3, Reach.PUBLIC, scale=SEVEN).together is None
        beside = pooled([Answers(small), Answers(small), Answers(large)], Reach.GROUP, scale=SEVEN)
        assert (beside.each["lived"] is None, beside.each["system"], beside.together) == (False, None, None)

    def test_answers_without_a_side_count_in_all_together(self):
        kept = Answers({"lived": [], "system": []}, rest=[2, 3, 4, 5, 6])
        assert pooled([kept] * 3, Reach.GROUP, scale=SEVEN).together is not None


def over(times: Sequence[int], scale: Scale) -> Reader:
    """Both pages of a block of sessions, the answers laid to them one after the other."""
    edges = list(pairwise(accumulate(times, initial=0)))

    def pages(answers: Mapping[str, Given]) -> Page:
        block = [
            Answers({side: points[start:end] for side, points in answers.items()}) for start, end in edges
        ]
        return figures(pooled(block, reach, scale=scale) for reach in Reach)

    return pages


type Told = tuple[bool, bool, bool]  # many do not know; the figures of each side are shown


class TestManyDoNotKnow:
    """A statement may say that many people do not know. Each may have said so, given a point, or skipped it."""

    def told(self, given: Sequence[Counter[str]]) -> Told:
        unknown = suppression.many(((one["unknown"], one.total()) for one in given), Reach.GROUP)
        lived, system = (one["point"] >= suppression.fewest(Reach.GROUP) for one in given)
        return unknown, lived, system

    def certain(self, people: tuple[int, int]) -> list[tuple[Told, int, str]]:
        """Where someone knows that all others of a side do not know: what is told, the side, and their own answer."""
        left: dict[tuple[Told, int, int, str], set[str]] = defaultdict(set)
        kinds = ("unknown", "point", "skipped")
        for said in product(*(map(Counter, combinations_with_replacement(kinds, n)) for n in people)):
            told = self.told(said)
            for side, other in product((0, 1), repeat=2):
                for own in said[side]:
                    others = said[other] - Counter([own] if side == other else [])
                    left[told, side, other, own].update(others)
        return [
            (told, other, own) for (told, _side, other, own), others in left.items() if others == {"unknown"}
        ]

    @pytest.mark.parametrize("people", [(5, 5), (5, 8), (7, 5), (7, 7)])
    def test_by_brute_force_nobody_is_certain_who_does_not_know(self, people: tuple[int, int]):
        assert not self.certain(people)

    def test_the_test_would_see_two_others_counted_over_both_sides(self, monkeypatch: pytest.MonkeyPatch):
        """Five of each side: where the system's figures are shown, the five who do not know are all the others."""

        def over_both(said: Iterable[tuple[int, int]], _reach: Reach) -> bool:
            some, of = map(sum, zip(*said, strict=True))
            return bool(some >= 5 and of - some >= 2)

        monkeypatch.setattr(suppression, "many", over_both)
        assert self.certain((5, 5))


def test_the_test_would_see_the_ends_of_the_scale(monkeypatch: pytest.MonkeyPatch):
    """As it once was: whoever answered 1 read off that all four others said 7."""
    monkeypatch.setattr(Scale, "held", lambda _scale, answer: answer)
    found = certain(what_is_left({"lived": 5}, SEVEN))
    assert any("(1,) of lived knows lived: {7}" in one for one in found)


def test_the_test_would_see_all_together_beside_both_sides(monkeypatch: pytest.MonkeyPatch):
    """As it once was, even with the ends held: each side's figures narrow the other's down."""

    def with_all(times: Sequence[Answers[str]], reach: Reach, scale: Scale) -> Sides[str]:
        shown = keep(times, reach, scale)
        pool = [answer for one in times for answer in one.all]
        return Sides(shown.each, suppression._held_middle([pool], reach, scale))

    keep = suppression._shown
    monkeypatch.setattr(suppression, "_shown", with_all)
    assert certain(what_is_left({"lived": 5, "system": 5}, FIVE))
    with pytest.raises(AssertionError):
        test_of_a_side_that_is_hidden_beside_one_that_is_shown_everything_is_possible(6, 3)


def test_what_is_shown_in_public_is_part_of_what_is_shown_inside():
    for lived, system in product(range(12), repeat=2):
        answers = {"lived": [3] * lived, "system": [5] * system}
        inside, public = (figures([sides(answers, reach, scale=SEVEN)]) for reach in Reach)
        assert all(far in (None, near) for near, far in zip(inside, public, strict=True))
