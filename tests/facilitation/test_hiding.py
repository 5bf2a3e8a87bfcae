"""Moderation without editing: words are hidden for a reason, their author is told, and somebody else looks again."""

from collections.abc import Callable

import pytest
from django.test import Client

from facilitation.actions.contributions import contribute, take_back
from facilitation.actions.hiding import appeal, hide_words, lift_hiding, look_again
from facilitation.models import Contribution, Hiding, Session
from facilitation.states import Audience
from groups.models import Activity, Delivery, Membership, Person
from groups.notifications.by_hand import words_of as message_of
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room

type SignIn = Callable[[Membership | Person], Client]

WORDS = "My neighbour Pat has cancer."
NOTE = "Something was hidden here: It tells about somebody else's health."


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return open_room(facilitator.group)


@pytest.fixture
def other(facilitator: Membership) -> Membership:
    """Oscar, who facilitates too."""
    return join(facilitator.group, Part("Oscar", Side.LIVED, Role.FACILITATOR), "oscar@demo.example")


@pytest.fixture
def said(session: Session, member: Membership) -> Contribution:
    return contribute(session, words=WORDS, audience=Audience.EVERYONE, by=member)


def hide(said: Contribution, by: Membership, **more: str) -> Hiding:
    return hide_words(said, reason="health", by=by, **more)


def in_the_room(client: Client, session: Session) -> str:
    client.post(path("room_enter", session.group, session))
    return words_of(client.get(path("room", session.group, session)))


def test_the_group_sees_that_something_was_hidden_and_why(
    said: Contribution, session: Session, member, carer, lead, facilitator, other, sign_in: SignIn
):
    sign_in(facilitator).post(
        path("words_hide", session.group, said.pk),
        {"reason": "health", "words": "Pat did not agree to it.", "not_mine": "on"},
    )
    for reader in (carer, lead, facilitator):
        read = in_the_room(sign_in(reader), session)
        assert f"{NOTE} Pat did not agree to it. The person who said it can ask for a second look." in read
        assert WORDS not in read
    mine = in_the_room(sign_in(member), session)
    assert WORDS in mine, "whoever said it still reads it"
    assert NOTE in mine
    said.refresh_from_db()
    assert said.words == WORDS, "nobody edits words"


def test_its_author_is_told_and_the_message_holds_neither_the_words_nor_why(
    said: Contribution, member, facilitator, sign_in: SignIn
):
    hide(said, facilitator)
    told = Delivery.objects.filter(person=member.person, notification__kind="words_hidden").first()
    message = told and message_of(told)
    assert message
    assert "is not shown to others now" in message.text
    assert not [word for word in ("health", "Pat", "cancer") if word in message.text]
    read = words_of(sign_in(member).get(path("hiding", member.group, Hiding.objects.get().pk)))
    assert "It tells about somebody else's health" in read
    assert "Ask for a second look" in read


def test_a_second_person_reads_both_sides_and_decides(
    said: Contribution, session: Session, member, carer, facilitator, other, sign_in: SignIn
):
    hiding = hide(said, facilitator)
    page = path("hiding", session.group, hiding.pk)
    sign_in(member).post(path("hiding_appeal", session.group, hiding.pk), {"appeal": "Pat asked me to."})
    assert Delivery.objects.needing(other.person).exists()
    seen = words_of(sign_in(other).get(page))
    assert WORDS in seen
    assert "Pat asked me to." in seen
    assert WORDS not in words_of(sign_in(facilitator).get(page))
    assert "Pat asked me to." not in words_of(sign_in(carer).get(page))
    decision = {"show": "show", "words": "Pat told me that it is fine."}
    refused = sign_in(facilitator).post(path("hiding_decide", session.group, hiding.pk), decision)
    assert "Somebody else looks at this" in words_of(refused)
    sign_in(other).post(path("hiding_decide", session.group, hiding.pk), decision)
    read = in_the_room(sign_in(carer), session)
    assert WORDS in read
    assert "After a second look they are shown again: Pat told me that it is fine." in read
    with pytest.raises(Refused, match="decided to show them"):
        hide(Contribution.objects.get(), facilitator)


def test_everyone_who_saw_the_note_sees_that_it_stays_hidden(
    said: Contribution, session: Session, member, carer, facilitator, other, sign_in: SignIn
):
    hiding = appeal(hide(said, facilitator), by=member)
    look_again(hiding, show=False, words="Pat did not know.", by=other)
    read = in_the_room(sign_in(carer), session)
    assert "It was looked at a second time and stays hidden: Pat did not know." in read
    assert Delivery.objects.filter(person=member.person, notification__kind="second_look_done").exists()


def test_without_a_second_person_the_group_decides_and_a_member_writes_it_down(
    said: Contribution, member, carer, coordinator, facilitator, sign_in: SignIn
):
    """Evan coordinates for the system; he takes no second look."""
    hiding = appeal(hide(said, facilitator), by=member)
    page = words_of(sign_in(carer).get(path("hiding", carer.group, hiding.pk)))
    assert "the group decides in its next session" in page
    assert WORDS not in page
    for nobody in (facilitator, member, coordinator):
        with pytest.raises(Refused):
            look_again(hiding, show=True, words="I say so.", by=nobody)
    look_again(hiding, show=True, words="We agreed to it on Tuesday.", by=carer)
    assert not Contribution.objects.get().is_hidden


def test_nobody_hides_their_own_words_or_what_is_about_them(
    session: Session, facilitator, other, carer, member
):
    about = contribute(session, words="I think Dee talks too much.", audience=Audience.EVERYONE, by=member)
    with pytest.raises(Refused, match="Your name stands in these words"):
        hide(about, facilitator)
    hide(about, other)
    facilitator.roles |= Role.MEMBER
    facilitator.save()
    own = contribute(
        session, words="Mine", audience=Audience.EVERYONE, by=Membership.objects.get(pk=facilitator.pk)
    )
    with pytest.raises(Refused, match="You can take them back"):
        hide(own, Membership.objects.get(pk=facilitator.pk))
    with pytest.raises(Refused, match="A facilitator can hide words"):
        hide(own, carer)


def test_what_is_among_people_with_lived_experience_is_hidden_by_nobody_outside(
    session: Session, member, facilitator
):
    among = contribute(session, words="Among us", audience=Audience.LIVED, by=member)
    with pytest.raises(Refused, match="who may read these words"):
        hide(among, facilitator)


def test_whoever_hid_it_can_show_it_again_and_nobody_else(said: Contribution, member, facilitator, other):
    hiding = hide(said, facilitator)
    with pytest.raises(Refused):
        lift_hiding(hiding, by=other)
    lift_hiding(hiding, by=facilitator)
    assert not Contribution.objects.get().is_hidden
    assert hide(Contribution.objects.get(), other), "for another reason it can be hidden anew"


def test_hidden_words_go_nowhere_else(
    said: Contribution, session: Session, carer, facilitator, sign_in: SignIn
):
    """No request is made from them, nobody feels the same, no picker offers them."""
    hide(said, facilitator)
    assert not Contribution.objects.readable_by(carer).exists()
    assert sign_in(carer).post(path("me_too", session.group, session, said.pk)).status_code == 404


def test_taken_back_leaves_no_note(said: Contribution, session: Session, member, carer, facilitator, sign_in):
    hide(said, facilitator)
    take_back(Contribution.objects.get(), by=member)
    assert not Hiding.objects.exists()
    assert "hidden here" not in in_the_room(sign_in(carer), session)


def test_a_person_without_an_account_asks_somebody_to_write_it_down(
    session: Session, said: Contribution, member, coordinator, facilitator, other
):
    member.person.account = None
    member.person.save()
    hiding = Hiding.objects.select_related("contribution__author__person").get(pk=hide(said, facilitator).pk)
    with pytest.raises(Refused):
        appeal(hiding, by=facilitator)
    assert appeal(hiding, by=coordinator).state == "appealed"
    assert Activity.objects.filter(verb="hiding.appealed", person=coordinator.person).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_hidden_words_cost_one_question_more_however_many_they_are(
    count, session: Session, member, facilitator, carer, sign_in, django_assert_max_num_queries
):
    for number in range(count):
        hide(contribute(session, words=f"{number}", audience="everyone", by=member), facilitator)
    client = sign_in(carer)
    in_the_room(client, session)
    with django_assert_max_num_queries(12):
        client.get(path("room", session.group, session))
