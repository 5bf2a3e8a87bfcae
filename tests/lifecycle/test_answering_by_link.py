"""The lead answers from the link of an email, with a code: that one request, in one browser, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, Notification
from groups.notifications.writing import write
from groups.permissions import Role
from groups.states import Channel, MembershipState, Side
from lifecycle.actions.handing import hand_over_ask
from lifecycle.models import Answer, AnswerPass, Ask
from lifecycle.models.passes import link_of
from tests.cast import Part, join
from tests.lifecycle import asking
from tests.lifecycle.test_answering import WHOLE

CODE, HERE = reverse("answer_code"), reverse("answer_by_link")
BY_LINK = {"answer_by_link", "answer_code", "answer_leave", "answer_link"}


@pytest.fixture
def asked(lead: Membership, facilitator: Membership) -> Ask:
    return asking.ask(lead, facilitator, title="A quince of a request")


@pytest.fixture(autouse=True)
def _no_limits(settings: Any, django_capture_on_commit_callbacks: Any) -> Any:
    settings.ACCOUNT_RATE_LIMITS = False
    with django_capture_on_commit_callbacks(execute=False):
        yield


def link(asked: Ask) -> str:
    return reverse("answer_link", args=[link_of(asked)])


def ask_for_code(browser: Client, asked: Ask, capture: Any) -> str:
    """Follow the link, ask for the code, and read it in the email."""
    with capture(execute=True):
        sent = browser.post(link(asked))
    assert sent["Location"] == CODE
    found = re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", mail.outbox[-1].body)
    assert found
    assert mail.outbox[-1].to == [asked.to.person.account.email]
    return found[0]


@pytest.fixture
def inside(asked: Ask, django_capture_on_commit_callbacks: Any) -> Client:
    browser = Client()
    code = ask_for_code(browser, asked, django_capture_on_commit_callbacks)
    assert browser.post(CODE, {"code": code.lower()})["Location"] == HERE
    return browser


def is_shut(browser: Client) -> bool:
    answer = browser.get(HERE)
    assert "quince" not in answer.content.decode()
    return answer.status_code == 302


def test_with_the_link_and_the_code_it_is_answered_and_over(inside: Client, asked: Ask, lead: Membership):
    assert "A quince of a request" in inside.get(HERE).content.decode()
    sent = inside.post(HERE, WHOLE)
    assert "Thank you" in sent.content.decode()
    answer = Answer.objects.get()
    assert (answer.ask, answer.by, answer.reason) == (asked, lead, "You are right.")
    assert is_shut(inside)
    assert not AnswerPass.objects.exists()


def test_looking_at_the_link_does_nothing_and_tells_nothing(asked: Ask):
    page = Client().get(link(asked))
    assert page.status_code == 200
    assert "quince" not in page.content.decode()
    assert asked.group.name not in page.content.decode()
    assert not AnswerPass.objects.exists()
    assert is_shut(Client())


def test_it_opens_no_other_address(inside: Client, asked: Ask, group: Group):
    """Every address of the app that is not open to anyone sends this browser to sign in."""
    for address in addresses():
        if address.door is None or address.name in BY_LINK or address.door.kind == "anyone":
            continue
        known = {"group_id": group.public_id, "ask_id": asked.public_id}
        if address.arguments - set(known):
            continue
        where = reverse(address.name, kwargs={name: known[name] for name in address.arguments})
        answer = inside.get(where)
        assert answer.status_code == 302, address.name
        assert answer["Location"].startswith(reverse("account_login")), address.name


def test_it_opens_no_other_request(inside: Client, lead: Membership, facilitator: Membership):
    other = asking.ask(lead, facilitator, title="Another")
    inside.post(HERE, WHOLE | {"ask": str(other.public_id), "ask_id": str(other.public_id)})
    assert not Answer.objects.filter(ask=other).exists()


def test_a_code_works_once_and_in_one_browser(
    asked: Ask, inside: Client, django_capture_on_commit_callbacks: Any
):
    second = Client()
    AnswerPass.objects.update(sent_at=timezone.now() - timedelta(minutes=2))
    code = ask_for_code(second, asked, django_capture_on_commit_callbacks)
    assert is_shut(inside), "a newer code ends the browser that used an older one"
    third = Client()
    third.cookies = second.cookies.copy()
    assert second.post(CODE, {"code": code})["Location"] == HERE
    assert is_shut(third), "what another browser knew before the code is worth nothing"
    assert second.get(HERE).status_code == 200
    AnswerPass.objects.update(sent_at=timezone.now())
    assert third.post(CODE, {"code": code}).status_code == 404


def test_five_wrong_codes_end_it(asked: Ask, django_capture_on_commit_callbacks: Any):
    browser = Client()
    code = ask_for_code(browser, asked, django_capture_on_commit_callbacks)
    for _try in range(5):
        assert browser.post(CODE, {"code": "2222-2222"}).status_code == 404
    assert browser.post(CODE, {"code": code}).status_code == 404
    assert is_shut(browser)


@pytest.mark.parametrize("typed", ["", "x", "é" * 500, "\x00", "2222", "2222-2222-2222-2222"])
def test_junk_is_answered_with_a_page(typed: str, asked: Ask, django_capture_on_commit_callbacks: Any):
    browser = Client()
    ask_for_code(browser, asked, django_capture_on_commit_callbacks)
    assert browser.post(CODE, {"code": typed}).status_code in {200, 404}
    assert Client().get(reverse("answer_link", args=["é" * 20])).status_code == 404


def test_an_old_code_and_an_old_pass_open_nothing(
    asked: Ask, inside: Client, django_capture_on_commit_callbacks: Any
):
    AnswerPass.objects.update(used_at=timezone.now() - timedelta(minutes=61))
    assert is_shut(inside)
    AnswerPass.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    late = Client()
    code = ask_for_code(late, asked, django_capture_on_commit_callbacks)
    AnswerPass.objects.update(sent_at=timezone.now() - timedelta(minutes=16))
    assert late.post(CODE, {"code": code}).status_code == 404


def test_a_second_code_waits_a_minute(asked: Ask, django_capture_on_commit_callbacks: Any):
    ask_for_code(Client(), asked, django_capture_on_commit_callbacks)
    again = Client().post(link(asked))
    assert "a moment ago" in again.content.decode()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("how", ["handed over", "closed", "left", "lost the role", "account stopped"])
def test_what_ends_it(how: str, asked: Ask, inside: Client, lead: Membership, facilitator: Membership):
    address = link(asked)
    if how == "handed over":
        sam = join(lead.group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"))
        hand_over_ask(asked, to=sam, by=lead)
    elif how == "closed":
        asking.end_without_a_word(asked, facilitator, "withdrawn")
    elif how == "left":
        Membership.objects.filter(pk=lead.pk).update(state=MembershipState.LEFT, left_on=timezone.localdate())
    elif how == "lost the role":
        Membership.objects.filter(pk=lead.pk).update(roles=Role.PROFESSIONAL)
    else:
        type(lead.person.account).objects.filter(pk=lead.person.account.pk).update(is_active=False)
    assert is_shut(inside)
    assert inside.post(HERE, WHOLE).status_code == 302
    assert not Answer.objects.exists()
    assert Client().post(address).status_code in {404, 409}


def test_whoever_leaves_a_shared_device_takes_it_along(inside: Client):
    inside.post(reverse("answer_leave"))
    assert is_shut(inside)
    assert not AnswerPass.objects.exists()


@pytest.mark.parametrize("kind", ["ask_raised", "ask_sent_back", "answer_due"])
def test_the_link_is_in_the_email_to_the_one_asked_and_nowhere_else(
    kind: str, asked: Ask, lead: Membership, member: Membership
):
    told = Notification.objects.create(
        kind=kind, subject=str(asked.public_id), group=asked.group, occurrence="for this test"
    )

    def words(to: Membership, channel: str) -> Any:
        return write(
            Delivery.objects.create(notification=told, person=to.person, channel=channel), KINDS[kind], asked
        )

    mine = words(lead, Channel.EMAIL)
    assert link(asked) in mine.text
    assert link_of(asked) not in mine.kept
    assert link_of(asked) not in words(lead, Channel.LETTER).text
    assert link_of(asked) not in words(member, Channel.EMAIL).text


def test_save_and_finish_later(inside: Client, asked: Ask):
    assert "Thank you" in inside.post(HERE, {"reason": "Half of it", "save": "1"}).content.decode()
    assert asked.drafts.get().reason == "Half of it"
