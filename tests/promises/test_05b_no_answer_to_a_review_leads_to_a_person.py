"""No link between a person and an anonymous answer is ever stored as data; sealing takes away every way to
infer one from a copy of the database. (The words said in sessions are in test_05.)"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from groups.models import Activity, Delivery, Membership
from groups.sealing import clean_files_now
from groups.states import Side
from lifecycle.actions.review_answers import answer_review, keep_draft
from lifecycle.actions.reviews import seal_review
from lifecycle.models import Review, ReviewAnswer, ReviewMark
from tests.lifecycle.impact import join_many, make_review, same
from tests.promises.red_team import ORDERS, Guess, Trace, guesses, tables_about_people, traces

PEOPLE, ROUNDS = 8, 10
CHANCE = ROUNDS + 6 * ROUNDS**0.5  # laid out at random one in PEOPLE fits; six deviations above that


def answer_in_some_order(review: Review, members: list[Membership], order: Random) -> dict[object, int]:
    """Everyone answers, in an order of their own. Returns whose each answer truly is, known to the test alone."""
    truth = {}
    for member in order.sample(members, len(members)):
        before = set(ReviewAnswer.objects.values_list("pk", flat=True))
        keep_draft(review, said={"power": 1}, words=f"Begun by {member.pk}", by=member)
        answer_review(review=review, points=same(1 + member.pk % 7), words=f"By {member.pk}", by=member)
        (mine,) = set(ReviewAnswer.objects.values_list("pk", flat=True)) - before
        truth[mine.hex] = member.pk
    return truth


def hits(truth: dict[object, int]) -> Counter[str]:
    """How many answers each strategy lays to the right person."""
    found: Counter[str] = Counter()
    for strategy, guess in [*guesses(ReviewAnswer, set(truth)), *watchers(truth)]:
        found[strategy] += sum(guess.get(answer) == member for answer, member in truth.items())
    return found


def watchers(truth: dict[object, int]) -> Iterator[tuple[str, Guess]]:
    """Someone who also saw, outside the database, in which order people answered."""
    rows = [row for row in traces(ReviewAnswer, None) if row.key in truth]
    for name, order in ORDERS.items():
        yield f"{name} beside a watcher", dict(zip(keys_in(order, rows), truth.values(), strict=False))


def keys_in(order: Callable[[Trace], Any], rows: list[Trace]) -> list[object]:
    return [row.key for row in sorted(rows, key=order)]


def truth_of_words(review: Review, answered: Iterable[int]) -> dict[object, int]:
    """The rows that hold the words alone, in the order in which people answered."""
    written = {int(answer.words.removeprefix("By ")): answer for answer in review.answers.exclude(words="")}
    return {written[member].pk.hex: member for member in answered}


@pytest.mark.django_db(transaction=True)
def test_before_the_seal_a_copy_would_tell_as_the_page_says(facilitator: Membership):
    """The red team has teeth: before sealing it finds everyone."""
    members = join_many(facilitator.group, Side.LIVED, PEOPLE)
    review = make_review(facilitator)
    truth = answer_in_some_order(review, members, Random(1))
    found = hits(truth)
    assert found["order on disk beside ReviewMark.member_id by order on disk"] == PEOPLE
    assert found["order on disk beside a watcher"] == PEOPLE
    if connection.vendor == "postgresql":
        assert found["next transaction in Delivery.person_id"] == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_after_the_seal_no_strategy_beats_chance(facilitator: Membership):
    members = join_many(facilitator.group, Side.LIVED, PEOPLE)
    points, words = Counter[str](), Counter[str]()
    for turn in range(ROUNDS):
        review = make_review(facilitator)
        truth = answer_in_some_order(review, members, Random(turn))
        review = seal_review(review=review, by=facilitator)
        clean_files_now([])
        points += hits(truth)
        words += hits(truth_of_words(review, truth.values()))
    assert points.most_common(1)[0][1] <= CHANCE, points.most_common(3)
    assert words.most_common(1)[0][1] <= CHANCE, words.most_common(3)


def test_after_the_seal_nobody_can_tell_who_answered(facilitator: Membership):
    """Whoever answered has left as much in every table as whoever did not."""
    members = join_many(facilitator.group, Side.LIVED, 10)
    review = make_review(facilitator)
    answered = members[::2]
    for member in answered:
        answer_review(review=review, points=same(4), words="Words", by=member)
    assert rows_about(answered[0]) != rows_about(members[1])
    seal_review(review=review, by=facilitator)
    assert len({tuple(rows_about(member).items()) for member in members}) == 1


def rows_about(member: Membership) -> Counter[str]:
    """How much each table holds about someone, and in which state."""
    found: Counter[str] = Counter()
    for model, column, meanings in tables_about_people():
        theirs = {value for value, key in meanings.items() if key == member.pk}
        for row in model._default_manager.filter(**{f"{column or 'pk'}__in": theirs}).values():
            found[f"{model.__name__} {row.get('state', '')} {row.get('done_at') is None}"] += 1
    return found


def test_an_answer_has_no_room_for_a_person_or_a_time():
    fields = ReviewAnswer._meta.concrete_fields
    assert {field.name for field in fields} == {
        "id",
        "review",
        "group",
        "side",
        "points",
        "unknown",
        "words",
        "theme",
    }
    assert not any(isinstance(field, models.DateField) for field in fields)
    pointing = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    assert not any(field.related_model in (ReviewAnswer, ReviewMark) for field in pointing)


def test_answering_writes_no_activity_and_no_message_that_stays(facilitator: Membership):
    members = join_many(facilitator.group, Side.LIVED, 3)
    review = make_review(facilitator)
    before = Activity.objects.count()
    for member in members:
        answer_review(review=review, points=same(4), words="", by=member)
    assert Activity.objects.count() == before
    seal_review(review=review, by=facilitator)
    assert not Delivery.objects.filter(notification__kind="review_answer_wanted").exists()


def test_the_only_one_of_a_side_leaves_no_points_under_that_side(facilitator: Membership, lead: Membership):
    review = make_review(facilitator)
    for member in join_many(facilitator.group, Side.LIVED, 6):
        answer_review(review=review, points=same(2), words="", by=member)
    answer_review(review=review, points=same(7), words="From above", by=lead)
    review = seal_review(review=review, by=facilitator)
    assert not review.answers.filter(side=Side.SYSTEM).exists()
    assert not review.answers.filter(points__power=7).exists()
    assert review.answers.get(words="From above").side == ""
