"""Same information, same time, always with a summary in plain words."""

from decimal import Decimal

import pytest

from facilitation.models import InformationItem
from tests.facilitation.informing import SOURCED, line, share
from tests.facilitation.meeting import path, words_of


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


def test_looking_at_it_first_shares_nothing_and_holds_nothing_back(lead, sign_in):
    typed = SOURCED | {
        "title": "Policy",
        "summary": "The ICB will commence consultation prior to procurement.",
    }
    page = sign_in(lead).post(path("information_new", lead.group), typed | {"look": "1"})
    assert "Before you share" in words_of(page)
    assert "commence: you could say “start”" in words_of(page)
    assert not InformationItem.objects.exists()
    sign_in(lead).post(path("information_new", lead.group), typed)
    assert InformationItem.objects.get().summary == typed["summary"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example/", "not a link"])
def test_a_link_leads_to_the_web_or_nowhere(link, lead, sign_in):
    page = sign_in(lead).post(
        path("information_new", lead.group), SOURCED | {"title": "T", "summary": "S", "link": link}
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


def test_what_is_found_is_shown_as_it_is_read_without_its_marks(lead, member, sign_in):
    share(lead, "Policy", words="# Who decides\n\n- The harbour board\n- Nobody else")
    page = words_of(sign_in(member).post(path("search", member.group), {"words": "harbour"}))
    assert "Who decides The harbour board Nobody else" in page


def test_a_sheet_says_the_whole_as_the_paper_does_and_adds_up_its_lines(lead, member, sign_in):
    lines = [line("Letters", 60, 40, 20), line("Print", 9, 9, 0)]
    item = share(lead, kind="budget", lines=lines, whole=Decimal(70))
    page = words_of(sign_in(member).get(path("information_item", member.group, item)))
    assert "The whole budget, as the paper says it: £70." in page
    assert "All lines together £69 £49 £20" in page
