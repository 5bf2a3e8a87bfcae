"""Promise 4: of words hidden in a debrief, nobody from the system learns, decides or is told anything."""

from collections.abc import Callable

import pytest
from django.test import Client

from facilitation.actions.contributions import contribute
from facilitation.actions.hiding import appeal, hide_words, look_again
from facilitation.models import Hiding
from facilitation.seconding import deciders
from facilitation.states import Audience
from facilitation.states.agenda import SessionKind
from groups.models import Delivery, Membership, Person
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room

type SignIn = Callable[[Membership | Person], Client]

WHY = "It names the nurse who sits with us."


@pytest.fixture
def ines(facilitator: Membership) -> Membership:
    """Facilitates for the health and care system."""
    part = Part("Ines", Side.SYSTEM, Role.FACILITATOR, "Facilitator", "Northshire Board")
    return join(facilitator.group, part, "ines@demo.example")


@pytest.fixture
def hiding(member: Membership, facilitator: Membership) -> Hiding:
    """Ade's words in a debrief, hidden by Dee; Ade asks for a second look."""
    debrief = open_room(facilitator.group)
    debrief.kind = SessionKind.DEBRIEF
    debrief.save()
    said = contribute(debrief, words="The nurse sighed.", audience=Audience.EVERYONE, by=member)
    return hide_words(said, reason="health", words=WHY, by=facilitator)


def test_nobody_from_the_system_reads_why(hiding, carer, professional, lead, ines, sign_in: SignIn):
    page = path("hiding", hiding.group, hiding.pk)
    for other in (professional, lead, ines):
        answer = sign_in(other).get(page)
        assert answer.status_code == 404
        assert WHY not in answer.text
    assert WHY in sign_in(carer).get(page).text, "those among whom it was said do"


def test_nobody_from_the_system_is_asked_or_decides(hiding, member, carer, professional, lead, ines):
    appealed = appeal(hiding, by=member)
    assert deciders(appealed) == [carer]
    told = Delivery.objects.filter(notification__kind="second_look").values_list("person", flat=True)
    assert set(told) == {carer.person_id}
    for other in (professional, lead, ines):
        with pytest.raises(Refused):
            look_again(appealed, show=True, words="It is harmless.", by=other)
