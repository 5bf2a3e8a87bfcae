"""Promise 10: access needs become arrangements, and the person, not the organiser, says whether they were met."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.arrangements import (
    arrange,
    change_arrangement,
    copy_last_time,
    remove_arrangement,
    say_met,
    say_right,
)
from facilitation.models import Arrangement, Session
from facilitation.states import Met, SessionState
from facilitation.tasks import ask_whether_it_was_met, tell_what_is_arranged
from groups.actions.needs import record_needs, share_needs, stop_sharing
from groups.models import AccessNeed, AccessProfile, Delivery, Group, Look, Membership, Person
from groups.notifications.by_hand import words_of
from groups.states import Channel, DeliveryState, NeedKind, Origin
from groups.transitions import Refused
from tests.cast import CAST, join, make_group

type SignIn = Callable[[Membership | Person], Client]

pytestmark = pytest.mark.django_db

TAXI = "Taxi at 1.15. Jo meets you at the door."


def planned(group: Group, days: float, state: str = SessionState.ANNOUNCED) -> Session:
    starts = timezone.now() + timedelta(days=days)
    return Session.objects.create(
        group=group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=state,
        announced_at=timezone.now() - timedelta(days=30),
    )


@pytest.fixture
def soon(group: Group) -> Session:
    return planned(group, 3)


@pytest.fixture
def over(group: Group) -> Session:
    return planned(group, -1, SessionState.CLOSED)


@pytest.fixture
def need(member: Membership) -> AccessNeed:
    record_needs(member.person, {NeedKind.TRANSPORT: "I cannot sit long"}, by=member.person)
    share_needs(member.person, group=member.group, by=member.person)
    return AccessNeed.objects.get()


def url(name: str, member: Membership, *more: object) -> str:
    return reverse(name, args=[member.group.public_id, *more])


def asked(person: Person, kind: str) -> bool:
    return Delivery.objects.needing(person).filter(notification__kind=kind).exists()


class TestBefore:
    def test_a_shared_need_is_arranged_from_a_suggestion_and_the_person_reads_it_first(
        self, need: AccessNeed, soon: Session, coordinator: Membership, member: Membership, sign_in: SignIn
    ):
        client = sign_in(coordinator)
        page = url("arrange", coordinator, soon.public_id, member.public_id)
        assert "A taxi fetches you and brings you home." in client.get(f"{page}?need={need.public_id}").text
        client.post(page, {"words": TAXI, "need": str(need.public_id)})
        assert Arrangement.objects.get().need == need
        own = sign_in(member)
        shown = own.get(url("session", member, soon.public_id)).text
        assert shown.index("Arranged for you") < shown.index(
            "Where, and how to get in" if soon.place else "Announced on"
        )
        assert TAXI in shown
        assert "Is this right?" in shown
        today = own.get("/").text
        assert TAXI in today
        assert "Is this right?" in today

    def test_yes_is_one_button_and_then_nothing_more_is_asked(
        self, soon: Session, coordinator: Membership, member: Membership, sign_in: SignIn
    ):
        for words in (TAXI, "Large print posted Tuesday."):
            arrange(soon, member=member, words=words, by=coordinator)
        assert asked(member.person, "arranged_for_you")
        sign_in(member).post(url("arranged", member, soon.public_id), {"all": "yes"})
        assert [one.is_right for one in Arrangement.objects.all()] == [True, True]
        assert not asked(member.person, "arranged_for_you")
        assert (
            "They say it is right"
            in sign_in(coordinator).get(url("arrangements", coordinator, soon.public_id)).text
        )

    def test_not_quite_reaches_those_who_arrange_at_once_until_they_change_it(
        self,
        soon: Session,
        coordinator: Membership,
        facilitator: Membership,
        member: Membership,
        sign_in: SignIn,
    ):
        made = arrange(soon, member=member, words=TAXI, by=coordinator)
        said = {
            f"answer_{made.public_id.hex}": "no",
            f"words_{made.public_id.hex}": "I live at number 9 now.",
        }
        sign_in(member).post(url("arranged", member, soon.public_id), said)
        for one in (coordinator, facilitator):
            assert asked(one.person, "arrangement_not_quite")
        client, page = sign_in(coordinator), url("arrangement", coordinator, made.public_id)
        assert "I live at number 9 now." in client.get(page).text
        client.post(page, {"words": "Taxi at 1.15 from number 9."})
        made.refresh_from_db()
        assert (made.is_right, made.not_quite) == (None, "")
        assert not asked(coordinator.person, "arrangement_not_quite")
        assert asked(member.person, "arranged_for_you"), "they are asked anew"

    def test_they_are_told_six_days_before_and_only_once(
        self, group: Group, coordinator: Membership, member: Membership
    ):
        session = planned(group, 20)
        arrange(session, member=member, words=TAXI, by=coordinator)
        tell_what_is_arranged()
        assert not asked(member.person, "arranged_for_you")
        Session.objects.update(
            starts_at=timezone.now() + timedelta(days=5), ends_at=timezone.now() + timedelta(days=5, hours=2)
        )
        tell_what_is_arranged()
        tell_what_is_arranged()
        told = Delivery.objects.filter(person=member.person, notification__kind="arranged_for_you")
        assert told.filter(channel=Channel.APP).count() == 1

    def test_someone_without_a_screen_gets_all_of_it_by_letter(
        self, soon: Session, coordinator: Membership, member: Membership
    ):
        person = member.person
        person.account, person.email, person.channels = None, "", [Channel.LETTER]
        person.address = "1 High Street"
        person.save()
        arrange(soon, member=member, words=TAXI, by=coordinator)
        letter = Delivery.objects.get(person=person, state=DeliveryState.BY_HAND)
        words = words_of(letter)
        assert words
        assert TAXI in words.text
        assert "Is this right?" in words.text

    def test_an_email_carries_none_of_it(self, soon: Session, coordinator: Membership, member: Membership):
        arrange(soon, member=member, words=TAXI, by=coordinator)
        mail = Delivery.objects.get(person=member.person, channel=Channel.EMAIL)
        words = words_of(mail)
        assert words
        assert TAXI not in words.text + words.subject

    def test_copy_from_last_time(
        self, group: Group, coordinator: Membership, member: Membership, carer: Membership
    ):
        last, coming = planned(group, -20, SessionState.SETTLED), planned(group, 20)
        for person in (member, carer):
            Arrangement.objects.create(group=group, session=last, member=person, words=TAXI, met=Met.PARTLY)
        arrange(coming, member=carer, words="Something else", by=coordinator)
        assert copy_last_time(coming, by=coordinator) == 1
        copied = coming.arrangements.get(member=member)
        assert (copied.words, copied.met, copied.is_right) == (TAXI, "", None)
        assert copy_last_time(coming, by=coordinator) == 0

    def test_what_they_share_no_more_is_not_copied(
        self, need: AccessNeed, group: Group, coordinator: Membership, member: Membership
    ):
        last, coming = planned(group, -20, SessionState.SETTLED), planned(group, 20)
        Arrangement.objects.create(group=group, session=last, member=member, words=TAXI, need=need)
        stop_sharing(member.person, group=group, by=member.person)
        assert copy_last_time(coming, by=coordinator) == 0
        share_needs(member.person, group=group, by=member.person)
        assert copy_last_time(coming, by=coordinator) == 1


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


class TestNobodyElseSees:
    @pytest.mark.parametrize("role", ["lead", "professional", "carer", "supporter"])
    def test_arrangements_are_for_the_person_and_those_who_arrange(
        self,
        role: str,
        soon: Session,
        member: Membership,
        group: Group,
        request: pytest.FixtureRequest,
        sign_in: SignIn,
    ):
        made = Arrangement.objects.create(group=group, session=soon, member=member, words=TAXI)
        other = request.getfixturevalue(role)
        client = sign_in(other)
        pages = [
            url("session", other, soon.public_id),
            url("arranged", other, soon.public_id),
            url("sessions", other),
            "/",
        ]
        assert all(TAXI not in client.get(page).text for page in pages)
        for name, args in (
            ("arrangements", [soon.public_id]),
            ("arrange", [soon.public_id, member.public_id]),
            ("arrangement", [made.public_id]),
            ("arranged_for", [soon.public_id, member.public_id]),
        ):
            assert client.get(url(name, other, *args)).status_code == 403
        assert not Look.objects.exists()

    def test_the_person_reads_who_looked(
        self, soon: Session, member: Membership, coordinator: Membership, group: Group, sign_in: SignIn
    ):
        Arrangement.objects.create(group=group, session=soon, member=member, words=TAXI)
        sign_in(coordinator).get(url("arrangements", coordinator, soon.public_id))
        assert Look.objects.get().person == member.person

    def test_people_of_another_group_are_not_there(
        self, soon: Session, coordinator: Membership, sign_in: SignIn, stranger: Person
    ):
        elsewhere = join(make_group("Elsewhere"), CAST["member"], "far@demo.example")
        assert (
            sign_in(coordinator)
            .get(url("arrange", coordinator, soon.public_id, elsewhere.public_id))
            .status_code
            == 404
        )


def test_one_list_takes_constant_queries(
    soon: Session,
    group: Group,
    coordinator: Membership,
    member: Membership,
    sign_in: SignIn,
    django_assert_max_num_queries,
):
    client, page = sign_in(coordinator), url("arrangements", coordinator, soon.public_id)
    client.get(page)
    counts = []
    for number in (0, 3):
        for extra in range(number):
            one = join(group, CAST["carer"], f"more{extra}@demo.example")
            record_needs(one.person, {NeedKind.BREAKS: ""}, by=one.person)
            share_needs(one.person, group=group, by=one.person)
            Arrangement.objects.create(group=group, session=soon, member=one, words=TAXI)
        with django_assert_max_num_queries(40) as counted:
            client.get(page)
        counts.append(len(counted))
    assert counts[1] <= counts[0] + 4, "a look more is written, nothing else"
