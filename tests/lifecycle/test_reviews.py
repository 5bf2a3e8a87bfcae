"""None"""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups.models import Activity, Delivery, Group, Membership, Notification
from groups.states import GroupState, Side
from groups.suppression import Reach
from groups.transitions import Refused
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.instruments import INSTRUMENTS, SHIFTS
from lifecycle.models import Review, ReviewAnswer, ReviewMark
from lifecycle.results import grouped_words, shifts_of
from lifecycle.states import ReviewState
from lifecycle.tasks import seal_reviews
from tests.at_once import at_once
from tests.lifecycle.impact import in_three_weeks, join_many, make_cycle, make_review, reviewed, same


def test_the_eight_shifts_keep_their_ids():
    assert [statement.id for statement in SHIFTS.statements] == [
        "matters",
        "information",
        "partner",
        "whole",
        "knowledge",
        "choice",
        "story",
        "power",
    ]
    assert INSTRUMENTS["shifts", 1] is SHIFTS


def test_opening_asks_everyone_who_takes_part(
    facilitator: Membership, member: Membership, lead: Membership, coordinator: Membership
):
    review = make_review(facilitator)
    asked = Delivery.objects.filter(notification__kind="review_answer_wanted", channel="app")
    assert {delivery.person for delivery in asked} == {facilitator.person, member.person, lead.person}
    assert (review.instrument, review.instrument_version, review.cycle.number) == ("shifts", 1, 1)


def test_one_review_is_open_at_a_time(facilitator: Membership):
    make_review(facilitator)
    with pytest.raises(Refused, match="open already"):
        open_review(closes_on=in_three_weeks(), by=facilitator)
    assert Review.objects.count() == 1


def test_a_review_belongs_to_a_cycle(facilitator: Membership):
    with pytest.raises(Refused, match="none has begun"):
        open_review(closes_on=in_three_weeks(), by=facilitator)


def test_only_a_facilitator_opens_and_closes(facilitator: Membership, member: Membership):
    make_cycle(member.group)
    with pytest.raises(Refused, match="facilitator"):
        open_review(closes_on=in_three_weeks(), by=member)
    review = make_review(facilitator)
    with pytest.raises(Refused, match="facilitator"):
        seal_review(review=review, by=member)


def test_an_answer_is_kept_with_a_mark_and_nothing_else(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    before = Activity.objects.count()
    answer_review(review=review, points={"power": 2}, words="More time", by=member)
    answer = ReviewAnswer.objects.get()
    assert (answer.side, answer.points, answer.words) == (Side.LIVED, {"power": 2}, "More time")
    assert ReviewMark.objects.get().member == member
    assert Activity.objects.count() == before


def test_answering_takes_it_off_today(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    assert Delivery.objects.needing(member.person).exists()
    answer_review(review=review, points=same(3), words="", by=member)
    assert not Delivery.objects.needing(member.person).exists()
    assert Delivery.objects.needing(facilitator.person).exists()


def test_nobody_answers_twice(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    answer_review(review=review, points=same(3), words="", by=member)
    with pytest.raises(Refused, match="nobody can change them"):
        answer_review(review=review, points=same(7), words="", by=member)
    assert ReviewAnswer.objects.get().points == same(3)


@pytest.mark.parametrize("points", [{"power": 0}, {"power": 8}, {"something else": 3}])
def test_only_what_was_asked_is_kept(facilitator: Membership, member: Membership, points: dict[str, int]):
    review = make_review(facilitator)
    with pytest.raises(ValueError, match="not asked"):
        answer_review(review=review, points=points, words="", by=member)
    assert not ReviewMark.objects.exists()


def test_no_answer_after_the_seal(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    seal_review(review=review, by=facilitator)
    with pytest.raises(Refused, match="closed"):
        answer_review(review=review, points=same(3), words="", by=member)
    with pytest.raises(Refused):
        seal_review(review=review, by=facilitator)


def test_a_supporter_does_not_answer(facilitator: Membership, supporter: Membership):
    with pytest.raises(Refused):
        answer_review(review=make_review(facilitator), points=same(3), words="", by=supporter)


def test_a_review_of_another_group_cannot_be_answered(facilitator: Membership, member: Membership):
    elsewhere = Group.objects.create(system=member.group.system, name="Elsewhere", state=GroupState.RUNNING)
    review = make_review(facilitator)
    Review.objects.filter(pk=review.pk).update(group=elsewhere)
    with pytest.raises(Review.DoesNotExist):
        answer_review(review=review, points=same(3), words="", by=member)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_writers")
def test_one_answer_each_however_fast_they_press(facilitator: Membership, member: Membership):
    """Many presses at once: one is kept, the others are refused."""
    review = make_review(facilitator)
    refused = at_once(
        *(
            partial(answer_review, review=review, points=same(point), words="", by=member)
            for point in range(1, 7)
        )
    )
    assert (refused, ReviewAnswer.objects.count(), ReviewMark.objects.count()) == (5, 1, 1)


def test_the_database_holds_one_mark_each(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    ReviewMark.objects.create(review=review, group=review.group, member=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewMark.objects.create(review=review, group=review.group, member=member)


def test_the_seal_keeps_totals_and_deletes_the_marks(facilitator: Membership):
    review = reviewed(facilitator, [1, 2, 3, 4, 5, 6], [4, 4, 5, 6, 7])
    assert (review.answered_lived, review.answered_system) == (6, 5)
    assert review.state == ReviewState.SEALED
    assert not ReviewMark.objects.exists()
    assert not Notification.objects.filter(kind="review_answer_wanted").exists()
    assert review.answers.count() == 11


def test_words_are_parted_from_points_at_the_seal(facilitator: Membership):
    review = make_review(facilitator)
    for n, member in enumerate(join_many(facilitator.group, Side.LIVED, 6), start=1):
        answer_review(review=review, points=same(n), words=f"Words {n}", by=member)
    review = seal_review(review=review, by=facilitator)
    assert not review.answers.exclude(points={}).exclude(words="").exists()
    assert set(review.answers.exclude(words="").values_list("side", flat=True)) == {""}
    assert grouped_words(review) == [("", [f"Words {n}" for n in range(1, 7)])]


def test_points_of_a_small_side_are_not_kept_beside_a_large_one(facilitator: Membership):
    review = reviewed(facilitator, [1, 2, 3, 4, 5], [7, 7])
    assert list(review.answers.values_list("side", flat=True).distinct()) == [Side.LIVED]
    assert (review.answered_lived, review.answered_system) == (5, 2)


def test_two_small_sides_lose_their_side_and_are_seen_together(facilitator: Membership):
    review = reviewed(facilitator, [1, 1, 1], [7, 7])
    assert set(review.answers.values_list("side", flat=True)) == {""}
    shown = shifts_of(review.group, Reach.GROUP)[0]["rounds"][0]
    assert shown["lived"] is None
    assert shown["system"] is None
    assert shown["together"] == {"median": 2, "low": 2, "high": 6}


def test_both_sides_stand_next_to_each_other_over_time(facilitator: Membership):
    first = reviewed(facilitator, [1, 2, 2, 3, 4], [4, 5, 5, 6, 7])
    Review.objects.filter(pk=first.pk).update(opened_on=timezone.localdate() - timedelta(days=300))
    reviewed(facilitator, [3, 4, 4, 5, 6], [4, 5, 5, 6, 7])
    shown = shifts_of(facilitator.group, Reach.GROUP)
    assert [result["statement"] for result in shown] == [statement.id for statement in SHIFTS.statements]
    lived = [one["lived"] for one in shown[-1]["rounds"]]
    assert [one["median"] for one in lived if one] == [2, 4]
    assert all(one["lived"] is None for one in shifts_of(facilitator.group, Reach.PUBLIC)[0]["rounds"])


def test_the_last_day_closes_a_review(facilitator: Membership, member: Membership):
    review = make_review(facilitator)
    seal_reviews()
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    Review.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    seal_reviews()
    seal_reviews()
    review.refresh_from_db()
    assert review.state == ReviewState.SEALED
