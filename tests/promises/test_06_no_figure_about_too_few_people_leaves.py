"""It applies to answers, not to public facts. k = 5 inside the group and in what it hands its lead, 8 in public.
One module serves every page, chart and report."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership
from groups.states import Side
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import seal_review
from tests.lifecycle.impact import join_many, make_published, make_review, reviewed, same

SignIn = Callable[[Membership], Client]
ROOT = Path(__file__).parents[2]

FIVE, THREE = [1, 2, 3, 4, 5], [6, 6, 7]


def pages_of(report_args: list[object]) -> dict[str, list[str]]:
    """Every address at which figures leave, by how far they go."""
    inside = [reverse("what_changed", args=report_args[:1])]
    inside += [reverse(name, args=report_args) for name in ("report", "report_json", "report_csv")]
    public = [
        reverse(name, args=report_args)
        for name in ("public_report", "public_report_json", "public_report_csv")
    ]
    return {"inside": inside, "public": [*public, reverse("public_group", args=report_args[:1])]}


def test_five_are_shown_inside_and_hidden_in_public(
    facilitator: Membership, lead: Membership, sign_in: SignIn
):
    reviewed(facilitator, FIVE, [])
    report = make_published(facilitator)
    pages = pages_of([report.group.public_id, report.public_id])
    for page in pages["inside"]:
        assert shows_a_figure(sign_in(lead).get(page).content.decode()), page
    for page in pages["public"]:
        assert not shows_a_figure(Client().get(page).content.decode()), page


def test_two_fives_are_seen_side_by_side_inside_and_nowhere_else(facilitator: Membership):
    """All ten together would be enough for anyone. Beside each five, it would narrow both down for who reads both."""
    reviewed(facilitator, FIVE, [3, 4, 5, 6, 7])
    report = make_published(facilitator)
    page = reverse("public_report_json", args=[report.group.public_id, report.public_id])
    shown = json.loads(Client().get(page).content)["content"]["shifts"][0]["rounds"][0]
    assert (shown["lived"], shown["system"], shown["together"]) == (None, None, None)
    inside = report.facts["shifts"][0]["rounds"][0]
    assert (inside["lived"]["median"], inside["system"]["median"], inside["together"]) == (3, 5, None)


def test_two_fours_are_seen_together_inside_alone(facilitator: Membership):
    """Eight people stand behind it. But whoever knows the rules would read off that four and four answered."""
    reviewed(facilitator, [1, 2, 3, 4], [4, 5, 6, 7])
    report = make_published(facilitator)
    page = reverse("public_report_json", args=[report.group.public_id, report.public_id])
    shown = json.loads(Client().get(page).content)["content"]["shifts"][0]["rounds"][0]
    assert (shown["lived"], shown["system"], shown["together"]) == (None, None, None)
    assert report.facts["shifts"][0]["rounds"][0]["together"] == {"median": 4, "low": 3, "high": 5}


def test_a_side_of_three_is_shown_nowhere(facilitator: Membership, member: Membership, sign_in: SignIn):
    """Its answers were all 6 or 7; neither stands on any page, alone or within all together."""
    reviewed(facilitator, FIVE, THREE)
    report = make_published(facilitator)
    one = [report.group.public_id, report.public_id]
    data = json.loads(sign_in(member).get(reverse("report_json", args=one)).content)["content"]
    for result in data["shifts"]:
        assert result["rounds"][0]["system"] is None
        assert result["rounds"][0]["together"] is None
    page = sign_in(member).get(reverse("what_changed", args=one[:1])).content.decode()
    assert page.count("Too few to show") > 8
    assert not re.search(r"[67](\.[05])? \(middle half", page)


def test_no_page_says_how_many_answered(facilitator: Membership, member: Membership, sign_in: SignIn):
    reviewed(facilitator, [4] * 17, [5] * 11)
    report = make_published(facilitator)
    pages = pages_of([report.group.public_id, report.public_id])
    for page in [*pages["inside"], *pages["public"]]:
        shown = re.sub(r"\s+", " ", sign_in(member).get(page).content.decode())
        shown = re.sub(r"<svg.*?</svg>", "", shown)  # places on the drawing are no counts
        assert not re.search(r">[^<]*\b(17|11|28)\b[^<]*answer", shown), page


def test_words_need_as_many_people_behind_them(facilitator: Membership, member: Membership, sign_in: SignIn):
    review = make_review(facilitator)
    for person in join_many(facilitator.group, Side.LIVED, 4):
        answer_review(review=review, points=same(3), words="Easy to recognise", by=person)
    seal_review(review=review, by=facilitator)
    page = reverse("what_changed", args=[member.group.public_id])
    assert "Easy to recognise" not in sign_in(member).get(page).content.decode()


@pytest.mark.parametrize("name", ["Median", "Avg", "StdDev", "Variance"])
def test_one_module_computes_figures_about_answers(name: str):
    """Only groups/suppression.py may know statistics, and only results.py reads answers to hand them over."""
    for app in ("groups", "facilitation", "investment", "lifecycle", "coproduction"):
        for file in (ROOT / app).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert f"{name}(" not in text, file
            if "ReviewAnswer" in text:
                imported = {
                    alias.name
                    for node in ast.walk(ast.parse(text))
                    for alias in getattr(node, "names", [])
                    if isinstance(alias, ast.alias)
                }
                assert not imported & {"Avg", "Sum", "Counter", "median", "mean"}, file


def shows_a_figure(text: str) -> bool:
    """The middle of one to five is three, from two to four: in a table, in data, in CSV."""
    return any(shown in text for shown in ("(middle half", '"median": 3', '"3.0","2.0","4.0"'))
