"""Where something said goes: into a request or a decision, or nowhere, and then why.

Somebody of lifecycle/who_routes.py writes it down for the group. Nothing waits for it and nothing is held up by it; but it stays on the
session's page until everything said there has gone somewhere.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Contribution, Decision, Session
from groups.models import Membership, Notification
from groups.notifications import notify, settle
from groups.transitions import Refused, record
from groups.working_days import add_working_days
from lifecycle.actions.traces import (
    forget_why_not,
    tell_of_use_in_decision,
    tell_of_use_in_request,
    tell_why_not,
)
from lifecycle.kinds.words import NOT_TAKEN_KINDS, WORDS_UNROUTED
from lifecycle.models import Ask, NotTaken, Trace
from lifecycle.models.trail import unrouted
from lifecycle.states import UNROUTED_WORKING_DAYS
from lifecycle.who_routes import can_route, routed_by

NOT_ASKED_AFTER = timedelta(days=90)  # what was said long before stays on its page, and nobody is asked


@transaction.atomic
def say_why_not(contribution: Contribution, *, why: str, by: Membership) -> NotTaken:
    """Write in plain words why something said led to no request and no decision. Whoever said it is told.

    Said again, it takes the place of what was written before. Raises Refused to whoever said the words
    themselves, without a reason, before the session is over, and where the words are used.
    """
    said = _lock(contribution, by)
    if said.author_id == by.pk:
        raise Refused(_("These are your own words. Another facilitator says what came of them."))
    if not why.strip():
        raise Refused(_("Say why, in plain words. Whoever said it reads it."))
    if said.session and not said.session.is_over:
        raise Refused(_("You can say this when the session is over."))
    if Trace.objects.filter(contribution=said).exists():
        raise Refused(_("These words are used in a request or a decision already."))
    settle(NOT_TAKEN_KINDS, said)
    NotTaken.objects.filter(contribution=said).delete()
    not_taken = NotTaken.objects.create(
        group=said.group, contribution=said, why=why.strip(), by=by, on=by.group.today
    )
    record("words.not_taken", not_taken, by=by)
    tell_why_not(not_taken)
    _settle_prompt(said)
    return not_taken


@transaction.atomic
def use_words(contribution: Contribution, *, used_in: Ask | Decision, by: Membership) -> Trace:
    """Show that something said is part of a request or a decision that is there already. Whoever said it is told."""
    said = _lock(contribution, by)
    if used_in.group_id != said.group_id:
        raise Refused(_("Words go into a request or a decision of the same group."))
    place = {"ask": used_in} if isinstance(used_in, Ask) else {"decision": used_in}
    trace, is_new = Trace.objects.get_or_create(contribution=said, **place, defaults={"group": said.group})
    if is_new:
        forget_why_not(Contribution.objects.filter(pk=said.pk))
        record("words.used", trace, by=by)
        if isinstance(used_in, Ask):
            tell_of_use_in_request(said, used_in)
        else:
            tell_of_use_in_decision(said, used_in)
        _settle_prompt(said)
    return trace


def prompt_unrouted() -> None:
    """Ten working days after a session closed: one message for the session, while something said waits."""
    _settle_those_that_are_done()
    today = timezone.now()
    due, too_old = today - timedelta(days=UNROUTED_WORKING_DAYS), today - NOT_ASKED_AFTER
    waiting = unrouted(Contribution.objects.filter(session=OuterRef("pk")))
    past = Session.objects.counted().prompted().filter(Exists(waiting))
    sessions = list(past.filter(closed_at__lte=due, closed_at__gt=too_old).select_related("group"))
    keys = [str(session.public_id) for session in sessions]
    asked = Notification.objects.filter(kind=WORDS_UNROUTED, subject__in=keys)
    told = set(asked.values_list("subject", flat=True))
    for session in sessions:
        if str(session.public_id) not in told and _is_due(session):
            _ask_who_can(session)


def _ask_who_can(session: Session) -> None:
    people = [member.person for member in can_route(session)]
    if people:
        notify(WORDS_UNROUTED, session, group=session.group, to=people)


def _is_due(session: Session) -> bool:
    closed_on = timezone.localdate(session.closed_at, session.group.tz)
    return add_working_days(closed_on, UNROUTED_WORKING_DAYS, session.group) <= session.group.today


def _settle_those_that_are_done() -> None:
    """Words may also have been taken back, hidden, or used from the page of a new request."""
    open_ones = Notification.objects.filter(kind=WORDS_UNROUTED, closed_at__isnull=True)
    asked = Session.objects.filter(public_id__in=list(open_ones.values_list("subject", flat=True)))
    for session in asked.select_related("group"):
        if not can_route(session):
            settle([WORDS_UNROUTED], session)


def _settle_prompt(said: Contribution) -> None:
    if said.session and not can_route(said.session):
        settle([WORDS_UNROUTED], said.session)


def _lock(contribution: Contribution, by: Membership) -> Contribution:
    """Only who writes this down, and only for words that they may read (promise 4)."""
    words = routed_by(by, Contribution.objects.in_group(by.group))
    locked = words.select_for_update(of=("self",)).select_related("group", "session__group")
    found = locked.filter(pk=contribution.pk).first()
    if found is None:
        raise Refused(_("A facilitator who may read these words writes down what came of them."))
    return found
