"""Every other kind of work that must outlive deaths: texts, the weekly message, jobs, and sealing with its cleaning."""

from datetime import time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from groups.jobs import ask_for
from groups.models import Activity, Delivery, Group, Job, Person
from groups.notifications import notify
from groups.states import Channel, DeliveryState, JobState
from lifecycle.models import Cycle, Review, ReviewMark
from lifecycle.states import ReviewState
from tests.cast import CAST, join

FEW = 10
ANSWERED = 3  # a review, and are told that its results are there
OPEN_TEXT = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.IN_HAND)
AWAKE = {"quiet_from": time.min, "quiet_until": time.min}


def begin(group: Group) -> None:
    """Ask for some of each."""
    people = [
        Person(name=f"Text {n}", phone=f"0770090{n:04}", channels=["text"], **AWAKE)
        for n in range(100, 100 + FEW)
    ]
    notify("news", group, group=group, to=Person.objects.bulk_create(people), occurrence="texts")
    weekly = [
        Person(name=f"Week {n}", email=f"week{n}@demo.example", weekly=True, **AWAKE) for n in range(FEW)
    ]
    told = Person.objects.bulk_create(weekly)
    for fact in ("one", "two"):
        notify("slow_news", group, group=group, to=told, occurrence=fact)
    Delivery.objects.filter(state=DeliveryState.WEEKLY).update(due_at=timezone.now())
    for number in range(FEW):
        ask_for("slow work", group=group, by=None, subject=str(number))
    _review(group)


@transaction.atomic
def _review(group: Group) -> None:
    """It was to close yesterday; three have answered. The clock sees it whole, or would seal it half made."""
    today = timezone.localdate()
    cycle = Cycle.objects.create(group=group, number=1, began_on=today - timedelta(days=30))
    review = Review.objects.create(
        group=group,
        cycle=cycle,
        instrument="shifts",
        instrument_version=1,
        closes_on=today - timedelta(days=1),
    )
    for number in range(ANSWERED):
        member = join(group, CAST["member"], f"answers{number}@demo.example")
        Person.objects.filter(pk=member.person_id).update(**AWAKE)
        ReviewMark.objects.create(group=group, review=review, member=member)


def is_done() -> bool:
    return not (
        Delivery.objects.filter(channel=Channel.TEXT, state__in=OPEN_TEXT).exists()
        or Delivery.objects.filter(state=DeliveryState.WEEKLY).exists()
        or Job.objects.exclude(state__in=[JobState.DONE, JobState.FAILED]).exists()
        or Review.objects.filter(state=ReviewState.OPEN).exists()
    )


def what_is_wrong() -> list[str]:
    """Whatever was lost, left open or done twice; empty when all is well."""
    wrong = [f"job {job.subject} {job.state}" for job in Job.objects.exclude(state=JobState.DONE)]
    worked = (settings.VAR / "worked").read_text().split()
    wrong += [f"job {number} never ended" for number in map(str, range(FEW)) if number not in worked]
    texts = Delivery.objects.filter(channel=Channel.TEXT)
    wrong += [] if texts.count() == FEW else ["a text is missing"]
    for text in texts:
        left = (settings.TEXT_FOLDER / f"{text.public_id}.json").exists()
        in_doubt = text.state == DeliveryState.BY_HAND and text.may_have_been_sent
        if not in_doubt and (text.state, left) != (DeliveryState.SENT, True):
            wrong.append(f"text {text.state}, left: {left}")
    told = (DeliveryState.SENT, DeliveryState.MAYBE_SENT)
    held = Delivery.objects.filter(notification__kind="slow_news", channel=Channel.EMAIL)
    wrong += [] if held.count() == 2 * FEW else ["a fact of the week is missing"]
    wrong += [
        f"fact of the week {one.state}" for one in held if one.state not in told or not one.gathered_in_id
    ]
    weeks = Delivery.objects.filter(notification__kind="weekly", channel=Channel.EMAIL)
    wrong += [] if weeks.count() == FEW else [f"{weeks.count()} weekly messages"]
    results = Delivery.objects.filter(notification__kind="review_results", channel=Channel.EMAIL)
    wrong += [] if results.count() == ANSWERED else [f"{results.count()} told of results"]
    sealed = Activity.objects.filter(verb="review.sealed").count()
    wrong += [] if (sealed, ReviewMark.objects.count()) == (1, 0) else [f"sealed {sealed} times"]
    return wrong + _torn()


def _torn() -> list[str]:
    """The file of the database is whole, though processes died while it was written anew."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        [said] = cursor.fetchone()
    return [] if said == "ok" else [said]
