"""What we asked for: the requests of a group, by whose turn it is, and what each side may do next."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.models import Contribution
from facilitation.models.hiding import veiled
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused
from groups.working_days import today_in
from lifecycle.actions import asks as actions
from lifecycle.actions import came_in, handing, verdicts
from lifecycle.actions.raising import raise_ask
from lifecycle.forms.asks import (
    AskForm,
    CloseForm,
    VerdictForm,
    leads_of,
)
from lifecycle.forums import forum_dates
from lifecycle.models import Ask
from lifecycle.models.asks import AskQuerySet
from lifecycle.states import AWAITING_ANSWER, MoreTimeState
from lifecycle.timeline import escalated, timeline, trail_of
from lifecycle.views.acting import acted, find_ask, form_page, to_ask

SHOWN = 20


@for_members(Permission.SEE_GROUP)
def asks(request: MemberRequest) -> HttpResponse:
    """Every request, by whose turn it is. Late turns of both sides are shown to all (promise 7)."""
    group = request.member.group
    sections = _sections(Ask.objects.in_group(group).for_list())
    turn = request.GET.get("turn", "")
    if turn in sections:
        return _one_section(request, turn, sections[turn])
    shown = {name: list(rows[: SHOWN + 1]) for name, rows in sections.items()}
    context = {
        "sections": {name: rows[:SHOWN] for name, rows in shown.items()},
        "more": {name: len(rows) > SHOWN for name, rows in shown.items()},
        "escalated": escalated(shown["theirs"]),
        "today": today_in(group),
        "may_ask": request.member.may(Permission.ACT_FOR_GROUP),
    }
    return render(request, "lifecycle/asks/list.html", context)


@for_members(Permission.SEE_GROUP)
def ask(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """One request from the words that began it to its closing, with its clock."""
    found = find_ask(request, ask_id)
    words = Contribution.objects.shown_to(request.member).filter(pk__in=found.traces.values("contribution"))
    in_order = words.select_related("author", "typed_by", "helped_by").order_by("pk")
    commitment = found.commitment_now
    if commitment:
        commitment.group = found.group  # which it is, and is not asked for again
    context = {
        "ask": found,
        "moments": timeline(found),
        "words": veiled(in_order, request.member),
        "commitment": commitment,
        "forum_dates": forum_dates(commitment),
        "built_from": found.built_from.all(),
        "trail": trail_of(found),
        "today": today_in(found.group),
        **_what_i_can_do(found, request),
    }
    return render(request, "lifecycle/asks/ask.html", context)


@for_members(Permission.ACT_FOR_GROUP)
def ask_new(request: MemberRequest) -> HttpResponse:
    begins = _begins(request)
    form = AskForm(request.POST or None, member=request.member, begins=begins)
    if request.method == "POST" and form.is_valid():
        raised = raise_ask(**form.cleaned_data, by=request.member)
        messages.success(request, _("Sent to %(name)s.") % {"name": raised.to.name})
        return to_ask(raised)
    no_lead = not leads_of(request.member.group).exists()
    context = {"form": form, "no_lead": no_lead, "begins": begins}
    return render(request, "lifecycle/asks/new.html", context)


def _begins(request: MemberRequest) -> UUID | None:
    """The words on whose page "write a new request" was pressed."""
    try:
        return UUID(request.GET.get("words", ""))
    except ValueError:
        return None


@for_members(Permission.ANSWER_ASKS)
@require_POST
def ask_acknowledge(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    actions.acknowledge_ask(found, by=request.member)
    messages.success(request, _("The group can see now that you have it."))
    return to_ask(found)


@for_members(Permission.ACT_FOR_GROUP)
def ask_verdict(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    form = VerdictForm(request.POST or None, ask=found)
    if request.method == "POST":
        if acted(form, lambda: verdicts.give_verdict(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Recorded. Anyone who takes part in decisions can dispute it."))
            return to_ask(found)
    else:
        verdicts.must_want_verdict(found)
    return form_page(request, found, form, _("Does this answer us?"), _("Record what the group says"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_close(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    form = CloseForm(request.POST or None, ask=found)
    if request.method == "POST":
        if acted(form, lambda: verdicts.close_ask(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Closed by the group."))
            return to_ask(found)
    else:
        verdicts.must_be_closable(found)
    return form_page(request, found, form, _("Close this request"), _("Close it for good"))


def _sections(rows: AskQuerySet) -> dict[str, AskQuerySet]:
    return {
        "ours": rows.awaiting_the_group().by_clock(),
        "theirs": rows.systems_turn().by_clock(),
        "closed": rows.closed().latest_closed_first(),
    }


def _one_section(request: MemberRequest, turn: str, rows: AskQuerySet) -> HttpResponse:
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    found = list(page)
    context = {
        "turn": turn,
        "page": page,
        "asks": found,
        "escalated": escalated(found),
        "today": today_in(request.member.group),
    }
    return render(request, "lifecycle/asks/section.html", context)


def _what_i_can_do(found: Ask, request: MemberRequest) -> dict[str, object]:
    """Which buttons this member sees. The actions check again."""
    member, group_acts = request.member, request.member.may(Permission.ACT_FOR_GROUP)
    named = partial(actions.must_be_named, found, member)
    rest = found.rest_on(today_in(found.group))
    return {
        "rest": rest,
        "more_time": next((one for one in found.more_time.all() if one.state == MoreTimeState.ASKED), None),
        "may_change": group_acts and not found.is_closed,
        "may_follow_on": group_acts and found.is_closed,
        "may_ask_for_time": _allowed(named) and found.state in AWAITING_ANSWER,
        "may_act_for_group": group_acts,
        "may_acknowledge": _allowed(named) and found.state == "raised",
        "may_answer": _allowed(named) and found.is_systems_turn,
        "draft": _allowed(named) and any(one.by_id == member.pk for one in found.drafts.all()),
        **_what_came(found, member),
        "handing": handing.waits_for(found),
        "lead_has_gone": not found.is_closed and found.lead_has_gone,
        "may_report": _allowed(named, partial(actions.must_be_being_done, found)),
        "may_hand_over": not found.is_closed and _allowed(partial(handing.must_hand_over, found, member)),
        "may_judge": group_acts and _allowed(partial(verdicts.must_want_verdict, found)),
        "may_close": group_acts and _allowed(partial(verdicts.must_be_closable, found)),
    }


def _what_came(found: Ask, member: Membership) -> dict[str, object]:
    """An answer that came another way and waits to be confirmed: all see that, few see what it says."""
    draft = came_in.entered(found)
    may_read = came_in.may_read_entered(found, member)
    return {
        "entered": draft if draft and (may_read or not draft.not_theirs) else None,
        "may_read_entered": may_read,
        "may_enter": _allowed(partial(came_in.must_be_able_to_enter, found, member)),
        "may_confirm": draft and _allowed(partial(came_in.must_be_able_to_confirm, found, member)),
    }


def _allowed(*checks: Callable[[], object]) -> bool:
    try:
        for check in checks:
            check()
    except Refused:
        return False
    return True
