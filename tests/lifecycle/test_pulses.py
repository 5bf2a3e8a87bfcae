"""After each session three short lines, shown only with those of two more sessions."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.models import Coming, Session
from facilitation.states import ComingAnswer, SessionState
from groups.models import Delivery, Group, Membership
from groups.states import GroupState, Side
from groups.suppression import Reach
from groups.transitions import Refused
from lifecycle.actions.review_answers import Answers, answer_review, keep_draft
from lifecycle.actions.reviews import open_pulse, open_review, seal_review
from lifecycle.instruments import PULSE
from lifecycle.models import Review
from lifecycle.results import pulses_of, pulses_waiting
from lifecycle.states import PULSE_DAYS, ReviewState
from lifecycle.tasks import open_pulses
from tests.facilitation.making import make_session
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import in_three_weeks, join_many, make_cycle

type SignIn = Callable[[Membership], Client]


def closed_session(group: Group, *, days_ago: float = 1) -> Session:
    session = make_session(group, state=SessionState.CLOSED)
    session.closed_at = timezone.now() - timedelta(days=days_ago)
    session.save()
    return session


def asked(review: Review) -> set[str]:
    told = Delivery.objects.filter(notification__subject=str(review.public_id), channel="app")
    return {delivery.person.name for delivery in told}


def answered(facilitator: Membership, people: Sequence[Membership], point: int) -> Review:
    """A pulse after one session, answered by these people, and closed."""
    review = open_pulse(closed_session(facilitator.group))
    assert review
    for person in people:
        answer_review(review=review, points={one.id: point for one in PULSE.statements}, words="", by=person)
    return seal_review(review=review, by=None)


class TestItIsAskedByTheClock:
    def test_once_for_each_session_that_closed(self, facilitator: Membership, member: Membership):
        make_cycle(facilitator.group)
        session = closed_session(facilitator.group)
        open_pulses()
        open_pulses()
        review = Review.objects.get()
        assert (review.session, review.instrument) == (session, "pulse")
        assert asked(review) == {"Dee", "Ade"}
        assert review.closes_on == facilitator.group.today + timedelta(days=PULSE_DAYS)

    def test_the_database_holds_one_for_each_session(self, facilitator: Membership):
        make_cycle(facilitator.group)
        review = open_pulse(closed_session(facilitator.group))
        assert review
        review.pk, review.public_id, review.state = None, "0c0ffee0-0000-4000-8000-000000000000", "sealed"
        with pytest.raises(IntegrityError):
            review.save(force_insert=True)

    def test_who_said_they_cannot_come_is_not_asked(self, facilitator: Membership, member: Membership):
        make_cycle(facilitator.group)
        session = closed_session(facilitator.group)
        Coming.objects.create(group=session.group, session=session, member=member, answer=ComingAnswer.NO)
        review = open_pulse(session)
        assert review
        assert asked(review) == {"Dee"}

    def test_it_waits_for_another_review_and_not_for_long(self, facilitator: Membership):
        make_cycle(facilitator.group)
        session = closed_session(facilitator.group)
        other = open_review(closes_on=in_three_weeks(), by=facilitator)
        open_pulses()
        assert not Review.objects.pulses().exists()
        seal_review(review=other, by=facilitator)
        open_pulses()
        assert Review.objects.pulses().get().session == session
        late = closed_session(facilitator.group, days_ago=PULSE_DAYS + 1)
        seal_review(review=Review.objects.pulses().get(), by=None)
        open_pulses()
        assert not Review.objects.filter(session=late).exists()

    def test_it_gives_way_to_a_review_and_keeps_its_answers(
        self, facilitator: Membership, member: Membership
    ):
        make_cycle(facilitator.group)
        pulse = open_pulse(closed_session(facilitator.group))
        assert pulse
        answer_review(review=pulse, points={"say": 5}, words="", by=member)
        open_review(closes_on=in_three_weeks(), by=facilitator)
        pulse.refresh_from_db()
        assert pulse.state == ReviewState.SEALED
        assert pulse.answers.get().points == {"say": 5}

    @pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED])
    def test_a_group_that_forms_or_rests_is_not_asked(self, facilitator: Membership, state: str):
        make_cycle(facilitator.group)
        closed_session(facilitator.group)
        Group.objects.update(state=state)
        open_pulses()
        assert not Review.objects.exists()


class TestThreeTogether:
    def test_nothing_is_shown_of_one_or_two_sessions(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 8)
        for shown, left in ((0, 2), (0, 1), (1, 3)):
            answered(facilitator, people, 5)
            (say, *_rest) = pulses_of(facilitator.group, Reach.GROUP)
            assert len(say["rounds"]) == shown
            assert pulses_waiting(facilitator.group) == left
        assert say["rounds"][0]["lived"] == {"median": 5, "low": 5, "high": 5}

    def test_a_block_never_changes(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 8)
        for _ in range(3):
            answered(facilitator, people, 3)
        first = pulses_of(facilitator.group, Reach.GROUP)
        for _ in range(2):
            answered(facilitator, people, 6)
        assert pulses_of(facilitator.group, Reach.GROUP) == first
        answered(facilitator, people, 6)
        again = pulses_of(facilitator.group, Reach.GROUP)
        assert [one["rounds"][0] for one in again] == [one["rounds"][0] for one in first]
        assert [one["rounds"][1]["lived"] for one in again] == [{"median": 6, "low": 6, "high": 6}] * 3

    def test_the_same_few_people_three_times_are_still_few(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 2) + join_many(facilitator.group, Side.SYSTEM, 2)
        for _ in range(3):
            answered(facilitator, people, 5)
        (say, *_rest) = pulses_of(facilitator.group, Reach.GROUP)
        assert (say["rounds"][0]["lived"], say["rounds"][0]["together"]) == (None, None)

    @pytest.mark.parametrize("people", [0, 1, 4, 8])
    def test_the_page_says_as_much_whether_or_not_anybody_answered(
        self, facilitator: Membership, sign_in: SignIn, people: int
    ):
        """It tells of each pulse that closed; of nobody whether they answered."""
        make_cycle(facilitator.group)
        some, browser = join_many(facilitator.group, Side.LIVED, people), sign_in(facilitator)
        for words in ("after 2 more sessions", "after 1 more session."):
            answered(facilitator, some, 5)
            page = words_of(browser.get(reverse("pulses", args=[facilitator.group.public_id])))
            assert words in page
            assert "Nothing to show yet." in page

    def test_of_three_that_too_few_answered_it_says_so(self, facilitator: Membership, sign_in: SignIn):
        make_cycle(facilitator.group)
        some, browser = join_many(facilitator.group, Side.LIVED, 4), sign_in(facilitator)
        pages = []
        for people in ([], some):
            for _ in range(3):
                answered(facilitator, people, 5)
            pages.append(words_of(browser.get(reverse("pulses", args=[facilitator.group.public_id]))))
        assert "Too few answers to show any of these" in pages[0]
        assert pages[0] == pages[1]

    def test_one_that_nobody_answered_does_not_hold_up_two_that_many_did(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 8)
        for some in (people, [], people):
            answered(facilitator, some, 5)
        (say, *_rest) = pulses_of(facilitator.group, Reach.GROUP)
        assert say["rounds"][0]["lived"] == {"median": 5, "low": 5, "high": 5}

    def test_it_asks_for_no_words(self, facilitator: Membership, member: Membership):
        make_cycle(facilitator.group)
        review = open_pulse(closed_session(facilitator.group))
        assert review
        with pytest.raises(ValueError, match="asks for none"):
            answer_review(review=review, points={}, words="Not here", by=member)

    def test_only_what_it_asks_is_kept(self, facilitator: Membership, member: Membership):
        make_cycle(facilitator.group)
        review = open_pulse(closed_session(facilitator.group))
        assert review
        with pytest.raises(ValueError, match="not asked"):
            keep_draft(review, said={"power": 5}, by=member)
        with pytest.raises(Refused, match="Nothing is answered"):
            answer_review(review=review, points=Answers().points, words=" ", by=member)
