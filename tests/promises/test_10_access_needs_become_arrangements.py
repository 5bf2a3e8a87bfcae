"""Promise 10: access needs become arrangements, and the person, not the organiser, says whether they were met."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.arrangements import arrange, copy_last_time
from facilitation.models import Arrangement, Session
from facilitation.states import Met, SessionState
from facilitation.tasks import tell_what_is_arranged
from groups.actions.needs import record_needs, share_needs, stop_sharing
from groups.models import AccessNeed, Delivery, Group, Look, Membership, Person
from groups.notifications.by_hand import words_of
from groups.states import Channel, DeliveryState, NeedKind
from tests.cast import CAST, join, make_group
from tests.promises.arranging import TAXI, asked, planned, url

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


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
