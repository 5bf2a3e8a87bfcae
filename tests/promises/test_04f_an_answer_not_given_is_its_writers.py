"""What somebody began to answer and has not given is theirs alone: no page, search, export or other person's copy of
what we hold shows it."""

import pytest
from django.urls import reverse

from coproduction.doors import Address, addresses
from coproduction.privacy import held
from groups.models import SearchEntry
from lifecycle.actions.drafts import Reply, save_draft
from lifecycle.models import Ask
from tests.house.everything import Everything, make_everything
from tests.house.trying import signed_in, url_of

pytestmark = pytest.mark.django_db
PLANTED = "quincemedlar"


@pytest.fixture
def everything() -> Everything:
    return make_everything("Northshire")


@pytest.fixture
def begun(everything: Everything) -> Ask:
    ask = everything.rows["ask_id"]
    assert isinstance(ask, Ask)
    Ask.objects.filter(pk=ask.pk).update(state="raised")
    save_draft(ask, Reply(reason=PLANTED, will_do=PLANTED, who=PLANTED), by=everything.cast["lead"])
    return ask


def requests_pages() -> list[Address]:
    return [
        one for one in addresses() if one.door and (one.name.startswith(("ask", "public", "my_", "search")))
    ]


@pytest.mark.parametrize(
    "role", ["member", "carer", "professional", "facilitator", "coordinator", "supporter"]
)
def test_no_page_shows_it_to_anyone_else(role: str, begun: Ask, everything: Everything):
    client = signed_in(everything.cast[role].person)
    for address in requests_pages():
        page = client.get(url_of(address, everything.arguments(address.route, address.arguments)))
        assert page.streaming or PLANTED not in page.content.decode(errors="replace"), address.name


def test_its_writer_reads_it_where_they_write_it(begun: Ask, everything: Everything):
    client = signed_in(everything.cast["lead"].person)
    page = client.get(reverse("ask_answer", args=[begun.group.public_id, begun.public_id]))
    assert PLANTED in page.content.decode()


def test_no_search_holds_it(begun: Ask):
    assert not SearchEntry.objects.filter(text__icontains=PLANTED).exists()


def test_what_we_hold_tells_it_to_its_writer_alone(begun: Ask, everything: Everything):
    told = {role: str(held(member.person)) for role, member in everything.cast.items()}
    assert {role for role, words in told.items() if PLANTED in words} == {"lead"}
