"""The default: one message a week for what can wait, led by what needs you (product.md section 9)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from facilitation.actions.information import share_information
from facilitation.actions.sessions import announce_session, cancel_session
from facilitation.models import InformationItem
from groups.actions.by_hand import sent_by_hand
from groups.actions.memberships import leave
from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import notify, settle
from groups.notifications.reaching import next_weekly
from groups.notifications.sending import recover_abandoned, send_due
from groups.notifications.weekly import gather_weekly
from groups.states import Channel, DeliveryState, MembershipState, MessageTopic
from tests.cast import CAST, join, make_group
from tests.facilitation.meeting import make_session
from tests.kinds import told_as

S = DeliveryState


@pytest.fixture(autouse=True)
def kind(settings: Settings) -> Iterator[None]:
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], "tests/templates"]}
    ]
    with told_as(can_wait=True):
        yield


@pytest.fixture
def ade(member: Membership) -> Person:
    """As people are when they join: one message a week. Awake at any hour."""
    person = member.person
    person.weekly, person.quiet_from, person.quiet_until = True, time(0), time(0)
    person.save()
    return person


def tell(person: Person, group: Group, occurrence: str = "", kind: str = "news") -> Notification:
    return notify(kind, group, group=group, to=[person], occurrence=occurrence)


def a_week_passes() -> None:
    """Everything that is to come is due now."""
    waiting = Delivery.objects.filter(due_at__gt=timezone.now())
    waiting.update(due_at=F("due_at") - timedelta(days=7))


def monday_comes() -> None:
    a_week_passes()
    gather_weekly()
    send_due()


def states(channel: str = Channel.EMAIL) -> dict[str, str]:
    rows = Delivery.objects.filter(channel=channel).values_list(
        "notification__kind", "notification__occurrence", "state"
    )
    return {
        kind if kind == "weekly" else f"{kind} {occurrence}".strip(): state
        for kind, occurrence, state in rows
    }


def test_a_new_person_gets_one_message_a_week():
    assert Person(name="New").weekly


def test_what_can_wait_comes_once_a_week_in_one_message(ade: Person, group: Group):
    tell(ade, group, "a")
    tell(ade, group, "b")
    assert send_due() == 0
    assert gather_weekly() == 0
    monday_comes()
    [sent] = mail.outbox
    assert sent.subject == "Your week"
    assert "News of Northshire group" in sent.body
    assert sent.body.count("There is news for you") == 2
    assert states() == {"news a": S.SENT, "news b": S.SENT, "weekly": S.SENT}
    assert Delivery.objects.filter(channel=Channel.APP).count() == 2  # the app had them at once


def test_an_empty_week_sends_nothing(ade: Person, group: Group):
    monday_comes()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "name",
    [
        "invitation",
        "session_changed",
        "session_changed_today",
        "session_cancelled",
        "session_soon",
        "ask_raised",
        "answer_due",
        "ask_escalated_sponsor",
        "ask_escalated_forum",
        "progress_wanted",
        "ask_answered",
        "words_came_to",
        "unnamed_words_came_to",
    ],
)
def test_changes_replies_and_the_clocks_of_requests_do_not_wait(name: str):
    assert not KINDS[name].can_wait


def test_money_and_safety_never_wait():
    for kind in KINDS.values():
        assert not (kind.can_wait and kind.topic in (MessageTopic.MONEY, MessageTopic.SAFETY)), kind.name
        assert not (kind.can_wait and kind.urgent), kind.name


def test_whoever_wants_each_at_once_gets_it(ade: Person, group: Group):
    ade.weekly = False
    tell(ade, group)
    send_due()
    assert [sent.subject for sent in mail.outbox] == ["There is news for you"]


def test_what_would_come_too_late_is_told_at_once(ade: Person, facilitator: Membership, group: Group):
    soon = make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=7, hours=1))
    announce_session(soon, by=facilitator)
    assert Delivery.objects.get(person=ade, channel=Channel.EMAIL).state == S.PENDING
    far = make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=40))
    announce_session(far, by=facilitator)
    assert Delivery.objects.filter(person=ade, state=S.WEEKLY).count() == 1


def test_what_needs_you_leads_then_news_then_what_is_coming(
    ade: Person, facilitator: Membership, group: Group
):
    share_information(InformationItem(title="The budget", summary="What there is"), by=facilitator)
    session = make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=30))
    announce_session(session, by=facilitator)
    monday_comes()
    [body] = [sent.body for sent in mail.outbox if sent.to == [ade.email]]
    parts = ["What needs you", "are you coming?", "News of", "The budget", "Sessions that are coming"]
    assert sorted(parts, key=body.index) == parts
    assert f"/sessions/{session.public_id}/" in body
    assert "{" not in body


def test_what_is_gone_by_then_is_left_out(ade: Person, facilitator: Membership, group: Group):
    session = make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=40))
    cancel_session(announce_session(session, by=facilitator), by=facilitator)
    mail.outbox.clear()
    tell(ade, group)
    monday_comes()
    [sent] = [sent for sent in mail.outbox if sent.subject == "Your week"]
    assert "are you coming" not in sent.body


def test_what_is_settled_between_gathering_and_sending_is_left_out(ade: Person, group: Group):
    tell(ade, group)
    a_week_passes()
    gather_weekly()
    settle(["news"], group)
    send_due()
    assert mail.outbox == []
    assert states() == {"news": S.STOPPED, "weekly": S.STOPPED}


def test_the_sweep_may_come_twice(ade: Person, group: Group):
    tell(ade, group)
    a_week_passes()
    gather_weekly()
    gather_weekly()
    send_due()
    gather_weekly()
    send_due()
    assert len(mail.outbox) == 1


def test_a_second_message_in_one_week_waits_for_the_next(ade: Person, group: Group):
    tell(ade, group, "a")
    monday_comes()
    tell(ade, group, "b")
    Delivery.objects.filter(state=S.WEEKLY).update(due_at=F("due_at") - timedelta(days=7))
    gather_weekly()
    send_due()
    assert len(mail.outbox) == 1
    waiting = Delivery.objects.get(state=S.WEEKLY)
    assert waiting.due_at > timezone.now()
    Notification.objects.filter(kind="weekly").update(occurrence="long ago")
    monday_comes()
    assert len(mail.outbox) == 2


def test_a_death_in_hand_repeats_the_message_once_and_loses_nothing(ade: Person, group: Group):
    tell(ade, group)
    a_week_passes()
    gather_weekly()
    past = timezone.now() - timedelta(seconds=1)
    message = Delivery.objects.get(notification__kind="weekly")
    for _ in range(2):
        Delivery.objects.filter(pk=message.pk).update(state=S.IN_HAND, claim=uuid4(), lease_until=past)
        recover_abandoned()
    assert states() == {"news": S.MAYBE_SENT, "weekly": S.MAYBE_SENT}


def test_a_death_before_it_left_costs_nothing(ade: Person, group: Group):
    tell(ade, group)
    a_week_passes()
    gather_weekly()
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(notification__kind="weekly").update(
        state=S.CLAIMED, claim=uuid4(), lease_until=past
    )
    recover_abandoned()
    send_due()
    assert states() == {"news": S.SENT, "weekly": S.SENT}
    assert len(mail.outbox) == 1


def test_a_weekly_letter_waits_for_a_person_and_tells_it_all(
    ade: Person, group: Group, coordinator: Membership
):
    ade.channels, ade.address = ["letter"], "1 High Street"
    ade.save()
    tell(ade, group, "a")
    tell(ade, group, "b")
    monday_comes()
    [letter] = Delivery.objects.waiting_for_hands()
    sent = sent_by_hand(letter, by=coordinator)
    assert sent.text.count("There is news for you") == 2
    assert "http" not in sent.text
    assert set(states(Channel.LETTER).values()) == {S.SENT}


def test_an_address_lost_on_the_way_makes_it_a_letter(ade: Person, group: Group, coordinator: Membership):
    tell(ade, group)
    a_week_passes()
    gather_weekly()
    ade.email_trouble, ade.email_trouble_address = "gone", ade.mail_to
    ade.save()
    send_due()
    [letter] = Delivery.objects.waiting_for_hands()
    assert "There is news for you" in sent_by_hand(letter, by=coordinator).text
    assert states() == {"news": S.SENT, "weekly": S.STOPPED}


def test_whoever_changed_channel_gets_it_by_the_new_one(ade: Person, group: Group):
    tell(ade, group)
    ade.channels, ade.address = ["letter"], "1 High Street"
    ade.save()
    monday_comes()
    assert [letter.channel for letter in Delivery.objects.waiting_for_hands()] == [Channel.LETTER]
    assert mail.outbox == []


def test_whoever_left_one_group_hears_of_the_other(ade: Person, member: Membership, group: Group):
    other = make_group("Other group")
    join(other, CAST["facilitator"], "f@other.example")
    Membership.objects.create(group=other, person=ade, side="lived", roles=1, name="Ade")
    tell(ade, group)
    tell(ade, other)
    Membership.objects.filter(pk=member.pk).update(state=MembershipState.LEFT, left_on=timezone.localdate())
    monday_comes()
    [sent] = mail.outbox
    assert "Other group" in sent.body
    assert "Northshire group" not in sent.body


@pytest.mark.parametrize("lost_on_the_way", [False, True])
def test_no_coordinator_reads_of_another_group(
    ade: Person, group: Group, coordinator: Membership, *, lost_on_the_way: bool
):
    """A weekly letter is for each group its own, and so is one that took the place of an email (promise 4)."""
    other = make_group("Hidden group")
    theirs = join(other, CAST["coordinator"], "c@other.example")
    Membership.objects.create(group=other, person=ade, side="lived", roles=1, name="Ade")
    make_session(other, starts_at=timezone.now() + timedelta(days=20))
    ade.address = "1 High Street"
    if not lost_on_the_way:
        ade.channels = ["letter"]
    ade.save()
    tell(ade, group)
    tell(ade, other)
    a_week_passes()
    gather_weekly()
    Person.objects.filter(pk=ade.pk).update(email_trouble="gone", email_trouble_address=ade.mail_to)
    send_due()
    letters = {letter.group: letter for letter in Delivery.objects.waiting_for_hands()}
    assert set(letters) == {group, other}
    assert "Hidden group" not in sent_by_hand(letters[group], by=coordinator).text
    assert "Hidden group" in sent_by_hand(letters[other], by=theirs).text
    assert not Delivery.objects.filter(state=S.WEEKLY).exists()


def test_what_is_private_stands_in_no_letter(ade: Person, group: Group, coordinator: Membership):
    ade.channels, ade.address = ["letter"], "1 High Street"
    ade.save()
    tell(ade, group)
    with told_as(private=True, needs_you=True, name="private_news", subject_line="Something private"):
        KINDS["private_news"] = KINDS["news"]
        notify("private_news", group, group=group, to=[ade])
        KINDS["news"] = replace(
            KINDS["news"], private=False, name="news", subject_line="Plain news", can_wait=True
        )
        a_week_passes()
        gather_weekly()
        [letter] = Delivery.objects.waiting_for_hands()
        words = sent_by_hand(letter, by=coordinator).text
    assert "Plain news" in words
    assert "Something private" not in words


def test_whoever_leaves_for_good_gets_no_weekly_message(
    ade: Person, member: Membership, facilitator: Membership
):
    tell(ade, member.group)
    leave(by=member)
    monday_comes()
    assert [sent for sent in mail.outbox if sent.to == [ade.email]] == []


MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


@given(MOMENTS, ZONES, st.integers(0, 6))
def test_it_goes_at_nine_on_their_day_where_they_are(moment: datetime, zone: str, day: int):
    """Through both changes of the clock: it is never a week and a day away, and always nine."""
    person = Person(zone=zone, weekly_on=day)
    goes = next_weekly(person, moment)
    local = goes.astimezone(ZoneInfo(zone))
    assert (local.weekday(), local.time()) == (day, time(9))
    assert timedelta() < goes - moment <= timedelta(days=7, hours=1)


def test_quiet_hours_hold_it_too():
    person = Person(weekly_on=0, quiet_from=time(20), quiet_until=time(10))
    goes = next_weekly(person, datetime(2026, 7, 1, tzinfo=UTC))
    assert goes.astimezone(person.tz).time() == time(10)
