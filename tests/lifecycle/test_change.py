"""What a chart says in words, honest about chance, and from nothing but the figures that are shown."""

import ast
import random
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groups.suppression import Reach, Scale, sides
from lifecycle import change as module
from lifecycle.change import Change, change
from lifecycle.charts import draw
from lifecycle.results import Figure, Result, Round, statement_of

YEAR = timezone.localdate().year
BEFORE, NOW = f"{YEAR - 1}-05-03", f"{YEAR}-05-04"


def figure(low: float, median: float, high: float) -> Figure:
    return Figure(median=median, low=low, high=high)


def review(
    on: str, lived: Figure | None = None, system: Figure | None = None, both: Figure | None = None
) -> Round:
    return Round(on=on, lived=lived, system=system, together=both)


def result(
    *rounds: Round, instrument: str = "shifts", statement: str = "matters", version: int = 1
) -> Result:
    return Result(instrument=instrument, version=version, statement=statement, rounds=list(rounds))


figures = st.lists(st.integers(4, 12), min_size=3, max_size=3).map(
    lambda three: figure(*(half / 2 for half in sorted(three)))
)


class TestChange:
    @pytest.mark.parametrize(
        ("before", "after", "found"),
        [
            (figure(2, 3, 3.5), figure(4, 5, 6), Change.CLEAR),
            (figure(4, 5, 6), figure(2, 3, 3.5), Change.CLEAR),
            (figure(2, 3, 4), figure(4, 5, 6), Change.MAYBE),  # they touch
            (figure(2, 3, 5), figure(3, 4, 6), Change.MAYBE),
            (figure(2, 3, 5), figure(3, 3.5, 6), Change.SAME),
            (figure(4, 4, 4), figure(4, 4, 4), Change.SAME),
            (None, figure(4, 4, 4), Change.UNKNOWN),
            (figure(4, 4, 4), None, Change.UNKNOWN),
        ],
    )
    def test_it_is_as_sure_as_the_figures_allow(self, before: Figure, after: Figure, found: Change):
        assert change(before, after) == found

    def test_other_words_are_never_compared(self):
        assert change(figure(2, 2, 2), figure(6, 6, 6), same_words=False) == Change.UNKNOWN

    @given(before=figures, after=figures)
    def test_back_and_forth_are_alike_and_clear_is_never_a_little(self, before: Figure, after: Figure):
        found = change(before, after)
        assert found == change(after, before)
        overlap = before["low"] <= after["high"] and after["low"] <= before["high"]
        assert (found == Change.CLEAR) == (not overlap)
        assert found != Change.SAME or abs(before["median"] - after["median"]) < 1

    @pytest.mark.parametrize(("people", "one_in"), [(5, 6), (6, 15), (8, 25)])
    def test_chance_alone_seldom_looks_clear(self, people: int, one_in: int):
        """As the docstring says: the same mix of views, drawn anew; the worst of these mixes."""
        dice = random.Random(2026)
        for mix in ([1] * 7, [4, 2, 1, 1, 1, 2, 4], [0, 1, 1, 2, 4, 6, 4]):
            clear = sum(
                change(*(drawn(dice, mix, people) for _ in range(2))) == Change.CLEAR for _ in range(1500)
            )
            assert clear < 1500 / one_in

    def test_it_reads_nothing_but_figures(self):
        """No answers, no reviews: what it says can be worked out from the page."""
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        came_from = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not any("models" in str(name) for name in came_from)


def drawn(dice: random.Random, mix: list[int], people: int) -> Figure:
    answers = dice.choices(range(1, 8), mix, k=people)
    shown = sides({"lived": answers}, Reach.GROUP, scale=Scale(1, 7)).each["lived"]
    assert shown is not None
    return figure(shown.low, shown.median, shown.high)


def sentences(found: Result) -> str:
    return " ".join(module.sentences(found))


class TestSentences:
    def test_each_side_in_one_sentence_and_whether_it_moved(self):
        said = sentences(
            result(review(BEFORE, figure(2, 2, 3)), review(NOW, figure(4, 5, 5.5))),
        )
        assert said == (
            "People with lived experience: the middle answer is 5, half of the answers lie between 4 and 5.5. "
            f"It has clearly moved towards “what matters” since 3 May {YEAR - 1}. "
            "People from the system: too few to show. Other people may have answered each time."
        )

    def test_a_move_back_is_told_as_plainly(self):
        said = sentences(result(review(BEFORE, figure(4, 5, 5)), review(NOW, figure(2, 3, 3))))
        assert "clearly moved towards “what's the matter”" in said

    def test_what_may_be_chance_says_so(self):
        said = sentences(result(review(BEFORE, figure(3, 3, 5)), review(NOW, figure(3, 4, 5))))
        assert "may have moved towards “what matters”" in said
        assert "this could be chance" in said
        assert "Other people may have answered" in said

    def test_about_the_same(self):
        said = sentences(result(review(BEFORE, figure(3, 3, 5)), review(NOW, figure(3, 3.5, 5))))
        assert f"It is about the same as on 3 May {YEAR - 1}." in said

    def test_the_ends_stand_for_two_answers(self):
        said = sentences(result(review(NOW, figure(4, 6, 6), figure(2, 2, 3))))
        assert "the middle answer is 6 or 7, half of the answers lie between 4 and 7." in said
        assert "the middle answer is 1 or 2, half of the answers lie between 1 and 3." in said

    def test_answers_that_are_all_alike(self):
        said = sentences(result(review(NOW, figure(4, 4, 4))))
        assert "the middle answer is 4, and so are half of the answers or more." in said

    def test_a_first_review_is_compared_with_nothing(self):
        said = sentences(result(review(NOW, figure(3, 4, 5))))
        assert "moved" not in said
        assert "compare" not in said
        assert "Other people" not in said

    def test_a_side_that_was_hidden_before_is_compared_with_nothing(self):
        said = sentences(result(review(BEFORE), review(NOW, figure(3, 4, 5))))
        assert "It cannot be compared: too few answered before." in said

    def test_it_looks_back_to_the_first_review_that_shows_the_side(self):
        said = sentences(
            result(
                review(f"{YEAR - 2}-05-03"),
                review(BEFORE, figure(2, 2, 3)),
                review(f"{YEAR - 1}-11-03", figure(4, 4, 5)),
                review(NOW, figure(4, 5, 6)),
            )
        )
        assert f"clearly moved towards “what matters” since 3 May {YEAR - 1}." in said

    def test_small_sides_are_told_together(self):
        said = sentences(result(review(NOW, both=figure(3, 4, 5))))
        assert said.startswith(
            "People with lived experience: too few to show. People from the system: too few"
        )
        assert "Everyone together: the middle answer is 4" in said

    def test_a_statement_of_one_text_moves_towards_its_end(self):
        said = sentences(
            result(
                review(BEFORE, figure(2, 2, 3)),
                review(NOW, figure(4, 5, 6)),
                instrument="climate",
                statement="safe",
            )
        )
        assert "towards “fully true for me”" in said


class TestDrawing:
    def test_the_ends_are_drawn_as_the_two_answers_they_stand_for(self):
        chart = draw(result(review(NOW, figure(4, 6, 6), figure(2, 2, 3))))
        lived, system = chart.rows[0].marks
        at = {tick["number"]: tick["x"] for tick in chart.ticks}
        assert lived.x == at[4]
        assert round(lived.x + lived.width, 1) == at[7]
        assert at[6] < lived.middle < at[7]
        assert system.x == at[1]
        assert at[1] < system.middle < at[2]

    def test_every_figure_that_can_be_shown_stays_on_the_line(self):
        for low in (2, 2.5, 3, 4, 5, 5.5, 6):
            chart = draw(result(review(NOW, figure(low, low, low))))
            mark = chart.rows[0].marks[0]
            assert mark.x <= mark.middle <= mark.x + max(mark.width, 2)

    def test_what_is_drawn_is_what_it_is_called(self):
        assert statement_of(result(review(NOW))).name == "From “what's the matter” to “what matters”"
