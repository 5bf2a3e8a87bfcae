"""Phone calls: what each led to, and how that changes how we reach someone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.by_hand import may_send, sent_by_hand
from groups.actions.reaching import CHOICES
from groups.models import CallOutcome, Delivery, Membership, Person
from groups.notifications import notify, settle
from groups.notifications.weekly import choices_changed, hand_on
from groups.permissions import Permission
from groups.states import CallAnswer, Channel, DeliveryState
from groups.transitions import Refused, move, record

ENOUGH_TRIES = 3  # calls without an answer, before the list suggests a letter


@transaction.atomic
def note_call(
    delivery: Delivery, *, answer: str, note: str = "", again_at: datetime | None = None, by: Membership
) -> CallOutcome:
    """What a call led to. Told: it is off the list. Wrong number, or "do not call": from now on we write."""
    may_send(by, delivery)
    locked = _waiting_call(delivery)
    outcome = CallOutcome.objects.create(
        group=by.group, delivery=locked, by=by, answer=answer, note=note, again_at=again_at
    )
    if answer == CallAnswer.TOLD:
        sent_by_hand(locked, by=by)
        return outcome
    record(f"call.{answer}", outcome, by=by)
    if again_at:
        Delivery.objects.filter(pk=locked.pk).update(due_at=again_at)
    if answer in {CallAnswer.NOT_CALL, CallAnswer.WRONG}:
        _call_no_more(locked.person, outcome, by=by)
    return outcome


@transaction.atomic
def write_instead(delivery: Delivery, *, by: Membership) -> Delivery:
    """Nobody answers: a letter says it instead."""
    may_send(by, delivery)
    locked = _waiting_call(delivery)
    if not locked.person.address:
        raise Refused(_("We have no address. Ask the people of the group how to reach them."))
    return _turned_into_letter(locked, by=by)


@transaction.atomic
def change_reach_for(member: Membership, person: Person, *, by: Membership) -> Person:
    """Keep how to reach someone without an account, as they told it to `by`."""
    may_send(by)
    if person.account_id:
        raise Refused(_("They have an account, so they say themselves how we reach them."))
    person.save(update_fields=[*CHOICES, "email"])
    choices_changed(person)
    settle(["reach_lost"], member)
    record("membership.reach_changed", member, by=by)
    return person


def _waiting_call(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",))
    locked = rows.select_related("notification__group", "person__account").get(pk=delivery.pk)
    if locked.channel != Channel.PHONE or locked.state != DeliveryState.BY_HAND:
        raise Refused(_("This call is off the list already. Somebody made it, or it is not needed any more."))
    return locked


def _call_no_more(person: Person, outcome: CallOutcome, *, by: Membership) -> None:
    """Letters take the place of calls, those that wait too. Where we have no address, somebody must find a way."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    rest = [channel for channel in locked.channels if channel != Channel.PHONE]
    locked.channels = rest or [Channel.LETTER]
    if outcome.answer == CallAnswer.WRONG:
        locked.phone, locked.safe_to_call, locked.may_leave_message = "", None, None
    locked.save(update_fields=["channels", "phone", "safe_to_call", "may_leave_message"])
    calls = Delivery.objects.waiting_for_hands().filter(person=locked, channel=Channel.PHONE)
    for call in calls.select_related("notification__group"):
        _turned_into_letter(call, by=by)
    if Channel.LETTER in locked.channels and not locked.address:
        _find_a_way(locked, outcome)


def _find_a_way(person: Person, outcome: CallOutcome) -> None:
    group = outcome.group
    place = group.memberships.present().filter(person=person).first()
    if place:
        senders = group.memberships.active().who_may(Permission.SEND_BY_HAND)
        people = Person.objects.filter(memberships__in=senders)
        notify("reach_lost", place, group=group, to=people, occurrence=str(outcome.public_id))


def _turned_into_letter(call: Delivery, *, by: Membership) -> Delivery:
    move(call, DeliveryState.STOPPED, by=by)
    letter, _new = Delivery.objects.get_or_create(
        notification=call.notification,
        person=call.person,
        channel=Channel.LETTER,
        defaults={"state": DeliveryState.BY_HAND},
    )
    hand_on(call, letter)  # what a weekly message holds
    return letter
