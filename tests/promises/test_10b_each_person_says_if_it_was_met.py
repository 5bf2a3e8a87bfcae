"""Promise 10, after a session: each person says whether what was promised was there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.actions.arrangements import (
    arrange,
    change_arrangement,
    remove_arrangement,
    say_met,
    say_right,
)
from facilitation.models import Arrangement, Session
from facilitation.states import Met, SessionState
from facilitation.tasks import ask_whether_it_was_met
from groups.models import AccessNeed, AccessProfile, Group, Membership, Person
from groups.states import Origin
from groups.transitions import Refused
from tests.cast import CAST
from tests.promises.arranging import TAXI, asked, planned, url

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def over(group: Group) -> Session:
    return planned(group, -1, SessionState.CLOSED)


class TestAfter:
    def test_only_the_person_says_whether_it_was_met(
        self, over: Session, group: Group, member: Membership, request: pytest.FixtureRequest, sign_in: SignIn
    ):
        made = Arrangement.objects.create(group=group, session=over, member=member, words=TAXI)
        for role in set(CAST) - {"member"}:
            other = request.getfixturevalue(role)
            client = sign_in(other)
            said = {f"answer_{made.public_id.hex}": "met", "all": "yes", "met": "met", "words": "x"}
            said |= {"origin": "phone", "read_back": "on"}
            for name, args in (
                ("arranged", [over.public_id]),
                ("arrange", [over.public_id, member.public_id]),
                ("arrangement", [made.public_id]),
                ("arrangements", [over.public_id]),
            ):
                client.post(url(name, other, *args), said)
            with pytest.raises(Refused):
                say_met(made, met=Met.MET, by=other)
            made.refresh_from_db()
            assert (made.met, made.words) == ("", TAXI), role
        sign_in(member).post(
            url("arranged", member, over.public_id), {f"answer_{made.public_id.hex}": "partly"}
        )
        made.refresh_from_db()
        assert made.met == Met.PARTLY

    def test_whoever_arranged_it_cannot_even_type_that_it_was_met(
        self,
        over: Session,
        group: Group,
        member: Membership,
        coordinator: Membership,
        facilitator: Membership,
        sign_in: SignIn,
    ):
        made = Arrangement.objects.create(
            group=group, session=over, member=member, words=TAXI, made_by=coordinator
        )
        page = url("arranged_for", coordinator, over.public_id, member.public_id)
        said = {f"answer_{made.public_id.hex}": "met", "origin": "phone", "read_back": "on"}
        assert sign_in(coordinator).post(page, said).status_code == 409
        made.refresh_from_db()
        assert made.met == ""
        assert sign_in(facilitator).post(page, said | {"read_back": ""}).status_code == 200, "not read back"
        sign_in(facilitator).post(page, said)
        made.refresh_from_db()
        assert (made.met, made.origin, made.typed_by) == (Met.MET, Origin.PHONE, facilitator.person)
        assert (
            "Said on the phone, typed by Dee"
            in sign_in(member).get(url("session", member, over.public_id)).text
        )

    def test_what_was_said_cannot_be_taken_away(
        self, over: Session, group: Group, member: Membership, coordinator: Membership
    ):
        made = Arrangement.objects.create(
            group=group, session=over, member=member, words=TAXI, made_by=coordinator
        )
        say_met(made, met=Met.NOT, words="No taxi came.", by=member)
        for act in (
            lambda: remove_arrangement(made, by=coordinator),
            lambda: change_arrangement(made, words="There was a taxi", by=coordinator),
            lambda: arrange(over, member=member, words="A taxi", by=coordinator),
        ):
            with pytest.raises(Refused):
                act()
        assert Arrangement.objects.get().said == "No taxi came."

    def test_a_not_met_asks_at_once_whether_what_we_know_is_right(
        self, over: Session, group: Group, member: Membership, need: AccessNeed, sign_in: SignIn
    ):
        made = Arrangement.objects.create(group=group, session=over, member=member, words=TAXI)
        assert not asked(member.person, "access_review")
        say_met(made, met=Met.NOT, by=member)
        assert AccessProfile.objects.get().wants_review
        assert asked(member.person, "access_review")
        sign_in(member).post(reverse("access_right"))
        assert not asked(member.person, "access_review")

    def test_the_next_planner_reads_how_it_was_last_time(
        self,
        over: Session,
        soon: Session,
        group: Group,
        member: Membership,
        coordinator: Membership,
        sign_in: SignIn,
    ):
        made = Arrangement.objects.create(group=group, session=over, member=member, words=TAXI)
        say_met(made, met=Met.NOT, words="No taxi came.", by=member)
        shown = sign_in(coordinator).get(url("arrange", coordinator, soon.public_id, member.public_id)).text
        assert "Not met" in shown
        assert "No taxi came." in shown

    def test_after_the_session_each_is_asked_once_and_never_again_when_they_have_said(
        self, over: Session, group: Group, member: Membership, carer: Membership
    ):
        made = Arrangement.objects.create(group=group, session=over, member=member, words=TAXI)
        Arrangement.objects.create(group=group, session=over, member=carer, words=TAXI)
        for _ in range(2):
            ask_whether_it_was_met()
        assert asked(member.person, "arrangements_met")
        say_met(made, met=Met.MET, by=member)
        ask_whether_it_was_met()
        assert not asked(member.person, "arrangements_met")
        assert asked(carer.person, "arrangements_met")

    def test_before_its_end_nobody_says_that_it_was_met_and_after_it_nobody_that_it_is_right(
        self, soon: Session, over: Session, group: Group, member: Membership
    ):
        ahead = Arrangement.objects.create(group=group, session=soon, member=member, words=TAXI)
        past = Arrangement.objects.create(group=group, session=over, member=member, words=TAXI)
        with pytest.raises(Refused):
            say_met(ahead, met=Met.MET, by=member)
        with pytest.raises(Refused):
            say_right(past, is_right=True, by=member)
