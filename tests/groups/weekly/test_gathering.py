"""What can wait comes once a week in one message."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from facilitation.actions.information import share_information
from facilitation.actions.sessions import announce_session, cancel_session
from facilitation.models import InformationItem
from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import settle
from groups.notifications.sending import recover_abandoned, send_due
from groups.notifications.weekly import gather_weekly
from groups.states import Channel, MessageTopic
from tests.facilitation.meeting import make_session
from tests.groups.weekly.week import S, a_week_passes, monday_comes, states, tell


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
