"""What helps someone take part: recorded, shared by consent, seen by those who arrange, and who looked."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.states import SessionState
from groups.actions.memberships import leave
from groups.actions.needs import stop_sharing
from groups.models import (
    AccessNeed,
    AccessProfile,
    AccessShare,
    Activity,
    Delivery,
    Group,
    Look,
    Membership,
    Person,
)
from groups.months import add_months
from groups.needs import formats_needed, needs_of
from groups.states import Origin
from groups.tasks import ask_for_access_reviews
from tests.facilitation.making import make_session
from tests.groups.needing import needs, share, url

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


class TestOnesOwnPage:
    def test_one_ticks_what_helps_then_says_what_works(self, member: Membership, sign_in: SignIn):
        client, page = sign_in(member), reverse("access_profile")
        client.post(page, {"kinds": ["large_print", "breaks"], "other": "Send questions the day before."})
        shown = client.get(page).text
        assert "What works for you: Large print" in shown
        said = {"kinds": ["large_print"], "words_large_print": "18 point", "other": ""}
        client.post(page, said)
        kept = AccessNeed.objects.filter(person=member.person)
        assert [(need.kind, need.words, need.origin) for need in kept] == [("large_print", "18 point", "app")]

    def test_it_is_private_so_no_activity_is_written(self, member: Membership, sign_in: SignIn):
        before = Activity.objects.count()
        needs(member, large_print="18 point")
        share(member)
        stop_sharing(member.person, group=member.group, by=member.person)
        assert Activity.objects.count() == before

    def test_saying_that_it_is_right_asks_again_in_twelve_months(self, member: Membership, sign_in: SignIn):
        needs(member, breaks="")
        AccessProfile.objects.update(review_on=timezone.localdate(), checked_on=None)
        ask_for_access_reviews()
        client = sign_in(member)
        assert Delivery.objects.needing(member.person).count() == 1
        client.post(reverse("access_right"))
        profile = AccessProfile.objects.get(person=member.person)
        assert profile.checked_on == timezone.localdate()
        assert profile.review_on == add_months(timezone.localdate(), 12)
        assert not Delivery.objects.needing(member.person).exists()

    def test_too_many_words_come_back_with_all_that_was_typed(self, member: Membership, sign_in: SignIn):
        page = sign_in(member).post(reverse("access_profile"), {"other": "x" * 501})
        assert "There is a problem" in page.text
        assert "x" * 501 in page.text


class TestSharing:
    def test_nothing_is_seen_before_the_yes_nor_after_it_is_taken_back(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        needs(member, large_print="18 point please")
        client, theirs = sign_in(coordinator), url("person_access", coordinator, member.public_id)
        assert "18 point please" not in client.get(theirs).text
        own = sign_in(member)
        named = {"group": str(member.group.public_id)}
        own.post(reverse("access_share"), named | {"what": "give"})
        assert "18 point please" in client.get(theirs).text
        own.post(reverse("access_share"), named | {"what": "stop"})
        assert "18 point please" not in client.get(theirs).text
        [ended] = AccessShare.objects.all()
        assert ended.withdrawn_at
        assert ended.withdrawn_by == member.person
        assert "Who could see it before" in own.get(reverse("access_profile")).text

    def test_twice_yes_is_one_yes(self, member: Membership):
        share(member)
        share(member)
        assert AccessShare.objects.standing().count() == 1

    def test_a_group_one_does_not_belong_to_cannot_be_named(
        self, stranger: Person, group: Group, sign_in: SignIn
    ):
        client = sign_in(stranger)
        for named in (str(group.public_id), "nonsense", ""):
            assert client.post(reverse("access_share"), {"group": named}).status_code == 404
        assert not AccessShare.objects.exists()

    def test_whoever_left_is_not_seen_any_more(self, member: Membership, facilitator: Membership):
        needs(member, braille="")
        share(member)
        assert needs_of([member.person], member.group)
        leave(by=member)
        assert not needs_of([member.person], member.group)
        assert not formats_needed(member.group)


class TestTypedForSomebody:
    SAID = {
        "kinds": ["phone_only"],
        "other": "Ring in the morning",
        "origin": "phone",
        "read_back": "on",
        "consent": "on",
    }

    def test_with_their_yes_it_is_kept_with_its_origin_and_they_are_told(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        sign_in(coordinator).post(url("person_access", coordinator, member.public_id), self.SAID)
        need = AccessNeed.objects.get(kind="phone_only")
        assert (need.person, need.origin, need.recorded_by) == (
            member.person,
            Origin.PHONE,
            coordinator.person,
        )
        assert AccessShare.objects.standing().get().origin == Origin.PHONE
        assert Delivery.objects.filter(person=member.person, notification__kind="access_typed").exists()
        own = sign_in(member).get(reverse("access_profile")).text
        assert "Said on the phone, typed by Evan" in own

    @pytest.mark.parametrize("missing", ["read_back", "consent", "origin"])
    def test_without_it_nothing_is_kept(
        self, missing: str, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        said = {name: value for name, value in self.SAID.items() if name != missing}
        page = sign_in(coordinator).post(url("person_access", coordinator, member.public_id), said)
        assert "There is a problem" in page.text
        assert not AccessNeed.objects.exists()
        assert not AccessShare.objects.exists()

    def test_what_the_typist_cannot_see_is_not_lost(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        needs(member, braille="Grade 2")
        sign_in(coordinator).post(url("person_access", coordinator, member.public_id), self.SAID)
        assert set(AccessNeed.objects.values_list("kind", flat=True)) == {"braille", "phone_only", "other"}

    def test_a_typed_yes_does_not_undo_their_own_no(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        needs(member, braille="Grade 2")
        share(member)
        stop_sharing(member.person, group=member.group, by=member.person)
        page = sign_in(coordinator).post(url("person_access", coordinator, member.public_id), self.SAID)
        assert page.status_code == 409
        assert not AccessShare.objects.standing().exists()
        share(member)
        assert AccessShare.objects.standing().exists()

    def test_they_can_say_stop_by_phone_too(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        share(member)
        sign_in(coordinator).post(url("person_access_stop", coordinator, member.public_id))
        assert AccessShare.objects.get().withdrawn_by == coordinator.person

    @pytest.mark.parametrize("role", ["lead", "professional", "carer", "supporter"])
    def test_it_is_for_those_who_arrange(
        self, role: str, member: Membership, request: pytest.FixtureRequest, sign_in: SignIn
    ):
        needs(member, braille="Grade 2")
        share(member)
        other = request.getfixturevalue(role)
        assert sign_in(other).get(url("person_access", other, member.public_id)).status_code == 403
        assert not Look.objects.exists()


class TestWhoLooked:
    def test_the_person_reads_who_and_when_and_reading_twice_is_one_look(
        self, member: Membership, coordinator: Membership, facilitator: Membership, sign_in: SignIn
    ):
        needs(member, large_print="18 point")
        share(member)
        session = make_session(member.group, state=SessionState.ANNOUNCED)
        for _ in range(2):
            sign_in(coordinator).get(url("session", coordinator, session.public_id))
        sign_in(facilitator).get(url("session_edit", facilitator, session.public_id))
        looks = Look.objects.filter(person=member.person)
        assert {look.by for look in looks} == {coordinator.person, facilitator.person}
        assert looks.count() == 2
        own = sign_in(member).get(reverse("access_profile")).text
        assert "<strong>Evan</strong> looked at what you need to take part" in own
        assert "<strong>Dee</strong>" in own

    def test_looking_at_oneself_leaves_nothing(self, facilitator: Membership, sign_in: SignIn):
        needs(facilitator, breaks="")
        share(facilitator)
        session = make_session(facilitator.group, state=SessionState.ANNOUNCED)
        assert "Breaks" in sign_in(facilitator).get(url("session", facilitator, session.public_id)).text
        assert not Look.objects.exists()

    def test_the_list_is_paged(self, member: Membership, coordinator: Membership, sign_in: SignIn):
        Look.objects.bulk_create(
            Look(person=member.person, by=coordinator.person, what=Look.What.ACCESS) for _ in range(25)
        )
        client = sign_in(member)
        assert client.get(reverse("access_profile")).text.count("<strong>Evan</strong>") == 20
        assert client.get(reverse("access_profile") + "?page=2").text.count("<strong>Evan</strong>") == 5
