"""Promise 6 for counts: what is hidden stays hidden, whatever someone knows beside it.

The guarantee (groups/suppression.py, `counts`): wherever anything is shown of a question, each hidden answer may be
nobody's, or that of any number of people up to k - 1, or of k or more. It is tried against the strongest reader:
who knows the rule, how many answered, and even the true number behind every figure that is shown.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise, product

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from groups import suppression
from groups.suppression import Reach, counts, fewest

type Numbers = tuple[int, ...]
type Seen = tuple[int | None, ...]

people = st.integers(0, 80)
tables = st.lists(people, min_size=2, max_size=9).map(tuple)


def shown(numbers: Numbers, reach: Reach = Reach.GROUP) -> Seen:
    return tuple(counts(dict(enumerate(numbers)), reach).values())


def true_where_shown(numbers: Numbers, reach: Reach = Reach.GROUP) -> Seen:
    """More than anyone is told: the exact number behind each rounded one."""
    seen = shown(numbers, reach)
    return tuple(None if figure is None else number for number, figure in zip(numbers, seen, strict=True))


def every_table(total: int, options: int) -> Iterator[Numbers]:
    """All ways in which so many people may have answered."""
    for bars in combinations(range(total + options - 1), options - 1):
        edges = (-1, *bars, total + options - 1)
        yield tuple(after - before - 1 for before, after in pairwise(edges))


def what_may_be(total: int, options: int) -> dict[Seen, list[set[int]]]:
    """For each page that someone may see, the numbers each answer may have."""
    possible: dict[Seen, list[set[int]]] = defaultdict(lambda: [set() for _ in range(options)])
    for numbers in every_table(total, options):
        for values, number in zip(possible[true_where_shown(numbers)], numbers, strict=True):
            values.add(number)
    return possible


@pytest.mark.parametrize(("options", "most"), [(2, 60), (3, 60), (4, 34), (5, 20)])
def test_by_brute_force_every_hidden_answer_may_be_nobodys_few_peoples_or_manys(options: int, most: int):
    k = fewest(Reach.GROUP)
    tried = 0
    for total in range(most + 1):
        for page, values in what_may_be(total, options).items():
            if all(figure is None for figure in page):
                continue  # nothing is shown at all
            for figure, numbers in zip(page, values, strict=True):
                if figure is None:
                    tried += 1
                    assert set(range(k)) <= numbers, f"{page}: {numbers}"
                    assert max(numbers) >= k, f"{page}: {numbers}"
    assert tried > 0 or options == 2


def test_where_nothing_is_shown_a_known_total_tells_no_number_either():
    k = fewest(Reach.GROUP)
    for total in range(2 * k, 40):
        for page, values in what_may_be(total, 3).items():
            if all(figure is None for figure in page):
                assert all(len(numbers) >= 2 * k for numbers in values)


def others_like(numbers: Numbers, reach: Reach, hidden: int) -> Iterator[Numbers]:
    """Tables with the same total and the same shown answers, in which this hidden one goes from 0 to k - 1 and past k."""
    seen, k = true_where_shown(numbers, reach), fewest(reach)
    rest = [at for at, figure in enumerate(seen) if figure is None and at != hidden]
    total = numbers[hidden] + sum(numbers[at] for at in rest)
    for number in range(k):
        yield from _spread(numbers, {hidden: number}, rest, total - number)


def _spread(numbers: Numbers, fixed: dict[int, int], rest: list[int], left: int) -> Iterator[Numbers]:
    """As evenly as can be, and all heaped up as far as they go."""
    even = {at: left // len(rest) + (place < left % len(rest)) for place, at in enumerate(rest)}
    yield tuple((fixed | even).get(at, number) for at, number in enumerate(numbers))
    heaped = {at: left if place == 0 else 0 for place, at in enumerate(rest)}
    yield tuple((fixed | heaped).get(at, number) for at, number in enumerate(numbers))


@given(numbers=tables, reach=st.sampled_from(Reach))
def test_every_hidden_answer_of_any_table_may_be_any_small_number(numbers: Numbers, reach: Reach):
    page = true_where_shown(numbers, reach)
    if all(figure is None for figure in page):
        return
    for hidden, figure in enumerate(page):
        if figure is None:
            alike = [t for t in others_like(numbers, reach, hidden) if true_where_shown(t, reach) == page]
            assert {t[hidden] for t in alike} == set(range(fewest(reach)))


@given(numbers=tables, reach=st.sampled_from(Reach))
def test_no_answer_of_too_few_people_is_shown_and_none_alone_is_hidden(numbers: Numbers, reach: Reach):
    page = shown(numbers, reach)
    for number, figure in zip(numbers, page, strict=True):
        assert figure is None or (number >= fewest(reach) and figure % 5 == 0 and abs(figure - number) < 3)
    assert page.count(None) != 1


@given(first=tables, second=tables, reach=st.sampled_from(Reach))
def test_two_half_years_tell_no_more_than_each_alone(first: Numbers, second: Numbers, reach: Reach):
    """The figures of one do not depend on another, so whatever fits one page fits beside every other."""
    before = shown(first, reach)
    shown(second, reach)
    assert shown(first, reach) == before


def test_by_brute_force_over_two_half_years_with_both_totals_known():
    """Whoever reads both pages and knows both totals is as far from every hidden number as with one."""
    k = fewest(Reach.GROUP)
    both: dict[tuple[Seen, Seen], list[set[int]]] = defaultdict(lambda: [set() for _ in range(6)])
    first, second = ({t: true_where_shown(t) for t in every_table(total, 3)} for total in (19, 22))
    for (one, page), (two, other) in product(first.items(), second.items()):
        for values, number in zip(both[page, other], (*one, *two), strict=True):
            values.add(number)
    for pages, values in both.items():
        for at, numbers in enumerate(values):
            page = pages[at // 3]
            if page[at % 3] is None and any(figure is not None for figure in page):
                assert set(range(k)) <= numbers
                assert max(numbers) >= k


def test_the_pages_of_both_reaches_side_by_side_would_tell_more():
    """Why people are counted for one reach only: here someone who reads both knows that five are nobody or ten."""
    both: dict[tuple[Seen, Seen], set[int]] = defaultdict(set)
    for numbers in every_table(26, 4):
        both[true_where_shown(numbers), true_where_shown(numbers, Reach.PUBLIC)].add(numbers[0])
    inside, public = (None, None, None, None), (None, None, None, 16)
    assert both[inside, public] == {0, 10}


def test_questions_with_the_same_total_tell_no_more():
    """The same people answered both; the strongest reader above knew the total already."""
    care, age = (40, 3, 6), (25, 13, 11)
    assert sum(care) == sum(age)
    assert shown(care) == (40, None, None)
    assert shown(age) == (25, 15, 10)


def test_the_test_would_see_a_weaker_rule(monkeypatch: pytest.MonkeyPatch):
    """Hiding only what is too small lets a known total give it away."""
    monkeypatch.setattr(suppression, "_hidden", lambda numbers, k: k)
    with pytest.raises(AssertionError):
        test_by_brute_force_every_hidden_answer_may_be_nobodys_few_peoples_or_manys(3, 30)


@pytest.mark.parametrize("k", [5, 8, 11])
def test_it_holds_for_every_k(k: int):
    with override_settings(FEWEST_PEOPLE={"group": k, "public": k}):
        test_by_brute_force_every_hidden_answer_may_be_nobodys_few_peoples_or_manys(3, 45)
