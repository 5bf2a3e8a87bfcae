"""What the clock does for meetings. Every sweep may run twice and changes nothing the second time."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby

from celery import shared_task
from django.utils import timezone

from facilitation import printing
from facilitation.actions.arrangements import ARRANGED, ASK_MET, TELL_BEFORE, tell_arranged
from facilitation.actions.hiding import forget_order_of_appeals, tell_second_people
from facilitation.actions.looking_back import HEARD_WANTED
from facilitation.actions.notes import settle_notes
from facilitation.actions.packs import WANTED
from facilitation.actions.people import facilitators, planners, who_heard, who_may_come
from facilitation.actions.polls import close_poll
from facilitation.actions.rounds import close_by_clock, is_over, remind_voters
from facilitation.actions.space_entry import close_entry
from facilitation.actions.texts import ask_for_review
from facilitation.actions.to_do import DUE
from facilitation.actions.unnamed_questions import seal_questions
from facilitation.actions.wanting_information import remind_of_request
from facilitation.kinds.among_us import kind_for
from facilitation.models import (
    Arrangement,
    DatePoll,
    Decision,
    GroupText,
    Hiding,
    InformationRequest,
    Session,
    SpaceEntry,
    ToDo,
)
from facilitation.models.arrangements import ArrangementQuerySet
from facilitation.models.looking_back import sessions_just_over
from facilitation.states import REMIND_WORKING_DAYS
from facilitation.states.to_do import REMIND_EVERY_DAYS
from groups.models import Delivery, Person
from groups.months import months_between
from groups.notifications import notify
from groups.states import MembershipState
from groups.transitions import Refused
from groups.working_days import add_working_days

WORK = (printing.print_pack,)  # what jobs do: loaded by workers alone
REMIND_DAYS = (1, 7)


@shared_task
def remind_of_sessions() -> None:
    """7 days and 1 day before a session, tell all but those who cannot come."""
    for session in Session.objects.soon().prompted().select_related("group"):
        reminder = reminder_due(session, session.group.today)
        if reminder:
            people = who_may_come(session)
            notify(
                kind_for(session, "session_soon"),
                session,
                group=session.group,
                to=people,
                occurrence=reminder,
            )


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
def close_space_entries() -> None:
    """The five working days are over in which the space could say whether somebody with two hats comes in."""
    for entry in SpaceEntry.objects.closing().select_related("group"):
        close_entry(entry)


@shared_task
def tell_of_second_looks() -> None:
    """Once a day: who is to take a second look at hidden words. So no message tells when it was asked for."""
    rows = Hiding.objects.wanting_second_look()
    for hiding in rows.select_related(
        "group", "contribution__author", "contribution__session", "post__author"
    ):
        tell_second_people(hiding)
    forget_order_of_appeals()


@shared_task
def tell_of_unnamed_questions() -> None:
    """Once a day: who is to answer what was asked without a name. So no message tells when it was asked."""
    seal_questions()


@shared_task
def tell_what_is_arranged() -> None:
    """Six days before a session, tell people what is arranged for them, and ask whether it is right.

    Whoever heard of it because it was arranged later is not told twice.
    """
    for session, people in _by_session(Arrangement.objects.of_sessions_soon()):
        told = Delivery.objects.filter(
            notification__kind=kind_for(session, ARRANGED),
            notification__subject=str(session.public_id),
            person__in=people,
        )
        known = set(told.values_list("person", flat=True))
        new = [person for person in people if person.pk not in known]
        if new and session.starts_at <= timezone.now() + TELL_BEFORE:
            tell_arranged(session, new)


@shared_task
def ask_whether_it_was_met() -> None:
    """After a session, ask each person whether what was arranged for them was there."""
    for session, people in _by_session(Arrangement.objects.wanting_met()):
        notify(kind_for(session, ASK_MET), session, group=session.group, to=people)


@shared_task
def ask_for_papers() -> None:
    """On the day papers were promised, ask whoever plans to send them, if nobody has."""
    for session in Session.objects.wanting_papers().prompted().select_related("group"):
        if session.papers_out_on and session.papers_out_on <= session.group.today:
            occurrence = session.papers_out_on.isoformat()
            notify(WANTED, session, group=session.group, to=planners(session), occurrence=occurrence)


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
def ask_what_was_heard() -> None:
    """The day after a session, once, ask people of the system what they heard and will do differently."""
    for session in sessions_just_over().prompted().select_related("group"):
        notify(HEARD_WANTED, session, group=session.group, to=who_heard(session.group))


@shared_task
def close_date_polls() -> None:
    """When its last day is over where the group is, a date poll takes no more answers."""
    for poll in DatePoll.objects.to_close().select_related("group"):
        if poll.closes_on < poll.group.today:
            with suppress(Refused):  # another sweep was first
                close_poll(poll)


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


@shared_task
def remind_of_what_was_agreed() -> None:
    """On its day, then weekly four times at most, ask its owner how it goes."""
    for to_do in ToDo.objects.wanting_prompt().with_people():
        weeks, owner = (to_do.group.today - to_do.due_on).days // REMIND_EVERY_DAYS, to_do.owner
        if owner and weeks >= 0:
            occurrence = f"{owner.pk}, {to_do.due_on.isoformat()}, week {weeks}"
            notify(DUE, to_do, group=to_do.group, to=[owner.person], occurrence=occurrence)


@shared_task
def close_rounds() -> None:
    """After its last day a round ends by itself, or gets more time once for want of a quorum."""
    for decision in Decision.objects.closing_by(timezone.localdate()).select_related("group"):
        if is_over(decision):
            close_by_clock(decision)


@shared_task
def remind_of_rounds() -> None:
    """Two working days before a round ends, remind each of those who have not given a position."""
    ahead = timezone.localdate() + timedelta(days=10)  # two working days, with any holidays between
    for decision in Decision.objects.closing_by(ahead).select_related("group", "topic_version"):
        today, last = decision.group.today, decision.closes_on
        if last and add_working_days(last, -REMIND_WORKING_DAYS, decision.group) <= today <= last:
            remind_voters(decision)


@shared_task
def remind_of_information_wanted() -> None:
    """On the day the group wanted information by, then weekly, ask whoever was asked for it."""
    for wanted in InformationRequest.objects.wanted_by_now().select_related("group", "to__person"):
        if wanted.wanted_on <= wanted.group.today:
            remind_of_request(wanted)
