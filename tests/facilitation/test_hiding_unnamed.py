"""Words without a name that were hidden: their author reads it with the receipt, and asks for a second look by it."""

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.actions.contributions import contribute_anonymously
from facilitation.actions.hiding import appeal_by_receipt, hide_words, look_again
from facilitation.models import Contribution, Hiding, Session
from facilitation.states import Audience
from facilitation.tasks import tell_of_second_looks
from groups.models import Activity, Delivery, Membership, Notification
from groups.permissions import Role
from groups.states import Side
from tests.cast import Part, join
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room

WORDS = "He shouts at me in the clinic."


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return open_room(facilitator.group)


@pytest.fixture
def other(facilitator: Membership) -> Membership:
    """Oscar, who facilitates too."""
    return join(facilitator.group, Part("Oscar", Side.LIVED, Role.FACILITATOR), "oscar@demo.example")


@pytest.fixture
def code(session: Session, facilitator: Membership) -> str:
    code = contribute_anonymously(session, words=WORDS, audience=Audience.EVERYONE)
    hide_words(Contribution.objects.get(), reason="attack", words="He is in the group.", by=facilitator)
    return code


def test_the_receipt_says_that_it_was_hidden_and_why_and_offers_a_second_look(
    code: str, other: Membership, carer: Membership, session: Session, sign_in
):
    """Nobody signs in for it, and the code is only ever posted."""
    anyone = Client()
    read = words_of(anyone.post(reverse("receipt"), {"code": code}))
    assert "Others do not see your words now" in read
    assert "It attacks a person. He is in the group." in read
    asked = anyone.post(reverse("receipt"), {"code": code, "second_look": "1", "appeal": "It is true."})
    assert "You asked for a second look" in words_of(asked)
    hiding = Hiding.objects.get()
    seen = words_of(sign_in(other).get(path("hiding", session.group, hiding.pk)))
    assert WORDS in seen
    assert "It is true." in seen
    sign_in(other).post(
        path("hiding_decide", session.group, hiding.pk), {"show": "show", "words": "No name stands in it."}
    )
    told = words_of(anyone.post(reverse("receipt"), {"code": code}))
    assert "After a second look they are shown again: No name stands in it." in told
    sign_in(carer).post(path("room_enter", session.group, session))
    assert WORDS in words_of(sign_in(carer).get(path("room", session.group, session)))
    assert Hiding.objects.get().appeal == "", "what was written to the second person is not kept"


def test_an_appeal_writes_the_appeal_and_nothing_else(code: str, session: Session):
    before = (Activity.objects.count(), Notification.objects.count(), Delivery.objects.count())
    version = Session.objects.get().version
    appeal_by_receipt(code, words="It is true.")
    assert (Activity.objects.count(), Notification.objects.count(), Delivery.objects.count()) == before
    assert Session.objects.get().version == version
    assert Hiding.objects.get().looked_by is None


def test_the_second_person_hears_of_it_from_the_clock_so_that_no_message_has_its_time(
    code: str, other: Membership
):
    appeal_by_receipt(code)
    assert not Delivery.objects.needing(other.person).exists()
    tell_of_second_looks()
    tell_of_second_looks()
    assert Notification.objects.filter(kind="second_look").count() == 1
    assert Delivery.objects.needing(other.person).exists()


def test_an_appeal_is_asked_for_once_and_a_wrong_code_asks_for_nothing(code: str, other: Membership):
    assert appeal_by_receipt("AAAA-BBBB-CCCC-DDDD") is None
    assert appeal_by_receipt(code)
    assert appeal_by_receipt(code) is None
    look_again(Hiding.objects.get(), show=False, words="It names him.", by=other)
    assert appeal_by_receipt(code) is None, "a second look is the last"
    read = words_of(Client().post(reverse("receipt"), {"code": code}))
    assert "stays hidden: It names him." in read


def test_helpers_and_supporters_learn_nothing_of_it(code: str, supporter: Membership, sign_in):
    page = path("hiding", supporter.group, Hiding.objects.get().pk)
    assert sign_in(supporter).get(page).status_code == 404
