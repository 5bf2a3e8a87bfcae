"""What stands on every page is drawn once, and still speaks each reader's language and says what is set now."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import set_script_prefix
from django.utils import translation

from groups.models import Membership
from tests.facilitation.meeting import words_of

FOOT = Template("{% load kept %}{% kept 'components/footer_links.html' number=number %}")


def foot(**words: object) -> str:
    return FOOT.render(Context(words))


def test_each_language_has_its_own():
    english = foot(number="999")
    with translation.override("cy"):
        welsh = foot(number="999")
    assert "Privacy" in english
    assert "Preifatrwydd" in welsh
    assert foot(number="999") == english


def test_what_it_is_given_counts_and_nothing_else_is_seen():
    assert "call 999" in foot(number="999", member="Ade")
    assert "call 112" in foot(number="112")
    assert foot(number="<b>") != foot(number="&lt;b&gt;")
    assert "<b>" not in foot(number="<b>")


@pytest.mark.django_db
def test_two_readers_get_their_own_names_and_one_menu(
    member: Membership, lead: Membership, sign_in: Callable[[Membership], Client]
):
    of_ade, of_nair = words_of(sign_in(member).get("/")), words_of(sign_in(lead).get("/"))
    assert member.person.name in of_ade
    assert lead.person.name not in of_ade
    assert lead.person.name in of_nair
    for page in (of_ade, of_nair):
        assert "How to reach me" in page


def test_a_service_below_another_address_links_below_it():
    here = foot(number="999")
    set_script_prefix("/below/")
    try:
        assert 'href="/below/privacy/"' in foot(number="999")
    finally:
        set_script_prefix("/")
    assert foot(number="999") == here
