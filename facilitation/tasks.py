"""What the clock does for meetings. Every sweep may run twice and changes nothing the second time."""

from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from facilitation.actions.people import facilitators, who_may_come
from facilitation.actions.sessions import settle_notes
from facilitation.actions.texts import ask_for_review
from facilitation.models import Decision, GroupText, Session
from groups.months import months_between
from groups.notifications import notify
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
