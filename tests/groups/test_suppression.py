"""What may be shown of answers, and what is held back (promise 6)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from groups.suppression import FLOOR, Middle, Reach, Sides, fewest, is_enough, sides, words

points = st.lists(st.integers(1, 7), max_size=30)
reaches = st.sampled_from(Reach)


def shown(lived: list[int], system: list[int], reach: Reach = Reach.GROUP) -> Sides[str]:
    return sides({"lived": lived, "system": system}, reach)


def test_five_are_enough_inside_and_eight_in_public():
    five = [1, 2, 3, 4, 5]
    assert shown(five, five).each["lived"] == Middle(median=3, low=2, high=4)
    assert shown(five, five, Reach.PUBLIC).each["lived"] is None
    assert shown([*five, 6, 7, 7], five, Reach.PUBLIC).each["lived"] == Middle(median=4.5, low=2.5, high=6.5)


def test_four_are_too_few():
    assert shown([1, 2, 3, 4], [1, 2, 3, 4, 5]).each == {
        "lived": None,
        "system": Middle(median=3, low=2, high=4),
    }


def test_all_together_is_held_back_where_it_would_give_a_side_away():
    assert shown([1, 2, 3, 4, 5, 6], [7, 7]).together is None


def test_two_small_sides_may_be_seen_together():
    assert shown([1, 1, 1], [7, 7]).together == Middle(median=1, low=1, high=7)


def test_answers_kept_without_a_side_are_seen_together():
    kept = sides({"lived": [], "system": []}, Reach.GROUP, rest=[1, 2, 3, 4, 5])
    assert kept.together == Middle(median=3, low=2, high=4)


@given(lived=points, system=points, reach=reaches)
def test_a_figure_always_has_enough_people_behind_it(lived: list[int], system: list[int], reach: Reach):
    figures = shown(lived, system, reach)
    for side, answers in (("lived", lived), ("system", system)):
        assert (figures.each[side] is not None) == (len(answers) >= fewest(reach))
    if figures.together:
        assert len(lived) + len(system) >= fewest(reach)


@given(lived=points, system=points, reach=reaches)
def test_what_is_held_back_cannot_be_worked_out_from_the_rest(
    lived: list[int], system: list[int], reach: Reach
):
    """Where a side is hidden beside one that is shown, everything shown is the same whatever it answered."""
    if is_enough(len(lived), reach) and not is_enough(len(system), reach):
        opposite = [8 - answer for answer in system]
        assert shown(lived, system, reach) == shown(lived, opposite, reach) == shown(lived, [], reach)


@given(answers=st.lists(st.integers(1, 7), min_size=FLOOR, max_size=40))
def test_figures_are_in_halves_in_order_and_within_the_answers(answers: list[int]):
    figure = shown(answers, []).each["lived"]
    assert figure is not None
    values = (figure.low, figure.median, figure.high)
    assert list(values) == sorted(values)
    assert min(answers) <= figure.low
    assert figure.high <= max(answers)
    assert all((value * 2).is_integer() for value in map(float, values))


@given(answers=st.lists(st.integers(1, 7), min_size=FLOOR, max_size=19), seed=st.randoms())
def test_the_order_of_answers_makes_no_difference(answers: list[int], seed: object):
    mixed = sorted(answers, key=lambda _: seed.random())
    assert shown(answers, []) == shown(mixed, [])


@given(answers=st.lists(st.integers(1, 7), min_size=FLOOR, max_size=19))
def test_no_figure_tells_the_answers_back(answers: list[int]):
    """At least one other set of answers, as large, shows the same: nobody can read the answers off."""
    figure = shown(answers, [])
    half = len(answers) // 2
    ordered = sorted(answers)
    lower, upper = ordered[: half + len(ordered) % 2], ordered[half:]
    others = [[1, *ordered[1:]], [*ordered[:-1], 7], [ordered[1], *ordered[1:]], [*ordered[:-1], ordered[-2]]]
    assert len(lower) >= 3
    assert len(upper) >= 3
    different = [other for other in others if Counter(other) != Counter(ordered)]
    if different:
        assert any(shown(sorted(other), []) == figure for other in different)


@pytest.mark.parametrize("chosen", [0, 1, 4])
def test_no_setting_goes_below_the_floor(settings: Settings, chosen: int):
    settings.FEWEST_PEOPLE = {"group": chosen, "public": chosen}
    assert fewest(Reach.GROUP) == fewest(Reach.PUBLIC) == FLOOR


def test_a_setting_can_ask_for_more(settings: Settings):
    settings.FEWEST_PEOPLE = {"group": 7, "public": 12}
    assert (fewest(Reach.GROUP), fewest(Reach.PUBLIC)) == (7, 12)


def test_words_are_shown_by_the_alphabet_or_not_at_all():
    said = ["more time", "", "  ", "Better letters"]
    assert words(said, people=5, reach=Reach.GROUP) == ["Better letters", "more time"]
    assert words(said, people=4, reach=Reach.GROUP) is None
