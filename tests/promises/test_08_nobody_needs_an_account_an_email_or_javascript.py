"""Promise 8: nobody needs an account, an email address or JavaScript to take part."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from facilitation.actions.contributions import contribute
from facilitation.actions.on_behalf import take_back_for, type_for
from facilitation.actions.passes import give_room_pass
from facilitation.actions.sessions import announce_session
from facilitation.models import Contribution, Session
from facilitation.states import Audience, SessionState
from groups.actions.calls import note_call
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Delivery, Membership
from groups.states import CallAnswer, Channel, DeliveryState, Origin
from lifecycle.models import Trace
from tests.cast import CAST
from tests.house.everything import Everything, make_everything
from tests.house.trying import attempt, signed_in, url_of
from tests.pages import needs_javascript


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    someone = ByHand("Colin", "member", ("letter",), address="4 Quarry Lane")
    return add_by_hand(someone, by=facilitator)


def test_someone_without_account_or_email_belongs_like_everyone(colin: Membership, member: Membership):
    assert (colin.person.account, colin.person.email) == (None, "")
    assert colin.rights == member.rights
    assert list(Membership.objects.active().lived().filter(name="Colin")) == [colin]


def test_what_is_told_to_all_waits_as_a_letter_for_them(colin: Membership, facilitator: Membership):
    soon = timezone.now() + timedelta(days=4)  # too near for the weekly letter
    session = Session.objects.create(
        group=colin.group, title="Spring", starts_at=soon, ends_at=soon + timedelta(hours=2)
    )
    announce_session(session, by=facilitator)
    letters = Delivery.objects.filter(person=colin.person, channel=Channel.LETTER)
    assert {letter.state for letter in letters} == {DeliveryState.BY_HAND}


@pytest.fixture
def whole(db: None) -> Everything:
    return make_everything("Northshire group")


@pytest.mark.any_database
@pytest.mark.parametrize("role", CAST)
def test_every_button_and_link_works_without_javascript(role: str, whole: Everything):
    """A form has a method and a button; what htmx does beside it, a plain address does too.

    Of the pages for members of a group, the walk as every role asks it (tests/house/test_every_url_for_every_role.py).
    """
    client, walked = signed_in(whole.cast[role].person), 0
    for address in addresses():
        if address.door is None or address.door.kind == "members" or address.arguments - whole.rows.keys():
            continue
        page = attempt(client, "get", url_of(address, whole.arguments(address.route, address.arguments)))
        assert needs_javascript(page) == [], address.name
        walked += page.status_code == 200
    assert walked > 10


def test_what_is_said_by_phone_counts_the_same(
    colin: Membership, facilitator: Membership, member: Membership
):
    """It is among the words of everyone, under its author's name, and it says how it came."""
    session = meet(facilitator)
    own = contribute(session, words="Typed by myself", audience=Audience.EVERYONE, by=member)
    told = type_for(
        session,
        member=colin,
        words="Said on the phone",
        audience=Audience.EVERYONE,
        origin=Origin.PHONE,
        read_back=True,
        by=facilitator,
    )
    read = Contribution.objects.readable_by(member)
    assert set(read) == {own, told}
    assert told.author == colin
    assert told.how_it_came == "Said on the phone, typed by Dee."
    assert list(Trace.objects.of_words_of(colin)) == []
    take_back_for(told, by=facilitator)
    assert set(Contribution.objects.readable_by(member)) == {own}


def test_a_pass_is_enough_to_be_in_the_room(colin: Membership, facilitator: Membership, client: Client):
    """No account, no sign-in, no JavaScript: a code on paper."""
    session = meet(facilitator)
    code = give_room_pass(session, member=colin, by=facilitator).code
    assert client.post(reverse("room_pass"), {"code": code}).status_code == 302
    room = [session.group.public_id, session.public_id]
    client.post(reverse("room_enter", args=room))
    page = client.get(reverse("room", args=room))
    assert "What has been said" in page.text
    assert needs_javascript(page) == []


def test_who_cannot_be_called_is_written_to(colin: Membership, facilitator: Membership):
    """Nobody is lost because a number is wrong."""
    person = colin.person
    person.channels, person.phone = [Channel.PHONE], "01632 960 123"
    person.save()
    announce_session(meet(facilitator, state=SessionState.DRAFT), by=facilitator)
    call = Delivery.objects.get(person=person, channel=Channel.PHONE)
    Delivery.objects.filter(pk=call.pk).update(state=DeliveryState.BY_HAND)
    note_call(call, answer=CallAnswer.WRONG, by=facilitator)
    assert Delivery.objects.filter(
        person=person, channel=Channel.LETTER, state=DeliveryState.BY_HAND
    ).exists()


def meet(facilitator: Membership, *, state: str = SessionState.OPEN) -> Session:
    soon = timezone.now() + timedelta(days=2)
    return Session.objects.create(
        group=facilitator.group,
        title="Spring",
        starts_at=soon,
        ends_at=soon + timedelta(hours=2),
        state=state,
    )
