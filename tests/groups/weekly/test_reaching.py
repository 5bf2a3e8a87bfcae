"""The weekly message goes by the person's own channel, in nobody's hands, on their day."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groups.actions.by_hand import sent_by_hand
from groups.actions.memberships import leave
from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, Person
from groups.notifications import notify
from groups.notifications.reaching import next_weekly
from groups.notifications.sending import send_due
from groups.notifications.weekly import gather_weekly
from groups.states import Channel, MembershipState
from tests.cast import CAST, join, make_group
from tests.facilitation.meeting import make_session
from tests.groups.weekly.week import S, a_week_passes, monday_comes, states, tell
from tests.kinds import told_as


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
