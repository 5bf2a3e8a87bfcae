"""Rows that the tests of reviews and reports begin with."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from facilitation.models import AgendaItem
from groups.models import Group, Membership
from groups.permissions import Role
from groups.states import Side
from lifecycle.actions.reports import approve_report, begin_report, publish_report
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.actions.writing import write_head
from lifecycle.instruments import SHIFTS
from lifecycle.models import Cycle, ImpactReport, Review
from lifecycle.models.reports import HEADS
from tests.cast import Part, join
from tests.facilitation.making import make_item, make_session


def make_cycle(group: Group, *, began_on: date | None = None) -> Cycle:
    return Cycle.objects.create(group=group, number=1, began_on=began_on or timezone.localdate())


def in_three_weeks() -> date:
    return timezone.localdate() + timedelta(days=21)


def make_review(facilitator: Membership) -> Review:
    if not Cycle.objects.in_group(facilitator.group).exists():
        make_cycle(facilitator.group)
    return open_review(closes_on=in_three_weeks(), by=facilitator)


def page_of(name: str, review: Review, *more: object) -> str:
    """The address of one of a review’s pages."""
    return reverse(name, args=[review.group.public_id, review.public_id, *more])


def same(point: int) -> dict[str, int]:
    """This point for every statement."""
    return {statement.id: point for statement in SHIFTS.statements}


def join_many(group: Group, side: Side, count: int) -> list[Membership]:
    lived = side == Side.LIVED
    role, job = (Role.MEMBER, "") if lived else (Role.PROFESSIONAL, "Nurse")
    return [join(group, Part(f"{side.label} {n}", side, role, job)) for n in range(count)]


def reviewed(facilitator: Membership, lived: Sequence[int], system: Sequence[int]) -> Review:
    """A sealed review in which each side answered these points, one per person, the same for every statement."""
    review = make_review(facilitator)
    for side, points in ((Side.LIVED, lived), (Side.SYSTEM, system)):
        for member, point in zip(join_many(facilitator.group, side, len(points)), points, strict=True):
            answer_review(review=review, points=same(point), words="", by=member)
    return seal_review(review=review, by=facilitator)


def an_item(group: Group) -> AgendaItem:
    session = group.sessions.filter(title="Spring session").first() or make_session(group)
    return make_item(session)


def make_report(facilitator: Membership, *, title: str = "Our year") -> ImpactReport:
    """A draft over the last year, with words under each head."""
    if not Cycle.objects.in_group(facilitator.group).exists():
        make_cycle(facilitator.group)
    today = timezone.localdate()
    report = begin_report(title=title, starts_on=today - timedelta(days=365), ends_on=today, by=facilitator)
    for head in HEADS:
        report = write_head(report=report, head=head, words=f"Words on {head}", began_from=0, by=facilitator)
    return report


def make_approved(facilitator: Membership, *, title: str = "Our year") -> ImpactReport:
    return approve_report(
        report=make_report(facilitator, title=title), item=an_item(facilitator.group), by=facilitator
    )


def make_published(facilitator: Membership, *, title: str = "Our year") -> ImpactReport:
    Group.objects.filter(pk=facilitator.group.pk).update(is_public=True)
    facilitator.group.refresh_from_db()
    report = make_approved(facilitator, title=title)
    report.group = facilitator.group
    return publish_report(report=report, item=an_item(facilitator.group), by=facilitator)
