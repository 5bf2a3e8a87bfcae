import re

from django.template import Context, Template

from lifecycle.ring import OUTER, RingStage, draw
from lifecycle.stages import STAGES


def stages(strength: int = 2, number_open: int = 5) -> list[RingStage]:
    return [
        RingStage(stage.number, str(stage.name), strength, stage.number == number_open, f"/s/{stage.number}")
        for stage in STAGES
    ]


def page(rows: list[RingStage]) -> str:
    return Template("{% load ring %}{% ring stages %}").render(Context({"stages": rows}))


def test_the_six_stages_stand_in_order_each_with_its_word_and_link():
    shown = page(stages())
    listed = re.findall(r'<li><a href="(.*?)">(.*?)</a>: (.*?)[,<]', shown)
    assert listed == [
        (f"/s/{stage.number}", str(stage.name).replace("&", "&amp;"), "growing") for stage in STAGES
    ]


def test_the_drawing_says_the_same_as_the_list():
    described = re.search(r"<desc.*?>(.*?)</desc>", page(stages()))
    assert described
    assert "5, Coproduce Personalised Care: growing, open now." in described[1]
    assert described[1].count("growing") == 6


def test_strength_is_told_by_word_band_and_edge():
    weak, strong = draw([RingStage(1, "A", 0), RingStage(2, "B", 3)])
    assert (weak.strength_word, strong.strength_word) == ("not begun", "strong")
    assert weak.band == ""
    assert strong.band
    shown = page([RingStage(1, "A", 0), RingStage(2, "B", 3)])
    assert "ring-strength-0" in shown
    assert "ring-strength-3" in shown


def test_only_an_open_stage_has_the_bar():
    closed, opened = draw([RingStage(1, "A", 1), RingStage(2, "B", 1, is_open=True)])
    assert not closed.bar
    assert opened.bar


def test_the_first_stage_stands_at_the_top():
    (first,) = draw([RingStage(1, "A", 1)])
    x, y = float(first.x), float(first.y)
    assert x == 300
    assert 300 - OUTER < y < 300


def test_the_hub_and_what_goes_around_it_are_named():
    shown = page(stages())
    for words in ("Feedback Loop", "Continuous Development", "Facilitate", "Process"):
        assert words in shown


def test_nothing_is_styled_inline():
    assert "style=" not in page(stages())


def test_a_stage_without_an_address_is_no_link():
    assert "<a " not in page([RingStage(1, "A", 1)])
