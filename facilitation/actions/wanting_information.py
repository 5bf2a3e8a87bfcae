"""Asking about information: what somebody did not understand, and what the group wants the system to tell it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.information import locked, may_answer
from facilitation.actions.people import everyone, facilitators
from facilitation.models import InformationItem, InformationRequest, NotUnderstood
from facilitation.states.information import QuestionState, WantedState
from groups.models import Membership, Notification, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState, Side
from groups.transitions import Refused, move, record

MOST_WAITING = 20  # questions about one item that wait for an answer
MOST_A_DAY = 30  # about one item
MOST_WANTED = 50  # requests of one group that wait
WANTED_MESSAGES = ("information_wanted", "information_wanted_due")


@transaction.atomic
def ask_what_it_means(item: InformationItem, *, passage: str, words: str, by: Membership) -> NotUnderstood:
    """Say by name that something is not clear. Whoever shared it is asked to say it in plain words."""
    item = leave_room_for_others(item)
    question = NotUnderstood.objects.create(
        group=item.group,
        item=item,
        passage=passage,
        words=words,
        asked_by=by,
        asked_on=item.group.today,
    )
    notify("not_understood", question, group=item.group, to=whom_to_ask(item))
    record("notunderstood.asked", question, by=by)
    return question


@transaction.atomic
def answer_question(question: NotUnderstood, *, answer: str, by: Membership) -> NotUnderstood:
    """Answer for everyone, in plain words. Raises Refused for anyone but the author, and when it was answered."""
    if not may_answer(question.item, by):
        raise Refused(_("Only the person who shared this answers questions about it."))
    now = timezone.now()
    answered = move(question, QuestionState.ANSWERED, by=by, answer=answer, answered_by=by, answered_at=now)
    settle(["not_understood"], answered)
    if answered.asked_by:
        notify("question_answered", answered, group=by.group, to=[answered.asked_by.person])
    return answered


@transaction.atomic
def ask_for_information(
    *, what: str, why: str, to: Membership, wanted_on: date, by: Membership
) -> InformationRequest:
    """Ask somebody from the system for information, for the group. Everyone sees what was asked, and since when."""
    if not may_be_asked(to):
        raise Refused(_("Choose somebody from the system who takes part in the group now."))
    if InformationRequest.objects.in_group(by.group).waiting().count() >= MOST_WANTED:
        raise Refused(_("Very many requests are waiting. Look at them together in a session first."))
    wanted = InformationRequest.objects.create(
        group=by.group,
        what=what,
        why=why,
        to=to,
        asked_by=by,
        asked_on=by.group.today,
        wanted_on=wanted_on,
    )
    record("informationrequest.asked", wanted, by=by)
    notify("information_wanted", wanted, group=by.group, to=[to.person])
    return wanted


@transaction.atomic
def meet_request(
    wanted: InformationRequest, *, state: str, reason: str, items: Iterable[InformationItem], by: Membership
) -> InformationRequest:
    """Share what was asked, or part of it, or say why not. Only the one asked; never without a reason."""
    if wanted.to != by:
        raise Refused(_("Only the person who was asked can answer this."))
    items = list(items)
    if state in {WantedState.SHARED, WantedState.PART} and not items:
        raise Refused(_("Share the information first. Then choose it here."))
    if state in {WantedState.PART, WantedState.REFUSED} and not reason.strip():
        raise Refused(_("Write the reason. Everyone in the group reads it."))
    met = move(wanted, state, by=by, reason=reason, answered_on=by.group.today)
    met.items.add(*items)
    settle(WANTED_MESSAGES, met)
    notify("information_answered", met, group=by.group, to=everyone(by.group), occurrence=state)
    return met


@transaction.atomic
def withdraw_request(wanted: InformationRequest, *, by: Membership) -> InformationRequest:
    """The group does not want it any more: said by whoever asked, or by a facilitator."""
    if wanted.asked_by != by and not by.may(Permission.RUN_ROOM):
        raise Refused(_("Whoever asked for this can take it back, and so can a facilitator."))
    gone = move(wanted, WantedState.WITHDRAWN, by=by, answered_on=by.group.today)
    settle(WANTED_MESSAGES, gone)
    return gone


@transaction.atomic
def ask_someone_else(wanted: InformationRequest, *, to: Membership, by: Membership) -> InformationRequest:
    """Send a request on, because whoever was asked has left or is the wrong person. It keeps its day."""
    if not may_be_asked(to):
        raise Refused(_("Choose somebody from the system who takes part in the group now."))
    row = InformationRequest.objects.select_for_update(of=("self",)).select_related("group").get(pk=wanted.pk)
    if not row.is_waiting:
        raise Refused(_("This request was answered, so there is nobody to ask."))
    row.to = to
    row.save(update_fields=["to"])
    settle(WANTED_MESSAGES, row)
    record("informationrequest.sent_on", row, by=by)
    notify(
        "information_wanted",
        row,
        group=by.group,
        to=[to.person],
        occurrence=f"{to.pk}, {by.group.today}",
    )
    return row


def may_be_asked(member: Membership) -> bool:
    """Somebody from the system who takes part now and may share information."""
    return member.side == Side.SYSTEM and _is_here(member) and member.may(Permission.SHARE_INFORMATION)


@transaction.atomic
def remind_of_request(wanted: InformationRequest) -> None:
    """On the day it was wanted, then weekly: whoever was asked, or the facilitators when they have left."""
    occurrence = f"week {(wanted.group.today - wanted.wanted_on).days // 7}"
    told = Notification.objects.filter(
        kind="information_wanted_due", subject=str(wanted.public_id), occurrence=occurrence
    )
    if told.exists():
        return
    settle(WANTED_MESSAGES, wanted)
    people = [wanted.to.person] if wanted.to and _is_here(wanted.to) else facilitators(wanted.group)
    notify("information_wanted_due", wanted, group=wanted.group, to=people, occurrence=occurrence)


def whom_to_ask(item: InformationItem) -> list[Person]:
    author = item.shared_by
    return [author.person] if author and _is_here(author) else facilitators(item.group)


def _is_here(member: Membership) -> bool:
    return member.state == MembershipState.ACTIVE


def leave_room_for_others(item: InformationItem) -> InformationItem:
    """The item, locked. Its limit is counted from its questions: none is ever counted for a person."""
    item = locked(item)
    if item.is_gone:
        raise Refused(_("This story was taken back, so there is nothing to ask about it."))
    asked = item.questions.filter(asked_on=item.group.today).count()
    if asked >= MOST_A_DAY or item.questions.filter(state=QuestionState.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Very many questions about this are waiting. Look again when some are answered."))
    return item
