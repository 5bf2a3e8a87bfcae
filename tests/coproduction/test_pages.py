"""The pages that anyone may read: the whole model, honest edges, and words that settings can change."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from coproduction import help_lines
from facilitation import operating_model
from investment.five import INVESTMENTS
from lifecycle.attentions import ATTENTIONS
from lifecycle.instruments import SHIFTS
from lifecycle.stages import AROUND, HUB, STAGES

pytestmark = pytest.mark.django_db
PAGES = ("about", "accessibility", "privacy", "anonymity", "not_watched")


def words_of(client: Client, name: str) -> str:
    page = client.get(reverse(name)).text
    return re.sub(r"\s+", " ", unescape(strip_tags(page)))


@pytest.mark.parametrize("name", PAGES)
def test_anyone_may_read_it_and_search_engines_too(name: str, client: Client):
    page = client.get(reverse(name)).text
    assert page.count("<h1") == 1
    assert "noindex" not in page
    assert 'aria-label="Places"' not in page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_there(name: str, client: Client):
    assert f'href="{reverse(name)}"' in client.get("/").text


def test_the_model_has_all_its_parts():
    assert len(STAGES) == 6
    assert len(INVESTMENTS) == 5
    assert [len(one.points) for one in ATTENTIONS] == [6, 5, 4, 5, 5]
    assert len(SHIFTS.statements) == 8
    assert len(operating_model.COMPONENTS) == 7
    assert len(operating_model.ENABLERS) == 4
    assert len(operating_model.TIERS) == 4


def test_the_about_page_tells_the_whole_model(client: Client):
    page = words_of(client, "about")
    points = [point for one in ATTENTIONS for point in one.points]
    told = [
        *(text for stage in STAGES for text in (stage.name, stage.purpose)),
        *(HUB, *AROUND),
        *(text for one in INVESTMENTS for text in (one.name, one.about)),
        *(one.name for one in ATTENTIONS),
        *(text for point in points for text in (point.label, point.home)),
        *(text for shift in SHIFTS.statements for text in (shift.start, shift.end)),
        *(part.name for part in operating_model.COMPONENTS),
        *(enabler.name for enabler in operating_model.ENABLERS),
        *(tier.name for tier in operating_model.TIERS),
    ]
    assert [str(text) for text in told if str(text) not in page] == []


def test_it_credits_those_who_made_the_model_and_says_what_was_inferred(client: Client):
    page = words_of(client, "about")
    assert "The model was developed by people with lived experience of personalised care." in page
    assert "developed by the Personalised Care Strategic Coproduction group" in page
    assert "the number 4 is missing" in page
    assert "we inferred" in page


def test_ids_are_given_once():
    for ids in (
        [point.id for one in ATTENTIONS for point in one.points],
        [one.key for one in ATTENTIONS],
        [part.key for part in operating_model.COMPONENTS],
        [one.key for one in INVESTMENTS],
    ):
        assert len(set(ids)) == len(ids)


def test_the_ring_of_no_group_claims_no_strength(client: Client):
    page = client.get(reverse("about")).text
    assert "not begun" not in page.lower()
    assert "woven band" not in page


def test_the_figure_of_few_people_is_the_one_that_is_kept(client: Client, settings: Settings):
    settings.FEWEST_PEOPLE = {"group": 6, "public": 11}
    page = words_of(client, "anonymity")
    assert "fewer than 6 people is never shown in a group, and about fewer than 11 never in public" in page


def test_who_answers_is_named_or_said_to_be_missing(client: Client, settings: Settings):
    assert "has not yet said here how to reach them" in words_of(client, "privacy")
    settings.SITE_OWNER, settings.SITE_CONTACT = "Northshire Council", "hello@northshire.example"
    for name in ("privacy", "accessibility"):
        page = client.get(reverse(name)).text
        assert "Northshire Council" in page
        assert 'href="mailto:hello@northshire.example"' in page


def test_help_lines_and_the_emergency_number_are_the_site_s_own(client: Client, settings: Settings):
    settings.EMERGENCY_NUMBER = "112"
    settings.HELP_LINES = help_lines.read("112: Somebody is in danger; 0800 11 11: You are a child")
    page = client.get(reverse("not_watched")).text
    assert "In an emergency call 112." in page
    assert 'href="tel:08001111"' in page
    assert "You are a child" in page
    assert "Samaritans" not in page


@pytest.mark.parametrize("text", ["", "nothing to read here", ";;"])
def test_without_lines_of_its_own_a_site_shows_those_of_the_united_kingdom(text: str):
    assert help_lines.read(text) == help_lines.UNITED_KINGDOM


def test_a_line_that_is_no_number_cannot_be_dialled():
    assert help_lines.HelpLine("SHOUT to 85258", "").url == ""
