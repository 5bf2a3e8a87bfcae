"""Telling, claiming and sending: promise 14 in small. tests/promises/ has the deaths of real processes."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from coproduction.privacy import retain
from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import finish, notify, settle
from groups.notifications.reaching import after_quiet_hours
from groups.notifications.sending import BATCH, WAITS, recover_abandoned, send_due
from groups.notifications.stopping import stop_token
from groups.states import Channel, DeliveryState, GroupState, MembershipState
from groups.tasks import sweep_deliveries
from tests.kinds import told_as

S = DeliveryState


@pytest.fixture(autouse=True)
def kind(settings: Settings) -> Iterator[None]:
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], "tests/templates"]}
    ]
    with told_as():
        yield


@pytest.fixture
def awake(member: Membership) -> Person:
    """Ade, who may be reached at any hour."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    return member.person


def tell(person: Person, group: Group, occurrence: str = "") -> Delivery:
    """Tell the news, and give the email."""
    notify("news", group, group=group, to=[person], occurrence=occurrence)
    return Delivery.objects.get(channel=Channel.EMAIL, notification__occurrence=occurrence)


def state(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


def die_holding(delivery: Delivery, in_state: DeliveryState) -> None:
    """As a worker leaves it that died some time ago."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(state=in_state, claim=uuid4(), lease_until=past)


def test_telling_twice_changes_nothing(awake: Person, group: Group):
    for _ in range(2):
        notify("news", group, group=group, to=[awake, awake])
    assert Notification.objects.count() == 1
    assert sorted(Delivery.objects.values_list("channel", "state")) == [("app", S.SENT), ("email", S.PENDING)]


def test_an_occurrence_of_its_own_is_told_again(awake: Person, group: Group):
    tell(awake, group, "may")
    tell(awake, group, "june")
    send_due()
    assert len(mail.outbox) == 2


def test_an_email_is_plain_neutral_and_can_be_stopped(awake: Person, group: Group):
    delivery = tell(awake, group)
    assert send_due() == 1
    [sent] = mail.outbox
    assert sent.subject == "There is news for you"
    assert "There is news in Northshire group & more." in sent.body
    assert f"/g/{group.public_id}/" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{delivery.public_id}@localhost>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].strip("<>") in sent.body


def test_what_is_kept_holds_no_code(awake: Person, group: Group):
    delivery = tell(awake, group)
    send_due()
    delivery.refresh_from_db()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert delivery.title == "There is news for you"
    assert delivery.text == mail.outbox[0].body.replace(link, "[code]")
    assert stop_token(awake, "news") not in delivery.text


def test_what_is_settled_is_not_sent(awake: Person, group: Group):
    delivery = tell(awake, group)
    settle(["news"], group)
    assert send_due() == 0
    assert state(delivery) == S.STOPPED
    notify("news", group, group=group, to=[awake])
    assert send_due() == 0


def test_what_one_person_finished_still_goes_to_the_others(awake: Person, carer: Membership, group: Group):
    notify("news", group, group=group, to=[awake, carer.person])
    finish(["news"], group, person=carer.person)
    left = Delivery.objects.filter(state=S.PENDING)
    assert [delivery.person for delivery in left] == [awake]
    assert Delivery.objects.get(person=carer.person, channel=Channel.APP).done_at


def test_a_fact_that_is_gone_is_not_sent(awake: Person, group: Group):
    with told_as(still_true=lambda row: False):
        delivery = tell(awake, group)
        send_due()
    assert (state(delivery), mail.outbox) == (S.STOPPED, [])


@pytest.mark.parametrize("resting", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
def test_a_resting_group_gets_no_prompts(awake: Person, group: Group, resting: str):
    with told_as(prompt=True):
        delivery = tell(awake, group)
        Group.objects.update(state=resting)
        send_due()
        assert (state(delivery), mail.outbox) == (S.STOPPED, [])
        group.refresh_from_db()
        notify("news", group, group=group, to=[awake], occurrence="2")
    assert Delivery.objects.filter(notification__occurrence="2").count() == 0


def test_whoever_left_hears_no_more(awake: Person, group: Group):
    delivery = tell(awake, group)
    Membership.objects.update(state=MembershipState.LEFT, left_on=timezone.localdate())
    send_due()
    assert (state(delivery), mail.outbox) == (S.STOPPED, [])


def test_whoever_stopped_meanwhile_hears_no_more(awake: Person, group: Group):
    delivery = tell(awake, group)
    Person.objects.update(stopped_kinds=["news"])
    send_due()
    assert (state(delivery), mail.outbox) == (S.STOPPED, [])


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"phone": "01632 960001"}, Channel.PHONE),
        ({"address": "1 High Street"}, Channel.LETTER),
        ({}, Channel.LETTER),
    ],
)
def test_nobody_is_lost_without_email(group: Group, known: dict[str, str], expected: str):
    offline = Person.objects.create(name="Hal", **known)
    notify("news", group, group=group, to=[offline])
    by_hand = Delivery.objects.get(state=S.BY_HAND)
    assert by_hand.channel == expected


def test_an_address_lost_on_the_way_becomes_a_letter(group: Group):
    person = Person.objects.create(
        name="Hal", email="hal@demo.example", quiet_from=time(0), quiet_until=time(0)
    )
    delivery = tell(person, group)
    Person.objects.filter(pk=person.pk).update(email="")
    send_due()
    assert state(delivery) == S.STOPPED
    assert Delivery.objects.get(state=S.BY_HAND).channel == Channel.LETTER


def test_a_death_before_sending_costs_nothing(awake: Person, group: Group):
    delivery = tell(awake, group)
    die_holding(delivery, S.CLAIMED)
    sweep_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent, len(mail.outbox)) == (S.SENT, False, 1)


def test_a_death_while_sending_repeats_once_and_says_so(awake: Person, group: Group):
    delivery = tell(awake, group)
    die_holding(delivery, S.IN_HAND)
    sweep_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent, len(mail.outbox)) == (S.SENT, True, 1)
    assert str(delivery.public_id) in mail.outbox[0].extra_headers["Message-ID"]


def test_a_second_death_while_sending_is_not_repeated(awake: Person, group: Group):
    delivery = tell(awake, group)
    for _ in range(2):
        die_holding(delivery, S.IN_HAND)
        recover_abandoned()
    sweep_deliveries()
    assert (state(delivery), mail.outbox) == (S.MAYBE_SENT, [])


def test_a_text_in_doubt_waits_for_a_person(awake: Person, group: Group):
    delivery = tell(awake, group)
    Delivery.objects.filter(pk=delivery.pk).update(channel=Channel.TEXT)
    die_holding(delivery, S.IN_HAND)
    recover_abandoned()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.BY_HAND, True)


def test_a_living_lease_is_left_alone(awake: Person, group: Group):
    delivery = tell(awake, group)
    later = timezone.now() + timedelta(seconds=30)
    Delivery.objects.filter(pk=delivery.pk).update(state=S.IN_HAND, claim=uuid4(), lease_until=later)
    sweep_deliveries()
    assert (state(delivery), mail.outbox) == (S.IN_HAND, [])


class Refusing(EmailBackend):
    """A mail server that says no to everyone."""

    def send_messages(self, messages: object) -> int:
        raise SMTPRecipientsRefused({})


class Silent(EmailBackend):
    """A mail server that falls silent in the middle."""

    def send_messages(self, messages: object) -> int:
        raise TimeoutError


class Away(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise ConnectionRefusedError


def server(settings: Settings, backend: type[EmailBackend]) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}


@pytest.mark.parametrize("backend", [Refusing, Away])
def test_what_certainly_did_not_leave_is_tried_again_then_left_to_a_person(
    awake: Person, group: Group, settings: Settings, backend: type[EmailBackend]
):
    server(settings, backend)
    delivery = tell(awake, group)
    for wait in WAITS:
        send_due()
        delivery.refresh_from_db()
        assert (delivery.state, delivery.may_have_been_sent) == (S.PENDING, False)
        assert delivery.due_at - timezone.now() > wait - timedelta(minutes=1)
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    send_due()
    assert state(delivery) == S.FAILED
    assert Delivery.objects.filter(state=S.BY_HAND, person=awake).count() == 1


def test_silence_in_the_middle_is_doubt(awake: Person, group: Group, settings: Settings):
    server(settings, Silent)
    delivery = tell(awake, group)
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.PENDING, True)
    Delivery.objects.update(due_at=timezone.now())
    send_due()
    assert state(delivery) == S.MAYBE_SENT


def test_one_broken_message_does_not_hold_up_the_others(awake: Person, group: Group):
    with told_as(template="no/such.txt"):
        broken = tell(awake, group)
        send_due()
    tell(awake, group, "2")
    send_due()
    assert (state(broken), len(mail.outbox)) == (S.PENDING, 1)


def test_a_batch_is_at_most_fifty(awake: Person, group: Group):
    for number in range(BATCH + 1):
        notify("news", group, group=group, to=[awake], occurrence=str(number))
    assert (send_due(), send_due(), send_due()) == (BATCH, 1, 0)
    assert len(mail.outbox) == BATCH + 1


def test_a_lost_broker_loses_nothing(
    awake: Person,
    group: Group,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("groups.nudges.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        tell(awake, group)
    sweep_deliveries()
    assert len(mail.outbox) == 1


def test_words_are_forgotten_after_a_year(awake: Person, group: Group):
    delivery = tell(awake, group)
    send_due()
    retain()
    assert Delivery.objects.get(pk=delivery.pk).text
    Notification.objects.update(created_at=timezone.now() - timedelta(days=366))
    retain()
    delivery.refresh_from_db()
    assert (delivery.text, delivery.state) == ("", S.SENT)


ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(MOMENTS, ZONES, st.times(), st.times())
def test_quiet_hours_hold_wherever_the_person_is(moment: datetime, zone: str, start: time, end: time):
    person = Person(zone=zone, quiet_from=start, quiet_until=end)
    opens = after_quiet_hours(person, moment)
    assert moment <= opens <= moment + timedelta(hours=26)
    assert after_quiet_hours(person, opens) == opens
    if start == end:
        assert opens == moment


def test_quiet_hours_end_in_the_morning():
    person = Person(zone="Europe/London", quiet_from=time(20), quiet_until=time(8))
    summer_night = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)
    assert after_quiet_hours(person, summer_night) == datetime(
        2026, 7, 2, 8, 0, tzinfo=ZoneInfo("Europe/London")
    )


def test_messages_wait_for_the_morning(member: Membership, group: Group):
    person = member.person
    person.quiet_from, person.quiet_until = time(0), time(23, 59, 59)
    person.save()
    assert tell(person, group).due_at > timezone.now()
    with told_as(through_quiet_hours=True):
        assert tell(person, group, "today").due_at <= timezone.now()
        assert send_due() == 1


def test_quiet_hours_are_asked_again_just_before_sending(awake: Person, group: Group):
    delivery = tell(awake, group)
    Person.objects.update(quiet_from=time(0), quiet_until=time(23, 59, 59))
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, mail.outbox) == (S.PENDING, [])
    assert delivery.due_at > timezone.now()


def test_a_message_greets_once(awake: Person, group: Group):
    tell(awake, group)
    send_due()
    assert mail.outbox[0].body.startswith("Hello Ade,\n\nThere is news")
