"""Words explained wherever they stand, by keyboard and touch, without a script."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from facilitation.actions.glossary import ask_about, explain_term, remove_term
from facilitation.glossary import Term, explain, terms_in, terms_of
from facilitation.models import GlossaryTerm
from groups.models import Activity, Delivery
from groups.search import find

ICB = Term("ICB", ("icb", "integrated care board"), "The body that plans health services.")
CARE = Term("care", ("care",), "Looking after somebody.")
TEXTS = st.text(alphabet="aICBcare <>&b\"'/", max_size=60)


def test_the_first_of_a_word_opens_its_meaning_and_the_rest_are_left():
    html = explain("<p>The ICB and the icb.</p>", [ICB], already=set())
    assert html.count("<button") == 1
    assert 'popovertarget="term-1">ICB</button> and the icb' in html
    assert '<div id="term-1" popover class="meaning"><p><strong>ICB</strong>: The body' in html


def test_a_longer_word_wins_over_one_inside_it_and_parts_of_words_are_left():
    html = explain("<p>An integrated care board. Careful scare.</p>", [ICB, CARE], already=set())
    assert ">integrated care board</button>" in html
    assert "Careful scare" in html


def test_links_headings_and_attributes_are_left_alone():
    html = '<h3>ICB</h3><a href="/ICB">ICB</a><p title="ICB">x</p>'
    assert explain(html, [ICB], already=set()) == html


def test_what_was_explained_above_is_not_explained_again():
    already: set[str] = set()
    explain("<p>ICB</p>", [ICB], already=already)
    assert explain("<p>ICB</p>", [ICB], already=already) == "<p>ICB</p>"


@given(text=TEXTS)
def test_no_word_is_lost_and_nothing_is_let_through(text):
    html = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"
    marked = explain(html, [ICB, CARE], already=set()).split('<div class="meanings">')[0]
    assert re.sub(r"</?button[^>]*>", "", marked) == html


def test_a_printed_paper_lists_the_words_it_holds():
    assert [term.name for term in terms_in("The integrated care board cares for care.", [ICB, CARE])] == [
        "care",
        "ICB",
    ]


@pytest.mark.django_db
def test_the_groups_own_meaning_comes_before_the_one_all_begin_with(group, member):
    assert "area of England" in {term.name: term.meaning for term in terms_of(group)}["ICB"]
    explain_term(GlossaryTerm(term="icb", meaning="Our board."), by=member)
    meanings = [term.meaning for term in terms_of(group) if "icb" in term.forms]
    assert meanings == ["Our board."]


@pytest.mark.django_db
def test_anyone_asks_and_nobody_learns_who(group, member, facilitator, supporter, sign_in):
    address = reverse("glossary", args=[group.public_id])
    sign_in(supporter).post(address, {"word": "tariff"})
    sign_in(member).post(address, {"word": "Tariff"})
    [asked] = GlossaryTerm.objects.asked()
    assert asked.written_by is None
    assert not Activity.objects.filter(target__contains="glossaryterm").exists()
    told = Delivery.objects.filter(notification__kind="word_asked")
    assert set(told.values_list("person", flat=True)) == {facilitator.person_id}
    page = sign_in(facilitator).post(
        reverse("term_edit", args=[group.public_id, asked.public_id]),
        {"term": "tariff", "meaning": "A set price."},
        follow=True,
    )
    assert "A set price." in page.text
    assert not Delivery.objects.needing(facilitator.person).exists(), "nothing more is asked"
    assert [entry.title for entry in find("tariff", by=member)] == ["tariff"]


@pytest.mark.django_db
def test_a_word_stands_once(group, member, sign_in):
    explain_term(GlossaryTerm(term="tariff", meaning="A set price."), by=member)
    page = sign_in(member).post(
        reverse("term_new", args=[group.public_id]), {"term": "TARIFF", "meaning": "Another."}
    )
    assert "This word is in the list already" in page.text
    assert "Another." in page.text, "what was typed stays"


@pytest.mark.django_db
def test_a_word_taken_out_is_neither_explained_nor_found(group, member):
    term = explain_term(GlossaryTerm(term="tariff", meaning="A set price."), by=member)
    remove_term(term, by=member)
    assert "tariff" not in {known.name for known in terms_of(group)}
    assert not find("tariff", by=member).exists()
    assert ask_about("tariff", group=group).meaning == ""
