"""What somebody without a screen would like on an agenda, and whether they help to run a session: said by phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from facilitation.actions.co_facilitation import accept_co_facilitation, ask_to_co_facilitate
from facilitation.actions.proposals_on_behalf import proposal_is_right
from facilitation.models import CoFacilitation, ItemProposal, Session, may_run
from facilitation.states import SessionState
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Delivery, Membership, Person
from groups.states import Channel, Origin
from groups.transitions import Refused
from tests.facilitation.meeting import make_session, path, words_of

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    someone = ByHand("Colin", "member", (Channel.PHONE,), phone="01632 960 123", safe_to_call=True)
    return add_by_hand(someone, by=facilitator)


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return make_session(facilitator.group, state=SessionState.ANNOUNCED)


def said(member: Membership, **changes: str) -> dict[str, str]:
    form = {
        "member": str(member.public_id),
        "origin": "phone",
        "title": "Parking",
        "why": "I come late",
        "purpose": "explore",
        "minutes": "20",
        "is_named": "on",
        "read_back": "yes",
    }
    return form | changes


def typed(browser: Client, member: Membership, **changes: str) -> ItemProposal:
    browser.post(path("propose_for_someone", member.group), said(member, **changes))
    return ItemProposal.objects.get()


def told(kind: str, person: Person) -> bool:
    return Delivery.objects.filter(notification__kind=kind, person=person).exists()


def test_it_counts_the_same_and_says_how_it_came(colin, session, facilitator, coordinator, sign_in):
    made = typed(sign_in(coordinator), colin, session=str(session.public_id))
    assert (made.member, made.typed_by, made.origin, made.session) == (
        colin,
        coordinator,
        Origin.PHONE,
        session,
    )
    assert made.checked_at
    assert told("item_proposed", facilitator.person)
    assert not told("proposal_typed", colin.person)
    page = words_of(sign_in(facilitator).get(path("proposal", colin.group, made)))
    assert "Proposed by Colin." in page
    assert f"Said on the phone, typed by {coordinator.name}." in page


def test_not_read_back_they_are_asked_and_it_is_checked_with_them(colin, facilitator, sign_in):
    browser = sign_in(facilitator)
    made = typed(browser, colin, read_back="not_yet")
    assert told("proposal_typed", colin.person)
    assert "Not checked with them yet." in words_of(browser.get(path("proposal", colin.group, made)))
    right = path("proposal_right", colin.group, made)
    assert "Read this to Colin." in words_of(browser.get(right))
    browser.post(right, {"title": "Parking for wheelchairs", "why": ""})
    made.refresh_from_db()
    assert (made.title, made.why) == ("Parking for wheelchairs", "")
    assert made.checked_at
    with pytest.raises(Refused, match="nothing to check"):
        proposal_is_right(made, by=facilitator)


def test_only_its_author_or_whoever_typed_it_puts_it_right(member, facilitator, coordinator, sign_in):
    made = typed(sign_in(coordinator), member, read_back="not_yet")
    right = path("proposal_right", member.group, made)
    sign_in(facilitator).post(right, {"title": "Mine", "why": ""})
    made.refresh_from_db()
    assert (made.title, made.checked_at) == ("Parking", None)
    assert "typed this for you." in words_of(sign_in(member).get(right))
    sign_in(member).post(right)
    made.refresh_from_db()
    assert made.checked_at


def test_whoever_has_no_account_asks_to_take_it_back(colin, member, facilitator, sign_in):
    made = typed(sign_in(facilitator), colin)
    assert sign_in(member).post(path("proposal_withdraw", colin.group, made)).status_code == 404
    page = words_of(sign_in(facilitator).get(path("proposal", colin.group, made)))
    assert "Colin asked me: take it back" in page
    sign_in(facilitator).post(path("proposal_withdraw", colin.group, made))
    made.refresh_from_db()
    assert (made.state, made.why) == ("withdrawn", "")
    assert told("proposal_taken_back_for_you", colin.person)


def test_nobody_types_for_someone_who_only_listens_or_without_the_right(
    member, supporter, coordinator, sign_in
):
    page = sign_in(coordinator).post(path("propose_for_someone", member.group), said(supporter))
    assert page.status_code == 200
    assert sign_in(member).get(path("propose_for_someone", member.group)).status_code == 403
    assert not ItemProposal.objects.exists()


@pytest.fixture
def asked(session: Session, colin: Membership, facilitator: Membership) -> CoFacilitation:
    return ask_to_co_facilitate(session, member=colin, by=facilitator)


def answer(browser: Client, asked: CoFacilitation, name: str, **more: str) -> Any:
    return browser.post(path(name, asked.group, asked), more, follow=True)


def test_they_say_yes_by_phone_and_hand_it_back_by_phone(asked, colin, coordinator, sign_in):
    browser = sign_in(coordinator)
    page = words_of(browser.get(path("co_facilitation", asked.group, asked)))
    assert "has no say on what is decided in it" in page, "it is read to them"
    answer(browser, asked, "co_facilitate_yes")
    assert not may_run(colin, asked.session), "how they told us is asked first"
    page = words_of(answer(browser, asked, "co_facilitate_yes", origin="phone"))
    assert may_run(colin, asked.session)
    assert f"Said on the phone, typed by {coordinator.name}" in page
    answer(browser, asked, "co_facilitate_back", origin="letter")
    asked.refresh_from_db()
    assert (asked.state, asked.origin, asked.typed_by) == ("handed_back", "letter", coordinator)


def test_they_say_no_by_phone(asked, coordinator, sign_in):
    answer(sign_in(coordinator), asked, "co_facilitate_no", origin="phone")
    asked.refresh_from_db()
    assert asked.state == "declined"


def test_whoever_has_an_account_answers_themselves(session, member, facilitator, coordinator, sign_in):
    theirs = ask_to_co_facilitate(session, member=member, by=facilitator)
    with pytest.raises(Refused):
        accept_co_facilitation(theirs, by=coordinator, origin="phone")
    page = answer(sign_in(coordinator), theirs, "co_facilitate_yes", origin="phone")
    assert page.status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "asked"
