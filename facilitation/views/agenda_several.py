"""The whole agenda at once: several items added, a new order, and whether it fits."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.actions.agenda import add_items, order_items
from facilitation.agenda_check import Check, HasMinutes, check_agenda
from facilitation.forms.agenda_several import RowFormSet
from facilitation.models import Session
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission


@for_members(Permission.PLAN_SESSIONS)
def several(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """A few lines on one page. With "check" nothing is kept: it says how long all of it takes."""
    session = find_session(request.member, session_id)
    rows = RowFormSet(request.POST if request.method == "POST" else None)
    is_whole = request.method == "POST" and rows.is_valid()
    if is_whole and "check" not in request.POST:
        added = add_items([form.item for form in rows if form.item], session=session, by=request.member)
        messages.success(request, _("Added.") if added else _("Nothing was added: every line was empty."))
        return to_session(session, request.member, at="agenda")
    typed = [part for form in rows if (part := form.part)]
    all_of_it: list[HasMinutes] = [*session.items.all(), *typed]
    context = {"session": session, "rows": rows, "check": _check(session, all_of_it)}
    page = "agenda_check" if _is_fragment(request) else "agenda_several"
    return render(request, f"facilitation/{page}.html", context)


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def order(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """The items in a new order, each named once. Answers with what that means for time and breaks."""
    session = find_session(request.member, session_id)
    items = order_items(session, order=request.POST.getlist("items"), by=request.member)
    if not _is_fragment(request) and "text/html" in request.headers.get("Accept", ""):
        return to_session(session, request.member, at="agenda")
    return render(request, "facilitation/agenda_check.html", {"check": _check(session, items)})


def _is_fragment(request: MemberRequest) -> bool:
    return "HX-Request" in request.headers


def _check(session: Session, items: Sequence[HasMinutes]) -> Check:
    return check_agenda(items, planned=session.minutes)
