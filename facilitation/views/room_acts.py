"""What is done in the room with one button: hands, needs, the agenda and rounds."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from facilitation.actions import room as actions
from facilitation.models import AgendaItem, Hand, Session
from facilitation.states import SignalKind
from facilitation.views.room import after_act
from groups.access import MemberRequest, for_members
from groups.permissions import Permission


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


@for_members(Permission.RUN_ROOM)
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


@for_members(Permission.RUN_ROOM)
@require_POST
def go_on(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.answer_needs(session, by=request.member)
    return after_act(request, session)


@for_members(Permission.RUN_ROOM)
@require_POST
def item_start(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    actions.begin_item(item, by=request.member)
    return after_act(request, item.session)


@for_members(Permission.RUN_ROOM)
@require_POST
def item_done(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponseBase:
    item = _item(request, session_id, item_id)
    actions.finish_item(item, by=request.member)
    return after_act(request, item.session)


@for_members(Permission.RUN_ROOM)
@require_POST
def round_begin(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _go_round(request, session_id, is_open=True)


@for_members(Permission.RUN_ROOM)
@require_POST
def round_end(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _go_round(request, session_id, is_open=False)


def _go_round(request: MemberRequest, session_id: UUID, *, is_open: bool) -> HttpResponseBase:
    session = _session(request, session_id)
    actions.go_round(session, is_open=is_open, by=request.member)
    return after_act(request, session)


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
