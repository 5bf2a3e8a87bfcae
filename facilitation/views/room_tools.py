"""What whoever runs the room writes without leaving it: the same form stands in the room and has a page of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from facilitation.access import for_whoever_runs
from facilitation.actions.agenda import add_item
from facilitation.actions.agreements import quick_agree, record_agreement
from facilitation.actions.going_round import begin_round
from facilitation.actions.parked import park as park_it
from facilitation.actions.quick_check import begin_check
from facilitation.actions.room import here_without_screen
from facilitation.actions.to_do import agree_to_do
from facilitation.live import changed
from facilitation.models import AgendaItem, Session
from facilitation.states import ItemPurpose, ItemState, SessionState
from facilitation.views.in_room import find_room
from facilitation.views.room import fresh_context, page_of, room_of
from facilitation.views.tools import AGREE, CHECK, HERE, ITEM, PARK, PUT, ROUND, TO_DO, Tool
from groups.access import MemberRequest
from groups.models import Membership
from groups.transitions import Refused

type Act = Callable[[Session, Any, Membership], object]  # with the valid form, by whom


@for_whoever_runs
def park(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(
        PARK, request, session_id, lambda here, form, by: park_it(here, words=_of(form, "parked"), by=by)
    )


@for_whoever_runs
def agree(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(AGREE, request, session_id, _agree)


@for_whoever_runs
def put(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """Words put to everyone: they are agreed when they are recorded before anyone objects."""
    return _use(PUT, request, session_id, _put)


@for_whoever_runs
def check(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(CHECK, request, session_id, lambda here, form, _by: begin_check(here, question=form.question))


@for_whoever_runs
def go_round(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(
        ROUND,
        request,
        session_id,
        lambda here, form, by: begin_round(here, question=_of(form, "round_question"), by=by),
    )


@for_whoever_runs
def here(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(
        HERE,
        request,
        session_id,
        lambda here, form, by: here_without_screen(here, **form.cleaned_data, by=by),
    )


@for_whoever_runs
def item(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(ITEM, request, session_id, _add_item)


@for_whoever_runs
def to_do(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    return _use(TO_DO, request, session_id, _to_do)


@transaction.atomic
def _to_do(session: Session, form: Any, by: Membership) -> None:
    """Whoever is asked says yes first, in the way they chose."""
    changed(session)
    on = session.items.filter(state=ItemState.NOW).first()
    agree_to_do(**form.agreed(), session=session, item=on, by=by)


@transaction.atomic
def _agree(session: Session, form: Form, by: Membership) -> None:
    changed(session)
    record_agreement(wording=_of(form, "agreed"), item=_item_that_is_on(session), by=by)


def _put(session: Session, form: Form, by: Membership) -> None:
    said = bool(form.cleaned_data["final_say_said"])
    item = _item_that_is_on(session)
    quick_agree(wording=_of(form, "put_words"), item=item, final_say_said=said, by=by)


def _item_that_is_on(session: Session) -> AgendaItem:
    on = session.items.filter(state=ItemState.NOW).first()
    if on is None:
        raise Refused(_("Go on to an item first. What is agreed stands with the item it belongs to."))
    return on


def _add_item(session: Session, form: Form, by: Membership) -> None:
    minutes = form.cleaned_data["item_minutes"]
    new = AgendaItem(title=_of(form, "item_title"), purpose=ItemPurpose.EXPLORE, minutes=minutes)
    add_item(new, session=session, by=by)


def _use(tool: Tool, request: MemberRequest, session_id: UUID, act: Act) -> HttpResponseBase:
    session = find_room(request.member, session_id).session
    if session.state != SessionState.OPEN:
        return redirect(page_of(session))
    form = tool.blank(request.member, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(tool, request, session, form)
    try:
        act(session, form, request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(tool, request, session, form)
    return _done(tool, request, session)


def _form(tool: Tool, request: MemberRequest, session: Session, form: Form) -> HttpResponse:
    context = {"session": session, **tool.shown(session, request.member, form)}
    part = "#form" if request.headers.get("HX-Request") else ""
    return render(request, f"facilitation/room_tool.html{part}", context)


def _done(tool: Tool, request: MemberRequest, session: Session) -> HttpResponse:
    """A script gets a blank form and the moving parts of the room; else the room again."""
    if not request.headers.get("HX-Request"):
        return redirect(room_of(session))
    room = find_room(request.member, session.public_id)
    context = fresh_context(room) | tool.shown(session, request.member) | {"is_done": True}
    return render(request, "facilitation/room_tool.html#form", context)


def _of(form: Form, name: str) -> str:
    return str(form.cleaned_data[name])
