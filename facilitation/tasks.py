"""What the clock does for meetings. Every sweep may run twice and changes nothing the second time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from celery import shared_task
from django.utils import timezone

from facilitation.actions.arrangements import ARRANGED, ASK_MET, TELL_BEFORE, tell_arranged
from facilitation.actions.people import facilitators, who_may_come
from facilitation.actions.sessions import settle_notes
from facilitation.actions.texts import ask_for_review
from facilitation.models import Arrangement, Decision, GroupText, Session
from facilitation.models.arrangements import ArrangementQuerySet
from groups.models import Delivery, Person
from groups.months import months_between
from groups.notifications import notify
from groups.states import MembershipState
from groups.transitions import Refused

REMIND_DAYS = (1, 7)


@shared_task
def remind_of_sessions() -> None:
    """7 days and 1 day before a session, tell all but those who cannot come."""
    for session in Session.objects.soon().prompted().select_related("group"):
        reminder = reminder_due(session, session.group.today)
        if reminder:
            people = who_may_come(session)
            notify("session_soon", session, group=session.group, to=people, occurrence=reminder)


def reminder_due(session: Session, today: date) -> str:
    """The reminder that is due, named by the session's day so that a moved session is announced anew.

    None is due when the announcement itself came after that day.
    """
    zone = session.group.tz
    day = timezone.localdate(session.starts_at, zone)
    announced = timezone.localdate(session.announced_at, zone) if session.announced_at else day
    for before in REMIND_DAYS:
        due = day - timedelta(days=before)
        if today >= due:
            return f"{day.isoformat()}, {before}" if announced < due else ""
    return ""


@shared_task
def tell_what_is_arranged() -> None:
    """Six days before a session, tell people what is arranged for them, and ask whether it is right.

    Whoever heard of it because it was arranged later is not told twice.
    """
    for session, people in _by_session(Arrangement.objects.of_sessions_soon()):
        told = Delivery.objects.filter(
            notification__kind=ARRANGED, notification__subject=str(session.public_id), person__in=people
        )
        known = set(told.values_list("person", flat=True))
        new = [person for person in people if person.pk not in known]
        if new and session.starts_at <= timezone.now() + TELL_BEFORE:
            tell_arranged(session, new)


@shared_task
def ask_whether_it_was_met() -> None:
    """After a session, ask each person whether what was arranged for them was there."""
    for session, people in _by_session(Arrangement.objects.wanting_met()):
        notify(ASK_MET, session, group=session.group, to=people)


def _by_session(arrangements: ArrangementQuerySet) -> Iterator[tuple[Session, list[Person]]]:
    """Sessions with the people arranged for, who still take part."""
    here = arrangements.filter(member__state=MembershipState.ACTIVE).order_by("session", "pk")
    rows = here.select_related("session__group", "member__person__account")
    for session, some in groupby(rows, key=lambda one: one.session):
        yield session, list({one.member.person_id: one.member.person for one in some}.values())


@shared_task
def ask_for_notes() -> None:
    """Ten working days after a session closed, ask its facilitators for the notes."""
    for session in Session.objects.wanting_notes().prompted().select_related("group"):
        if session.notes_due_on and session.notes_due_on <= session.group.today:
            notify("notes_wanted", session, group=session.group, to=facilitators(session.group))


@shared_task
def settle_sessions() -> None:
    """After the quiet week, notes and late thoughts stand as they are."""
    for session in Session.objects.quiet_over().select_related("group"):
        if session.settles_on and session.settles_on <= session.group.today:
            _settle(session)


def _settle(session: Session) -> None:
    try:
        settle_notes(session)
    except Refused:
        return  # another sweep was first


@shared_task
def ask_for_text_reviews() -> None:
    """On its review day, then monthly, ask facilitators to bring purpose and ground rules back to the group."""
    for text in GroupText.objects.wanting_review().select_related("group"):
        if text.review_on and text.review_on <= text.group.today:
            month = months_between(text.review_on, text.group.today)
            ask_for_review(text, occurrence=f"month {month}")


@shared_task
def ask_for_decision_reviews() -> None:
    """On its review day, then monthly, ask facilitators to look at a decision again with the group."""
    for decision in Decision.objects.wanting_review().select_related("group"):
        if decision.review_on and decision.review_on <= decision.group.today:
            month = months_between(decision.review_on, decision.group.today)
            people = facilitators(decision.group)
            occurrence = f"{decision.review_on.isoformat()}, month {month}"
            notify("decision_review", decision, group=decision.group, to=people, occurrence=occurrence)
