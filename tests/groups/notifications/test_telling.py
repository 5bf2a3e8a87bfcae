"""Who is told: everyone once, nobody who need not, and nobody is lost."""

from datetime import time

import pytest
from django.core import mail
from django.utils import timezone

from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import finish, notify, settle
from groups.notifications.sending import send_due
from groups.notifications.stopping import stop_token
from groups.states import Channel, GroupState, MembershipState
from tests.groups.notifications.news import S, state, tell
from tests.kinds import told_as

pytestmark = pytest.mark.usefixtures("news")


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


def test_a_message_greets_once(awake: Person, group: Group):
    tell(awake, group)
    send_due()
    assert mail.outbox[0].body.startswith("Hello Ade,\n\nThere is news")
