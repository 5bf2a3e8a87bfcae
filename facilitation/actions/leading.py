"""Who leads an item: only somebody who said yes or offered, and who can hand it back at any time."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from facilitation.actions.having_no_say import give_up_positions
from facilitation.actions.people import planners
from facilitation.kinds.among_us import kind_for, kinds_for
from facilitation.live import changed
from facilitation.models import AgendaItem, CoFacilitation
from facilitation.models.sessions import BEFORE, sees_among_us
from facilitation.states import ItemPurpose, ItemState, SessionState
from facilitation.states.agenda import CoFacilitationState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, move, record

ASKED, LOOKING = "item_lead_asked", "item_lead_looking"
CAN_LEAD = (SessionState.DRAFT, *BEFORE)


@transaction.atomic
def ask_to_lead(item: AgendaItem, *, member: Membership | None, by: Membership) -> AgendaItem:
    """Ask someone; they lead it when they say yes, and nobody before. Whoever asks themselves has said yes.

    With nobody (None) the item has no leader and nobody is asked.
    """
    item = _held(item)
    if member is not None:
        _must_be_able_to_lead(item, member)
    if member is not None and member.pk in (item.led_by_id, item.asked_to_lead_id):
        return item
    settle(kinds_for(item.session, [ASKED]), item)
    _set(item, led_by=None, asked_to_lead=member)
    record("agendaitem.lead_asked", item, by=by)
    if member == by:
        return _take_on(item, by)
    tell_asked(item)
    return item


@transaction.atomic
def look_for_leader(item: AgendaItem, *, is_looking: bool, by: Membership) -> AgendaItem:
    """Say to all members that someone can offer to lead it."""
    item = _held(item)
    if item.seeks_leader != is_looking:
        _set(item, seeks_leader=is_looking)
        record("agendaitem.lead_open" if is_looking else "agendaitem.lead_not_open", item, by=by)
    return item


@transaction.atomic
def offer_to_lead(item: AgendaItem, *, by: Membership) -> AgendaItem:
    """Somebody takes on an item that looks for someone."""
    item = _held(item)
    _must_be_able_to_lead(item, by)
    if item.led_by_id or not item.seeks_leader:
        raise Refused(_("This item is not looking for someone to lead it any more."))
    settle(kinds_for(item.session, [ASKED]), item)
    return _take_on(item, by)


@transaction.atomic
def say_yes_to_leading(item: AgendaItem, *, by: Membership) -> AgendaItem:
    """Whoever was asked leads it from now on, and has no say on it (promise 3)."""
    item = _held(item)
    asked = _asked(item, by)
    _must_be_able_to_lead(item, asked)
    settle(kinds_for(item.session, [ASKED]), item)
    return _take_on(item, asked, typed_by=by)


@transaction.atomic
def say_no_to_leading(item: AgendaItem, *, by: Membership) -> AgendaItem:
    """Nobody asks why."""
    item = _held(item, at_any_time=True)
    _asked(item, by)
    settle(kinds_for(item.session, [ASKED]), item)
    _set(item, asked_to_lead=None)
    record("agendaitem.lead_no", item, by=by)
    _tell_planners(item)
    return item


@transaction.atomic
def hand_back_leading(item: AgendaItem, *, by: Membership) -> AgendaItem:
    """At any time. Their say on it returns."""
    item = _held(item, at_any_time=True)
    if item.led_by is None or not _speaks_for(item.led_by, by):
        raise Refused(_("Only the person who leads this can hand it back."))
    _set(item, led_by=None)
    record("agendaitem.lead_back", item, by=by)
    _tell_planners(item)
    return item


def leave_to_others(member: Membership) -> None:
    """Someone leaves: what they would have led, or helped to run, is free again."""
    ahead = AgendaItem.objects.filter(session__state__in=CAN_LEAD).exclude(state=ItemState.DONE)
    for item in ahead.filter(Q(led_by=member) | Q(asked_to_lead=member)).select_related("session__group"):
        settle(kinds_for(item.session, [ASKED]), item)
        _set(item, led_by=None, asked_to_lead=None)
        _tell_planners(item)
    held = CoFacilitation.objects.accepted().filter(member=member, session__state__in=CAN_LEAD)
    for one in held:
        move(one, CoFacilitationState.HANDED_BACK, by=None)


def tell_asked(item: AgendaItem) -> None:
    """Told once for each time of asking."""
    if item.asked_to_lead:
        notify(
            kind_for(item.session, ASKED),
            item,
            group=item.group,
            to=[item.asked_to_lead.person],
            occurrence=_turn(item),
        )


def answers_for(item: AgendaItem, member: Membership) -> bool:
    """Whether this member can say yes or no: they were asked, or type for someone who has no account."""
    return item.asked_to_lead is not None and _speaks_for(item.asked_to_lead, member)


def can_lead(item: AgendaItem, member: Membership) -> bool:
    """Members, professionals, facilitators and decision-makers who take part now; never by one's side alone."""
    speaks = member.may(Permission.SPEAK) or member.may(Permission.PLAN_SESSIONS)
    knows = not item.session.is_among_us or sees_among_us(member)
    return speaks and knows and member.state == MembershipState.ACTIVE and member.group_id == item.group_id


def _take_on(item: AgendaItem, member: Membership, *, typed_by: Membership | None = None) -> AgendaItem:
    _set(item, led_by=member, asked_to_lead=None, seeks_leader=False)
    record("agendaitem.lead_yes", item, by=typed_by or member)
    give_up_positions(member, item=item)
    settle([LOOKING], item)
    return item


def _set(item: AgendaItem, **changes: object) -> None:
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))


def _held(item: AgendaItem, *, at_any_time: bool = False) -> AgendaItem:
    """The item as it is now, its session held, so that two who act take turns."""
    changed(item.session, must_be_open=False)
    rows = AgendaItem.objects.select_related("session__group", "led_by__person", "asked_to_lead__person")
    found = rows.filter(pk=item.pk).first()
    if found is None:
        raise Refused(_("This item is no longer on the agenda."))
    if at_any_time:
        return found
    if found.session.state not in CAN_LEAD or found.state == ItemState.DONE:
        raise Refused(_("This item is over, or its session was called off."))
    return found


def _must_be_able_to_lead(item: AgendaItem, member: Membership) -> None:
    if item.purpose == ItemPurpose.BREAK:
        raise Refused(_("Nobody needs to lead a break."))
    if not can_lead(item, member):
        raise Refused(_("Someone who takes part in this session now can lead an item."))


def _asked(item: AgendaItem, by: Membership) -> Membership:
    if item.asked_to_lead is None or not answers_for(item, by):
        raise Refused(_("Only the person who was asked to lead this can answer."))
    return item.asked_to_lead


def _speaks_for(member: Membership, by: Membership) -> bool:
    by_hand = member.person.account_id is None and by.may(Permission.TYPE_FOR_OTHERS)
    return member == by or by_hand


def _tell_planners(item: AgendaItem) -> None:
    if item.session.state in CAN_LEAD:
        to = planners(item.session)
        notify(kind_for(item.session, LOOKING), item, group=item.group, to=to, occurrence=_turn(item))


def _turn(item: AgendaItem) -> str:
    """Every act of this moves the session's version on."""
    return f"{type(item.session).objects.values_list('version', flat=True).get(pk=item.session_id)}"
