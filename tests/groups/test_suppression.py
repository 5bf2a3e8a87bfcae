"""What may be shown of answers, and what is held back (promise 6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from groups.suppression import FLOOR, Middle, Reach, Scale, Sides, fewest, is_enough, middle, sides

SEVEN = Scale(1, 7)
points = st.lists(st.integers(1, 7), max_size=30)
reaches = st.sampled_from(Reach)


def shown(lived: list[int], system: list[int], reach: Reach = Reach.GROUP) -> Sides[str]:
    return sides({"lived": lived, "system": system}, reach, scale=SEVEN)


def test_five_are_enough_inside_and_eight_in_public():
    five = [1, 2, 3, 4, 5]
    assert shown(five, five).each["lived"] == Middle(median=3, low=2, high=4)
    assert shown(five, five, Reach.PUBLIC).each["lived"] is None
    assert shown([*five, 6, 7, 7], five, Reach.PUBLIC).each["lived"] == Middle(median=4.5, low=2.5, high=6)


def test_four_are_too_few():
    assert shown([1, 2, 3, 4], [1, 2, 3, 4, 5]).each == {
        "lived": None,
        "system": Middle(median=3, low=2, high=4),
    }


def test_all_together_is_held_back_where_it_would_give_a_side_away():
    assert shown([1, 2, 3, 4, 5, 6], [7, 7]).together is None
    assert shown([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7]).together is None


def test_in_public_it_is_never_shown():
    """Where the group sees a side it would narrow that down; where it sees none, it would say: four and four."""
    assert shown([1, 2, 3, 4, 5], [3, 4, 5], Reach.PUBLIC).together is None
    assert shown([1, 2, 3, 4], [2, 3, 4, 5], Reach.PUBLIC).together is None
    assert shown([1, 2, 3, 4], [2, 3, 4, 5]).together == Middle(median=3, low=2, high=4)


def test_all_together_is_in_whole_points_and_says_no_end_that_was_not_reached():
    assert shown([1, 2, 3, 5], [4, 6, 7, 5]).together == Middle(median=4, low=3, high=5)


def test_the_ends_count_as_their_neighbours():
    assert shown([1] * 5, [7] * 5).each == {"lived": Middle(2, 2, 2), "system": Middle(6, 6, 6)}


def test_days_are_nobodys_answer_and_stay_as_they_are():
    assert middle([1, 7, 20, 30, 60], Reach.GROUP) == Middle(median=20, low=7, high=30)
    assert middle([1, 7, 20, 30], Reach.GROUP) is None


def test_two_small_sides_may_be_seen_together():
    assert shown([1, 1, 1], [7, 7]).together == Middle(median=2, low=2, high=6)


def test_answers_kept_without_a_side_are_seen_together():
    kept = sides({"lived": [], "system": []}, Reach.GROUP, scale=SEVEN, rest=[1, 2, 3, 4, 5])
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
    assert SEVEN.held(min(answers)) <= figure.low
    assert figure.high <= SEVEN.held(max(answers))
    assert all((value * 2).is_integer() for value in map(float, values))


@given(answers=st.lists(st.integers(1, 7), min_size=FLOOR, max_size=19), seed=st.randoms())
def test_the_order_of_answers_makes_no_difference(answers: list[int], seed: object):
    mixed = sorted(answers, key=lambda _: seed.random())
    assert shown(answers, []) == shown(mixed, [])


@pytest.mark.parametrize("chosen", [0, 1, 4])
def test_no_setting_goes_below_the_floor(settings: Settings, chosen: int):
    settings.FEWEST_PEOPLE = {"group": chosen, "public": chosen}
    assert fewest(Reach.GROUP) == fewest(Reach.PUBLIC) == FLOOR


def test_a_setting_can_ask_for_more(settings: Settings):
    settings.FEWEST_PEOPLE = {"group": 7, "public": 12}
    assert (fewest(Reach.GROUP), fewest(Reach.PUBLIC)) == (7, 12)
