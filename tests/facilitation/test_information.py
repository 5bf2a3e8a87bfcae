"""Same information, same time, always with a summary in plain words."""

from typing import Any

import pytest

from facilitation.actions.information import share_information
from facilitation.models import InformationItem
from tests.facilitation.meeting import path, words_of


def share(by, title: str = "The budget", **more: Any) -> InformationItem:
    return share_information(InformationItem(title=title, summary="What we can spend.", **more), by=by)


def test_without_plain_words_it_is_not_shared_and_what_was_typed_stays(lead, sign_in):
    page = sign_in(lead).post(
        path("information_new", lead.group), {"title": "Policy", "words": "Forty pages"}
    )
    assert "In plain words: Please fill this in" in words_of(page)
    assert "Forty pages" in page.content.decode()
    assert not InformationItem.objects.exists()


def test_what_could_run_or_fetch_is_taken_out_of_the_text(lead, member, sign_in):
    nasty = "Hello <script>alert(1)</script> ![x](https://spy.example/x.png) [go](javascript:alert(1)) # ok"
    item = share(lead, words=nasty)
    page = sign_in(member).get(path("information_item", member.group, item)).content.decode()
    text = page.split('id="whole"')[1].split("</section>")[0]
    assert "<script" not in text
    assert "<img" not in text
    assert 'href="javascript' not in text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example/", "not a link"])
def test_a_link_leads_to_the_web_or_nowhere(link, lead, sign_in):
    page = sign_in(lead).post(
        path("information_new", lead.group), {"title": "T", "summary": "S", "link": link}
    )
    assert "Link to the source:" in words_of(page)
    assert not InformationItem.objects.exists()


def test_information_of_another_group_cannot_be_found(lead, member, sign_in, stranger):
    item = share(lead)
    assert sign_in(stranger).get(path("information_item", lead.group, item)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    count, lead, member, sign_in, django_assert_num_queries
):
    for number in range(count):
        share(lead, f"Item {number}")
    client = sign_in(member)
    client.get(path("information", member.group))
    with django_assert_num_queries(5):
        client.get(path("information", member.group))
