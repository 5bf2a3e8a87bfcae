from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from facilitation.actions.agenda import add_item, change_item, remove_item, shift_item
from facilitation.forms.agenda import AgendaItemForm
from facilitation.models import AgendaItem
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission

DIRECTIONS = {"up": -1, "down": 1}


@for_members(Permission.PLAN_SESSIONS)
def add(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    form = AgendaItemForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        add_item(AgendaItem(**form.changes()), session=session, by=request.member)
        return to_session(session, request.member)
    return render(request, "facilitation/agenda_item.html", {"form": form, "session": session})


@for_members(Permission.PLAN_SESSIONS)
def edit(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    form = AgendaItemForm(request.POST or None, group=request.member.group, instance=item)
    if request.method == "POST" and form.is_valid():
        change_item(item, by=request.member, **form.changes())
        return to_session(item.session, request.member)
    context = {"form": form, "session": item.session, "item": item}
    return render(request, "facilitation/agenda_item.html", context)


@for_members(Permission.PLAN_SESSIONS)
def shift(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    if request.method == "POST":
        shift_item(item, places=DIRECTIONS.get(request.POST.get("to", ""), 0), by=request.member)
    return to_session(item.session, request.member)


@for_members(Permission.PLAN_SESSIONS)
def remove(request: MemberRequest, session_id: UUID, item_id: UUID) -> HttpResponse:
    item = _find(request, session_id, item_id)
    if request.method == "POST":
        remove_item(item, by=request.member)
        return to_session(item.session, request.member)
    return render(request, "facilitation/agenda_remove.html", {"session": item.session, "item": item})


def _find(request: MemberRequest, session_id: UUID, item_id: UUID) -> AgendaItem:
    session = find_session(request.member, session_id)
    return get_object_or_404(session.items.select_related("session__group"), public_id=item_id)
