"""Promise 8: nobody needs an account, an email address or JavaScript to take part."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction.doors import addresses
from facilitation.actions.sessions import announce_session
from facilitation.models import Session
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Delivery, Membership
from groups.states import Channel, DeliveryState
from tests.cast import CAST
from tests.house.everything import Everything, make_everything
from tests.house.trying import attempt, signed_in, url_of


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    someone = ByHand("Colin", "member", ("letter",), address="4 Quarry Lane")
    return add_by_hand(someone, by=facilitator)


def test_someone_without_account_or_email_belongs_like_everyone(colin: Membership, member: Membership):
    assert (colin.person.account, colin.person.email) == (None, "")
    assert colin.rights == member.rights
    assert list(Membership.objects.active().lived().filter(name="Colin")) == [colin]


def test_what_is_told_to_all_waits_as_a_letter_for_them(colin: Membership, facilitator: Membership):
    soon = timezone.now() + timedelta(days=20)
    session = Session.objects.create(
        group=colin.group, title="Spring", starts_at=soon, ends_at=soon + timedelta(hours=2)
    )
    announce_session(session, by=facilitator)
    letters = Delivery.objects.filter(person=colin.person, channel=Channel.LETTER)
    assert {letter.state for letter in letters} == {DeliveryState.BY_HAND}


@pytest.fixture
def whole(db: None) -> Everything:
    return make_everything("Northshire group")


@pytest.mark.parametrize("role", CAST)
def test_every_button_and_link_works_without_javascript(role: str, whole: Everything):
    """A form has a method and a button; what htmx does beside it, a plain address does too."""
    client = signed_in(whole.cast[role].person)
    for address in addresses():
        if not address.in_a_group or address.name == "room_stream":
            continue
        page = attempt(client, "get", url_of(address, whole.arguments(address.route, address.arguments)))
        if page.status_code == 200 and not page.streaming and "html" in page.headers["Content-Type"]:
            for problem in needs_javascript(page.text):
                pytest.fail(f"{address.name}: {problem}")


def needs_javascript(page: str) -> list[str]:
    """What would do nothing without JavaScript."""
    forms = re.findall(r"<form.*?</form>", page, re.S)
    problems = [form[:90] for form in forms if "<button" not in form and 'type="submit"' not in form]
    for tag in re.findall(r"<(?:a|button|form)\b[^>]*data-hx-(?:get|post)[^>]*>", page):
        plain = tag.startswith("<button") or re.search(r"\b(?:href|action|method)=", tag)
        problems += [] if plain else [tag]
    problems += re.findall(r'<a[^>]*href="(?:#|javascript:[^"]*)"[^>]*>', page)
    return problems
