"""Someone asks to join: they are thanked, answered in time, talked with, and offered a place or told why not now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.invitations import Guest, invite, revoke
from groups.kinds import TO_NEWCOMERS, TO_WELCOMERS
from groups.models import (
    ConversationNote,
    Expression,
    ExpressionAnswer,
    Group,
    InterestQuestion,
    Membership,
    Person,
)
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import Channel, ExpressionState, InvitationState, Origin
from groups.transitions import Actor, Refused, move, record
from groups.working_days import add_working_days

ACKNOWLEDGE_DAYS = 5  # working days: product.md section 10
MOST_QUESTIONS = 5


@dataclass(frozen=True)
class Newcomer:
    """Who asks to join, how to reach them, and what they say. `answers`: each question as asked, and the answer."""

    name: str
    why: str
    channel: str
    email: str = ""
    phone: str = ""
    address: str = ""
    may_leave_message: bool | None = None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Typed:
    """How words came that somebody typed for the person who said or wrote them."""

    origin: str
    read_back: bool
    received_on: date


@transaction.atomic
def express_interest(newcomer: Newcomer, *, group: Group, thank: bool = True) -> Expression:
    """Someone asks to join. Nobody looks whether they are known already: that would tell.

    `thank`: send the message with the link to take it back. False where its address had many today.
    """
    expression = _receive(newcomer, group, received_on=group.today)
    record("expression.received", expression, by=expression.person)
    if thank and newcomer.channel == Channel.EMAIL:
        notify("interest_thanks", expression, group=group, to=[expression.person])
    return expression


@transaction.atomic
def enter_interest(newcomer: Newcomer, *, typed: Typed, by: Membership) -> Expression:
    """The same for someone who wrote or called: it counts the same, and how it came stays beside it."""
    expression = _receive(
        newcomer,
        by.group,
        received_on=typed.received_on,
        origin=typed.origin,
        read_back=typed.read_back,
        typed_by=by,
    )
    record("expression.entered", expression, by=by)
    return expression


@transaction.atomic
def acknowledge(expression: Expression, *, words: str, by: Membership) -> Expression:
    """Write back: we have read it, and this is what comes next."""
    answered = move(
        expression, ExpressionState.ACKNOWLEDGED, by=by, acknowledged_at=timezone.now(), reply=words
    )
    settle(TO_WELCOMERS, answered)
    notify("interest_acknowledged", answered, group=answered.group, to=[answered.person])
    return answered


@transaction.atomic
def note_conversation(
    expression: Expression, *, words: str, spoken_on: date, by: Membership
) -> ConversationNote:
    """Keep what was said. The first conversation is an answer too."""
    locked = _locked(expression)
    if locked.state in (ExpressionState.WITHDRAWN, ExpressionState.PLACED):
        raise Refused(_("This has ended, so nothing more is written down about it."))
    note = ConversationNote.objects.create(expression=locked, words=words, spoken_on=spoken_on, by=by)
    if locked.state in (ExpressionState.RECEIVED, ExpressionState.ACKNOWLEDGED):
        move(locked, ExpressionState.TALKING, by=by, acknowledged_at=_answered_at(locked))
        settle(TO_WELCOMERS, locked)
    else:
        record("expression.noted", locked, by=by)
    return note


@transaction.atomic
def offer_place(
    expression: Expression, *, comes_as: str, job: str = "", body: str = "", by: Membership
) -> Expression:
    """Invite them by the way they asked to be reached. They decide."""
    locked = _locked(expression)
    if ExpressionState.OFFERED not in Expression.MOVES[locked.state]:
        raise Refused(_("A place is offered after you wrote back or talked. Look at the page again."))
    person = locked.person
    guest = Guest(
        person.name,
        comes_as,
        email=person.email,
        channel=person.channels[0],
        address=person.address,
        phone=person.phone,
        job=job,
        body=body,
        person=person,
    )
    invitation = invite(guest, group=locked.group, by=by)
    return move(locked, ExpressionState.OFFERED, by=by, invitation=invitation)


@transaction.atomic
def not_now(expression: Expression, *, reason: str, other_ways: str, by: Membership) -> Expression:
    """Say kindly why there is no place now, and what else they could do. They are told by their own way."""
    now = timezone.now()
    told = move(
        expression,
        ExpressionState.NOT_NOW,
        by=by,
        reason=reason,
        other_ways=other_ways,
        ended_at=now,
        acknowledged_at=_answered_at(expression),
    )
    _end_offer(told, by=by)
    settle(TO_WELCOMERS, told)
    notify("interest_not_now", told, group=told.group, to=[told.person], occurrence=now.isoformat())
    return told


@transaction.atomic
def talk_again(expression: Expression, *, by: Membership) -> Expression:
    """ "Not now" was then: there may be a place after all."""
    if _locked(expression).state != ExpressionState.NOT_NOW:
        raise Refused(_("You are talking already, or they took it back. Look at the page again."))
    settle(["interest_not_now"], expression)
    return move(expression, ExpressionState.TALKING, by=by, ended_at=None)


@transaction.atomic
def withdraw(expression: Expression, *, by: Actor) -> Expression:
    """They take it back: nothing more is sent, and an offer made falls away. Nobody asks why."""
    ended = move(expression, ExpressionState.WITHDRAWN, by=by, ended_at=timezone.now())
    _end_offer(ended, by=by)
    settle([*TO_WELCOMERS, *TO_NEWCOMERS], ended)
    return ended


@transaction.atomic
def set_questions(questions: Sequence[str], *, by: Membership) -> None:
    """What the group asks everyone who wants to join. What was answered keeps its question as it was asked."""
    Group.objects.select_for_update().get(pk=by.group_id)
    by.group.interest_questions.all().delete()
    InterestQuestion.objects.bulk_create(
        InterestQuestion(group=by.group, words=words, position=at)
        for at, words in enumerate(questions[:MOST_QUESTIONS])
    )
    record("group.interest_questions", by.group, by=by)


def who_welcomes(group: Group) -> list[Person]:
    here = Membership.objects.active().filter(group=group).who_may(Permission.WELCOME_PEOPLE)
    return [one.person for one in here.with_names()]


def _receive(
    newcomer: Newcomer,
    group: Group,
    *,
    received_on: date,
    origin: str = Origin.APP,
    read_back: bool = False,
    typed_by: Membership | None = None,
) -> Expression:
    expression = Expression.objects.create(
        group=group,
        person=_someone(newcomer),
        why=newcomer.why,
        received_on=received_on,
        acknowledge_by=add_working_days(received_on, ACKNOWLEDGE_DAYS, group),
        origin=origin,
        read_back=read_back,
        typed_by=typed_by,
    )
    ExpressionAnswer.objects.bulk_create(
        ExpressionAnswer(expression=expression, asked=asked, words=words, position=at)
        for at, (asked, words) in enumerate(newcomer.answers)
        if words
    )
    notify("interest_received", expression, group=group, to=who_welcomes(group))
    return expression


def _someone(newcomer: Newcomer) -> Person:
    return Person.objects.create(
        name=newcomer.name,
        email=newcomer.email,
        phone=newcomer.phone,
        address=newcomer.address,
        channels=[newcomer.channel],
        may_leave_message=newcomer.may_leave_message,
    )


def _locked(expression: Expression) -> Expression:
    rows = Expression.objects.select_for_update(of=("self",)).select_related("group", "person")
    return rows.get(pk=expression.pk)


def _answered_at(expression: Expression) -> object:
    return expression.acknowledged_at or timezone.now()


def _end_offer(expression: Expression, *, by: Actor) -> None:
    if expression.invitation and expression.invitation.state == InvitationState.SENT:
        revoke(expression.invitation, by=by)
