"""What helps someone take part: recorded, shared by consent, seen by those who arrange, and who looked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.sessions import announce_session, change_session
from facilitation.models import Session
from facilitation.states import SessionState
from groups.actions.memberships import leave
from groups.actions.needs import record_needs, share_needs, stop_sharing
from groups.models import (
    AccessNeed,
    AccessProfile,
    AccessShare,
    Activity,
    Delivery,
    Group,
    Look,
    Membership,
    Notification,
    Person,
)
from groups.months import add_months
from groups.needs import SLOW_FORMATS, formats_needed, needs_of, papers_due
from groups.notifications import notify
from groups.states import Channel, DeliveryState, NeedKind, Origin
from groups.tasks import ask_for_access_reviews
from groups.working_days import working_days_between
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]

pytestmark = pytest.mark.django_db


def needs(member: Membership, **words: str) -> None:
    record_needs(member.person, words, by=member.person)


def share(member: Membership) -> None:
    share_needs(member.person, group=member.group, by=member.person)


def url(name: str, member: Membership, *more: object) -> str:
    return reverse(name, args=[member.group.public_id, *more])


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


class TestFlags:
    PLANNING = ("session", "session_edit", "session_announce")

    @pytest.fixture
    def draft(self, member: Membership) -> Session:
        needs(member, large_print="18 point", bsl="")
        share(member)
        return make_session(member.group, state=SessionState.DRAFT)

    @pytest.mark.parametrize("page", PLANNING)
    def test_wherever_someone_plans_a_session_the_need_stands_there(
        self, page: str, draft: Session, facilitator: Membership, sign_in: SignIn
    ):
        shown = sign_in(facilitator).get(url(page, facilitator, draft.public_id)).text
        assert "What people need" in shown
        assert "Large print" in shown
        assert "Ask for a sign language interpreter by" in shown

    def test_beside_a_letter_and_a_call_too(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        needs(member, large_print="18 point", breaks="every hour")
        share(member)
        person = member.person
        person.channels, person.address = [Channel.LETTER], "1 High Street"
        person.save()
        session = make_session(member.group, state=SessionState.ANNOUNCED)
        notify("session_announced", session, group=member.group, to=[person])
        letter = Delivery.objects.get(state=DeliveryState.BY_HAND)
        client = sign_in(coordinator)
        assert "Large print" in client.get(url("by_hand", coordinator)).text
        shown = client.get(url("by_hand_one", coordinator, letter.public_id)).text
        assert "18 point" in shown
        assert "every hour" not in shown, "only what matters for a letter or a call"

    def test_on_sharing_information_names_are_for_those_who_arrange(
        self, member: Membership, lead: Membership, coordinator: Membership, sign_in: SignIn
    ):
        plain = sign_in(lead).get(url("information_new", lead)).text
        needs(member, braille="")
        share(member)
        assert "1 person needs: Braille" in sign_in(coordinator).get(url("information_new", coordinator)).text
        shown = sign_in(lead).get(url("information_new", lead)).text
        assert "Ade" not in shown.split("<main", 1)[1]
        assert bare(shown) == bare(plain), "to anyone else the page is the same, whoever needs what"


def bare(page: str) -> str:
    return page.split("<h1", 1)[1].split("csrfmiddlewaretoken", 1)[0]


class TestPapers:
    @pytest.mark.parametrize("kind", NeedKind.values)
    def test_the_slowest_format_anyone_shared_decides(
        self, kind: str, member: Membership, facilitator: Membership
    ):
        session = planned(member.group)
        needs(member, **{kind: "x"})
        day = timezone.localdate(session.starts_at, member.group.tz)
        assert papers_due(day, member.group) == day - timedelta(days=7), "not shared, so it changes nothing"
        share(member)
        announced = announce_session(session, by=facilitator)
        assert announced.papers_out_on
        if kind in SLOW_FORMATS:
            assert working_days_between(announced.papers_out_on, day, member.group) == 10
        else:
            assert announced.papers_out_on == day - timedelta(days=7)

    def test_the_day_moves_with_the_session(self, member: Membership, facilitator: Membership):
        session = announce_session(planned(member.group), by=facilitator)
        later = session.starts_at + timedelta(days=7)
        moved = change_session(session, by=facilitator, starts_at=later, ends_at=later + timedelta(hours=2))
        assert moved.papers_out_on == session.papers_out_on + timedelta(days=7)


def planned(group: Group) -> Session:
    starts = timezone.now() + timedelta(days=60)
    return Session.objects.create(
        group=group, title="Spring", starts_at=starts, ends_at=starts + timedelta(hours=2)
    )


class TestReview:
    def test_a_year_later_the_person_is_asked_once(self, member: Membership):
        needs(member, breaks="")
        ask_for_access_reviews()
        assert not Notification.objects.filter(kind="access_review").exists()
        AccessProfile.objects.update(review_on=timezone.localdate())
        ask_for_access_reviews()
        ask_for_access_reviews()
        assert Notification.objects.filter(kind="access_review").count() == 1
        assert Delivery.objects.needing(member.person).get().notification.kind == "access_review"

    def test_nobody_of_a_paused_group_is_asked(self, member: Membership):
        needs(member, breaks="")
        AccessProfile.objects.update(review_on=timezone.localdate())
        Group.objects.update(state="paused")
        ask_for_access_reviews()
        assert not Notification.objects.exists()
