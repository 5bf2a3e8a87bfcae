"""How long this app keeps each kind of thing (docs/privacy.md), and how it forgets."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups import jobs
from groups.models import (
    Activity,
    CallMe,
    Concern,
    Consent,
    Delivery,
    Expression,
    Invitation,
    Job,
    Look,
    Membership,
    Person,
)
from groups.privacy.settling import pointing_to
from groups.privacy.shapes import Keeping, delete_rows
from groups.states import ConsentState, InvitationState

YEAR = timedelta(days=365)


def _old_words() -> QuerySet[Delivery]:
    return Delivery.objects.filter(notification__created_at__lt=timezone.now() - YEAR).exclude(text="")


def _old_invitations() -> QuerySet[Invitation]:
    """Answered, taken back or run out a year ago."""
    ended = ~Q(state=InvitationState.SENT) | Q(expires_at__lt=timezone.now() - YEAR)
    return Invitation.objects.filter(ended, created_at__lt=timezone.now() - YEAR)


def _forget_invitations(invitations: QuerySet[Invitation]) -> int:
    """And the stand-ins for people who never came."""
    stand_ins = list(invitations.filter(person__account=None).values_list("person", flat=True))
    count = delete_rows(invitations)
    unpointed(Person.objects.filter(pk__in=stand_ins), but=(Delivery, Activity)).delete()
    return count


def _old_stand_ins() -> QuerySet[Person]:
    """Invited people of whom nothing is left but that we told them somebody came in, a month ago."""
    month_ago = timezone.now() - timedelta(days=30)
    told = Delivery.objects.filter(
        person=OuterRef("pk"), notification__kind="place_taken", notification__created_at__lt=month_ago
    )
    left = Person.objects.filter(Exists(told), account=None, erased_at=None)
    return unpointed(left, but=(Delivery, Activity, Look))


def _forget_interest(asked: QuerySet[Expression]) -> int:
    """And the people we knew from nowhere else."""
    strangers = list(asked.filter(person__account=None).values_list("person", flat=True))
    count = asked.count()
    Expression.objects.filter(pk__in=list(asked.values_list("pk", flat=True))).delete()
    known_from = (Delivery, Activity, Look, Invitation)
    unpointed(Person.objects.filter(pk__in=strangers), but=known_from).delete()
    return count


def _old_results() -> QuerySet[Job]:
    return Job.objects.expired()


def _empty_results(made: QuerySet[Job]) -> int:
    found = list(made)
    for job in found:
        jobs.forget_result(job)
    return len(found)


def _old_jobs() -> QuerySet[Job]:
    return Job.objects.filter(created_at__lt=timezone.now() - YEAR, result="")


def _old_looks() -> QuerySet[Look]:
    return Look.objects.filter(at__lt=timezone.now() - 2 * YEAR)


def _old_activity() -> QuerySet[Activity]:
    return Activity.objects.filter(at__lt=timezone.now() - 7 * YEAR, person__isnull=False)


def _old_consents() -> QuerySet[Consent]:
    return Consent.objects.filter(state=ConsentState.WITHDRAWN, withdrawn_at__lt=timezone.now() - 2 * YEAR)


def _ended_sessions() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _forget_sessions(ended: QuerySet[Session]) -> int:
    count = delete_rows(ended)
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count


def unpointed(people: QuerySet[Any], *, but: Collection[type[Model]] = ()) -> QuerySet[Any]:
    """Of these rows, those to which no row of any table points, or only rows of some tables."""
    for model, name in pointing_to(people.model):
        if model not in but:
            people = people.exclude(Exists(model._default_manager.filter(**{name: OuterRef("pk")})))
    return people


def _empty_places() -> QuerySet[Membership]:
    return unpointed(Membership.objects.filter(person__erased_at__isnull=False))


def _empty_shells() -> QuerySet[Person]:
    return unpointed(Person.objects.filter(erased_at__isnull=False))


def _old_calls() -> QuerySet[CallMe]:
    return CallMe.objects.filter(settled_at__lt=timezone.now() - YEAR)


def _old_concerns() -> QuerySet[Concern]:
    return Concern.objects.filter(closed_at__lt=timezone.now() - 2 * YEAR)


RETENTION: tuple[Keeping, ...] = (
    Keeping(
        "message_words",
        _("The words of messages we sent"),
        _("12 months"),
        _("The words are deleted. That a message was sent stays."),
        _old_words,
        lambda rows: rows.update(text=""),
    ),
    Keeping(
        "invitations",
        _("Invitations that were answered or ran out"),
        _("12 months"),
        _("They are deleted, with the name and the email address."),
        _old_invitations,
        _forget_invitations,
    ),
    Keeping(
        "interest",
        _("What people wrote who asked to join and have no place"),
        _("12 months after it ended"),
        _("It is deleted, with the name, how to reach them, and what was said."),
        Expression.objects.past_keeping,
        _forget_interest,
    ),
    Keeping(
        "stand_ins",
        _("Where we wrote to someone whose invitation was used by an account with another address"),
        _("1 month after we told them"),
        _("It is deleted."),
        _old_stand_ins,
        delete_rows,
    ),
    Keeping(
        "job_results",
        _("Files you asked us to make, such as a copy of your data"),
        _("7 days"),
        _("The file is deleted. You can ask for a new one."),
        _old_results,
        _empty_results,
    ),
    Keeping(
        "jobs",
        _("That you asked us to make a file"),
        _("12 months"),
        _("It is deleted."),
        _old_jobs,
        delete_rows,
    ),
    Keeping(
        "looks",
        _("Who looked at what is private to you"),
        _("2 years"),
        _("It is deleted."),
        _old_looks,
        delete_rows,
    ),
    Keeping(
        "activity",
        _("Who did what in the app"),
        _("7 years"),
        _("What was done stays as the group's record. Who did it is deleted."),
        _old_activity,
        lambda rows: rows.update(person=None),
    ),
    Keeping(
        "consents",
        _("That you let us show something, and took it back"),
        _("2 years after you took it back"),
        _("It is deleted. The words or picture went at once."),
        _old_consents,
        delete_rows,
    ),
    Keeping(
        "calls",
        _("That you asked for a call"),
        _("12 months after it was made or taken back. The number goes at once."),
        _("It is deleted."),
        _old_calls,
        delete_rows,
    ),
    Keeping(
        "concerns",
        _("What you told someone outside, and the reply"),
        _("2 years after the reply"),
        _("It is deleted."),
        _old_concerns,
        delete_rows,
    ),
    Keeping(
        "sign_ins",
        _("That a browser is signed in"),
        _("30 days, or 30 minutes on a shared device"),
        _("It is deleted, and you sign in again."),
        _ended_sessions,
        _forget_sessions,
    ),
    Keeping(
        "empty_places",
        _("A place without a name, of someone who asked us to delete everything"),
        _("As long as the group's record points to it"),
        _("It is deleted."),
        _empty_places,
        delete_rows,
    ),
    Keeping(
        "empty_shells",
        _("The row that held such places together"),
        _("As long as the group's record points to it"),
        _("It is deleted."),
        _empty_shells,
        delete_rows,
    ),
)
