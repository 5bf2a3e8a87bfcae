"""What is done in the room with one button: hands, needs, the agenda and rounds."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.access import for_whoever_runs
from facilitation.actions import quick_check
from facilitation.actions import room as actions
from facilitation.actions.agenda import shift_item
from facilitation.actions.going_round import begin_round, end_round, say_of_my_turn, turn_over
from facilitation.live import changed
from facilitation.models import AgendaItem, Hand, Session
from facilitation.states import SessionState, SignalKind
from facilitation.views.agenda import DIRECTIONS
from facilitation.views.room import after_act
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused

MORE_MINUTES = 5
LONGEST_NUMBER = 5  # digits


@for_members(Permission.SPEAK, or_pass=True)
@require_POST
def hand_raise(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.raise_hand(session, by=request.member)
    return after_act(request, session)


@for_members(Permission.SPEAK, or_pass=True)
@require_POST
def hand_down(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.lower_hand(session, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def hand_spoke(request: MemberRequest, session_id: UUID, hand_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.has_spoken(_hand(session, hand_id), by=request.member)
    return after_act(request, session)


@for_members(Permission.JOIN_ROOM, or_pass=True)
@require_POST
def signal(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    kind = request.POST.get("kind", "")
    if kind not in SignalKind.values:
        raise Http404
    actions.say_what_is_needed(session, kind=SignalKind(kind))
    return after_act(request, session)


@for_whoever_runs
@require_POST
def go_on(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """Answers the needs that the page showed, and no others."""
    session = _session(request, session_id)
    shown = request.POST.get("needs", " ".join(SignalKind.values)).split()
    kinds = [kind for kind in SignalKind.values if kind in shown]
    actions.answer_needs(session, kinds=kinds, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def pause(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.pause(session, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def item_start(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    actions.begin_item(item, instead_of=request.POST.get("on"), by=request.member)
    return after_act(request, item.session)


@for_whoever_runs
@require_POST
def item_done(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    actions.finish_item(item, by=request.member)
    return after_act(request, item.session)


@for_whoever_runs
@require_POST
def item_time(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    shown = request.POST.get("minutes", "")
    shown_minutes = int(shown) if shown.isdecimal() and len(shown) < LONGEST_NUMBER else None
    actions.give_time(item, minutes=MORE_MINUTES, shown=shown_minutes, by=request.member)
    return after_act(request, item.session)


@for_whoever_runs
@require_POST
def item_move(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    changed(item.session)  # planning has its own page; here the room must be open
    shift_item(item, places=DIRECTIONS.get(request.POST.get("to", ""), 0), by=request.member)
    return after_act(request, item.session)


@for_whoever_runs
@require_POST
def round_begin(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    begin_round(session, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def round_end(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    end_round(session, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def round_turn(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """How the turn ended that the page showed; one that has ended already stays as it is."""
    session = _session(request, session_id)
    turn_over(session, turn=request.POST.get("turn", ""), how=request.POST.get("how", ""))
    return after_act(request, session)


@for_members(Permission.SPEAK, or_pass=True)
@require_POST
def my_turn(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    say_of_my_turn(session, how=request.POST.get("how", ""), by=request.member)
    return after_act(request, session)


@for_members(Permission.SPEAK, or_pass=True)
@require_POST
def check_answer(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _open(request, session_id)
    answer, check_id = request.POST.get("answer", ""), request.POST.get("check", "")
    quick_check.answer_check(session, check_id=check_id, answer=answer, by=request.member)
    return after_act(request, session)


@for_whoever_runs
@require_POST
def check_end(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    quick_check.end_check(session, check_id=request.POST.get("check", ""))
    return after_act(request, session)


@for_whoever_runs
@require_POST
def check_clear(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    quick_check.clear_check(session, check_id=request.POST.get("check", ""))
    return after_act(request, session)


def _open(request: MemberRequest, session_id: UUID) -> Session:
    """The session while its room is open. Raises Refused when it is not."""
    session = _session(request, session_id)
    if session.state != SessionState.OPEN:
        raise Refused(_("The room is closed. You can still send a thought from the page of the session."))
    return session


def _session(request: MemberRequest, session_id: UUID) -> Session:
    sessions = Session.objects.in_group(request.member.group).visible_to(request.member)
    session: Session = get_object_or_404(sessions, public_id=session_id)
    session.group = request.member.group
    return session


def _item(request: MemberRequest, session_id: UUID, item_id: UUID) -> AgendaItem:
    session = _session(request, session_id)
    item: AgendaItem = get_object_or_404(session.items.all(), public_id=item_id)
    item.session = session
    return item


def _hand(session: Session, hand_id: UUID) -> Hand:
    hand: Hand = get_object_or_404(session.hands.all(), public_id=hand_id)
    hand.session = session
    return hand
