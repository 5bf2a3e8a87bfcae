"""What people need is flagged, printed and looked at again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.sessions import announce_session, change_session
from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import AccessProfile, Delivery, Group, Membership, Notification, Person
from groups.needs import SLOW_FORMATS, papers_due
from groups.notifications import notify
from groups.states import Channel, DeliveryState, NeedKind
from groups.tasks import ask_for_access_reviews
from groups.working_days import working_days_between
from tests.facilitation.making import make_session
from tests.groups.needing import needs, share, url

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


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
