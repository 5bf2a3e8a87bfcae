"""Promise 6 over two years: two groups, every page and file that anyone, a member and a lead of both can read.

Whatever stands there is taken down, and then attacked: by whoever knows all rules, how many answered, and what they
answered themselves. Each attack is tried on outputs that we do not make, too, and succeeds there.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from groups import suppression
from groups.states import Side
from groups.suppression import FLOOR, Reach
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import open_review
from lifecycle.models import Review
from tests.house.conftest import QUICK
from tests.house.trying import signed_in
from tests.lifecycle.impact import in_three_weeks, same
from tests.promises.two_years.attacks import (
    Cell,
    Given,
    Output,
    Reader,
    Rule,
    as_it_was,
    as_shown,
    certain,
    in_whole_points,
    splits,
    together,
)
from tests.promises.two_years.reading import Library, Seen, everything_read_by
from tests.promises.two_years.rules import ANYONE, BOTH, goes_far, people_behind, told
from tests.promises.two_years.world import (
    LIVED,
    SYSTEM,
    Place,
    Where,
    Years,
    in_a_world_of_its_own,
    names,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def years(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Years]:
    with django_db_blocker.unblock(), QUICK, in_a_world_of_its_own() as made:
        yield made


@pytest.fixture(scope="module")
def libraries(years: Years) -> list[Library]:
    return [everything_read_by(name, person, *_kept(years)) for name, person in years.readers.items()]


@pytest.fixture(scope="module")
def seen(libraries: list[Library]) -> list[Seen]:
    called = names()
    return [figure for library in libraries for figure in library.figures(called)]


@pytest.fixture(scope="module")
def outputs(seen: list[Seen]) -> set[Output]:
    """Every figure that anybody reads anywhere, once. Of two reaches, editions or files: as many as differ."""
    return {
        Output(one.figure, ((one.where, one.who),), in_whole_points if one.who == BOTH else as_shown)
        for one in seen
        if one.where and one.figure
    }


def _kept(years: Years) -> list[str]:
    """The results of every review, also of those to which no page leads any more."""
    reviews = Review.objects.filter(group__in=[place.group.pk for place in years.places]).select_related(
        "group"
    )
    return [reverse("review_results", args=[one.group.public_id, one.public_id]) for one in reviews]


def everywhere(years: Years) -> list[tuple[Place, Where]]:
    return [(place, where) for place in years.places for where in place.said]


class TestWhatIsRead:
    def test_every_figure_with_its_place_is_one_that_may_be_shown(self, years: Years, seen: list[Seen]):
        said = {where: place.said[where] for place, where in everywhere(years)}
        for one in seen:
            if one.where:
                inside, public = (told(said[one.where], reach)[one.who] for reach in Reach)
                assert one.figure in {None, public} | (set() if goes_far(one) else {inside}), one

    def test_every_figure_in_a_text_is_one_of_those(self, years: Years, seen: list[Seen]):
        pages = {
            reach: [told(place.said[where], reach) for place, where in everywhere(years)] for reach in Reach
        }
        values = {
            reach: {three for page in found for three in page.values()} for reach, found in pages.items()
        }
        for one in seen:
            if not one.where:
                allowed = (
                    values[Reach.PUBLIC] if goes_far(one) else values[Reach.GROUP] | values[Reach.PUBLIC]
                )
                assert one.figure in allowed, one

    def test_behind_every_figure_stand_enough_people(self, years: Years, seen: list[Seen]):
        """Five inside, eight in public and on pages across groups, counted from the truth."""
        behind = {where: people_behind(place.said[where]) for place, where in everywhere(years)}
        for one in seen:
            if one.where and one.figure:
                assert behind[one.where][one.who] >= (8 if goes_far(one) else 5), one

    def test_every_middle_on_a_board_s_page_is_one_of_those(self, years: Years, libraries: list[Library]):
        for library in libraries:
            reaches = [Reach.PUBLIC] if library.reader == ANYONE else list(Reach)
            pages = [
                told(place.said[where], reach) for place, where in everywhere(years) for reach in reaches
            ]
            values = {three[0] for page in pages for three in page.values() if three}
            found = list(library.middles())
            assert found
            assert set(found) <= values

    def test_much_is_read_by_everyone_in_every_form(self, seen: list[Seen]):
        """Or all the other tests would hold for an empty library."""
        read = {(one.reader, one.address.rsplit("/", 1)[-1]) for one in seen if one.figure}
        readers = {reader for reader, _kind in read}
        assert readers == {ANYONE, "a member", "a lead of both"}
        assert {(reader, kind) for reader in readers for kind in ("", "report.json", "report.csv")} <= read
        shown = [one.address for one in seen if one.figure]
        for part in (
            "after-sessions",
            "results",
            "report.txt",
            "overview.csv",
            "overview.json",
            "at-a-glance",
        ):
            assert any(part in address for address in shown), part
        assert sum(one.where is not None and one.figure is not None for one in seen) > 800

    def test_no_page_says_how_many_answered(self, libraries: list[Library]):
        assert not [said for library in libraries for said in library.how_many()]


class TestNothingIsRecovered:
    def test_no_hidden_answer_and_no_hidden_number_of_people(self, years: Years):
        """For whoever reads both reaches, and knows what a side that is shown said: of one that is hidden, nought to
        four people may have answered, and each of them anything."""
        for place, where in everywhere(years):
            if len(place.said[where]) > 1:
                continue
            (said,) = place.said[where]
            page = [told([said], reach) for reach in Reach]
            for side in Side:
                if page[0][side] or (page[0][BOTH] and not any(page[0][one] for one in Side)):
                    continue  # two small sides seen together are the next test's
                for count, point in product(range(FLOOR), range(1, 8)):
                    shown = {one: said[one] if page[0][one] else [] for one in Side}
                    other = shown | {side: [point] * count}
                    assert [told([other], reach) for reach in Reach] == page, (where, side, count)

    def test_of_two_small_sides_seen_together_each_may_be_one_to_four(
        self, years: Years, outputs: set[Output]
    ):
        told_once = {where.on for place, where in everywhere(years) if len(place.said[where]) == 1}
        shown = [one for one in outputs if one.cells[0][1] == BOTH and one.cells[0][0].on in told_once]
        assert shown
        assert all(splits(one, FLOOR - 1) == {1, 2, 3, 4} for one in shown)

    def test_no_figures_can_be_laid_against_each_other(self, outputs: set[Output]):
        """Two reaches, reports over years that overlap, one review and the next: of the same answers, all say the
        same, and nowhere does all together stand beside a side."""
        assert all(len(group) == 1 for group in together(outputs))
        by_review: dict[Where, set[str]] = {}
        for one in outputs:
            ((where, who),) = one.cells
            by_review.setdefault(where, set()).add(who)
        assert not [where for where, who in by_review.items() if BOTH in who and len(who) > 1]

    def test_nobody_is_certain_of_anothers_exact_answer(self, years: Years, outputs: set[Output]):
        tried = 0
        for place, where in everywhere(years):
            for who, of in ((LIVED, (LIVED,)), (SYSTEM, (SYSTEM,)), (BOTH, (LIVED, SYSTEM))):
                cell = (where, str(who))
                mine = [one for one in outputs if one.cells == (cell,)]
                readers = [
                    Reader(f"someone of the {side} side", {cell: own})
                    for side in of
                    for own in place.own(where, side)
                ]
                points = place.points(where, *of)
                for one in mine:
                    assert one.rule(tuple(points)) == one.figure, "the rule is another than everybody thinks"
                    tried += len(readers)
                    assert not certain([one], {cell: len(points)}, readers)
        assert tried > 200


class TestWhileAReviewIsOpen:
    """The plainest difference: the page before somebody answered, and after."""

    def test_nothing_changes_on_any_page(self, years: Years):
        place = years.north
        with transaction.atomic():
            review = open_review(closes_on=in_three_weeks(), by=place.facilitator)
            before = self.read(years)
            for member in place.lived[:5]:
                answer_review(review=review, points=same(6), words="", by=member)
            after = self.read(years)
            transaction.set_rollback(True)
        assert after == before
        assert any(one.figure for one in before)

    def read(self, years: Years) -> list[Seen]:
        cache.clear()  # or a page kept from before would look as if nothing had changed
        member = years.readers["a member"]
        assert member
        client = signed_in(member)
        pages = [reverse("what_changed", args=[years.north.group.public_id]), *_kept(years)]
        library = Library("a member", {page: client.get(page) for page in pages})
        return list(library.figures(names()))


HERE, THEN = Where("2026-01-01", "power"), Where("2025-07-01", "power")


class TestTheAttacksBite:
    """Outputs that we do not make: each attack finds there what it is after."""

    def output(self, answers: dict[Cell, Given], *cells: Cell, rule: Rule = as_shown) -> Output:
        pool = tuple(sorted(point for cell in cells for point in answers[cell]))
        return Output(rule(pool), cells, rule)

    def found(self, outputs: list[Output], answers: dict[Cell, Given], **mine: int) -> list[str]:
        """By somebody who answered nothing, or said `lived`."""
        people = {cell: len(given) for cell, given in answers.items()}
        own = {(HERE, side): (point,) for side, point in mine.items()}
        return certain(outputs, people, [Reader("somebody", own)])

    def test_where_the_ends_of_the_scale_are_shown(self):
        answers: dict[Cell, Given] = {(HERE, "lived"): (1, 7, 7, 7, 7)}
        assert self.found([self.output(answers, (HERE, "lived"), rule=as_it_was)], answers, lived=1)
        assert not self.found([self.output(answers, (HERE, "lived"))], answers, lived=1)

    @pytest.mark.parametrize(
        "hidden",
        [
            pytest.param((HERE, "system"), id="all together beside a side"),
            pytest.param((THEN, "lived"), id="two reports over periods that overlap"),
            pytest.param((HERE, "who came last"), id="the page before and after one more answer"),
        ],
    )
    def test_where_one_figure_can_be_subtracted_from_another(self, hidden: Cell):
        shown = (HERE, "lived")
        answers: dict[Cell, Given] = {shown: (2, 2, 3, 7, 7), hidden: (4,)}
        outputs = [self.output(answers, shown), self.output(answers, shown, hidden)]
        assert self.found(outputs, answers) == [f"somebody knows {hidden}: {{4}}"]
        assert len(together(outputs)) == 1
        assert not self.found(outputs[:1], answers)

    def test_where_halves_tell_how_many_answered(self):
        four_and_four = Output((3.5, 2.5, 5.5), ((HERE, BOTH),))
        assert splits(four_and_four, FLOOR - 1) == {4}

    def test_where_all_together_is_shown_to_anyone(self, years: Years, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(suppression, "_shows_a_side", lambda _pools: False)
        with pytest.raises(AssertionError):
            TestNothingIsRecovered().test_no_hidden_answer_and_no_hidden_number_of_people(years)

    def test_where_a_page_shows_another_figure(self, years: Years, seen: list[Seen]):
        shown = next(one for one in seen if one.where and one.figure)
        other = replace(shown, figure=(3.5, 2.5, 5.5))
        with pytest.raises(AssertionError):
            TestWhatIsRead().test_every_figure_with_its_place_is_one_that_may_be_shown(years, [other])
        with pytest.raises(AssertionError):
            TestWhatIsRead().test_every_figure_in_a_text_is_one_of_those(years, [replace(other, where=None)])

    def test_where_a_figure_for_the_group_is_shown_to_anyone(self, years: Years, seen: list[Seen]):
        inside = [one for one in seen if one.reader != ANYONE and one.where and one.figure]
        for_anyone = {(one.where, one.who) for one in seen if one.reader == ANYONE and one.figure}
        leaked = next(one for one in inside if (one.where, one.who) not in for_anyone)
        with pytest.raises(AssertionError):
            TestWhatIsRead().test_every_figure_with_its_place_is_one_that_may_be_shown(
                years, [replace(leaked, reader=ANYONE)]
            )

    def test_where_a_page_says_how_many_answered(self):
        page = HttpResponse("<p>So far <strong>3</strong> people have answered.</p>")
        assert list(Library(ANYONE, {"/": page}).how_many())
