from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from facilitation.actions.agenda import add_item, change_item, remove_item, shift_item, who_leads
from facilitation.forms.agenda import AgendaItemForm
from facilitation.models import AgendaItem, Session
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission

DIRECTIONS = {"up": -1, "down": 1}


@for_members(Permission.PLAN_SESSIONS)
def add(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    form = AgendaItemForm(request.POST or None, group=request.member.group, session=session)
    if request.method == "POST" and form.is_valid():
        _add(form, session, by=request.member)
        return to_session(session, request.member, at="agenda")
    return render(request, "facilitation/agenda_item.html", {"form": form, "session": session})


@for_members(Permission.PLAN_SESSIONS)
def edit(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    form = AgendaItemForm(
        request.POST or None, group=request.member.group, session=item.session, instance=item
    )
    if request.method == "POST" and form.is_valid():
        _change(item, form, by=request.member)
        return to_session(item.session, request.member, at=f"item-{item.public_id}")
    context = {"form": form, "session": item.session, "item": item}
    return render(request, "facilitation/agenda_item.html", context)


@for_members(Permission.PLAN_SESSIONS)
def shift(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    if request.method == "POST":
        shift_item(item, places=DIRECTIONS.get(request.POST.get("to", ""), 0), by=request.member)
    return to_session(item.session, request.member, at=f"item-{item.public_id}")


@for_members(Permission.PLAN_SESSIONS)
def remove(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    if request.method == "POST":
        remove_item(item, by=request.member)
        return to_session(item.session, request.member, at="agenda")
    return render(request, "facilitation/agenda_remove.html", {"session": item.session, "item": item})


@transaction.atomic
def _add(form: AgendaItemForm, session: Session, *, by: Membership) -> None:
    item = add_item(AgendaItem(**form.changes()), session=session, by=by)
    _say_who_leads(item, form, by=by)


@transaction.atomic
def _change(item: AgendaItem, form: AgendaItemForm, *, by: Membership) -> None:
    changed = change_item(item, by=by, **form.changes())
    _say_who_leads(changed, form, by=by)


def _say_who_leads(item: AgendaItem, form: AgendaItemForm, *, by: Membership) -> None:
    who_leads(item, ask=form.ask, is_looking=form.cleaned_data["seeks_leader"], by=by)


def _find(request: MemberRequest, session_id: UUID, item_id: UUID) -> AgendaItem:
    session = find_session(request.member, session_id)
    return get_object_or_404(
        session.items.select_related("session__group", "led_by", "asked_to_lead", "topic"), public_id=item_id
    )
