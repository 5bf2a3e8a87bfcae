"""What we asked for: the requests of a group, by whose turn it is, and what each side may do next."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.models import Contribution
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused
from groups.working_days import today_in
from lifecycle.actions import asks as actions
from lifecycle.actions import verdicts
from lifecycle.forms.asks import (
    AnswerForm,
    AskForm,
    CloseForm,
    HandOverForm,
    ProgressForm,
    VerdictForm,
    leads_of,
)
from lifecycle.forums import forum_dates
from lifecycle.models import Ask, Commitment
from lifecycle.models.asks import AskQuerySet
from lifecycle.timeline import escalated, timeline

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
    found = _find(request, ask_id)
    words = Contribution.objects.readable_by(request.member).filter(
        pk__in=found.traces.values("contribution")
    )
    commitment = Commitment.objects.in_group(found.group).signed().first() or found.commitment
    context = {
        "ask": found,
        "moments": timeline(found),
        "words": words.select_related("author", "typed_by", "helped_by").order_by("pk"),
        "commitment": commitment,
        "forum_dates": forum_dates(commitment),
        "today": today_in(found.group),
        **_what_i_can_do(found, request),
    }
    return render(request, "lifecycle/asks/ask.html", context)


@for_members(Permission.ACT_FOR_GROUP)
def ask_new(request: MemberRequest) -> HttpResponse:
    form = AskForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        raised = actions.raise_ask(**form.cleaned_data, by=request.member)
        messages.success(request, _("Sent to %(name)s.") % {"name": raised.to.name})
        return _to(raised)
    no_lead = not leads_of(request.member.group).exists()
    return render(request, "lifecycle/asks/new.html", {"form": form, "no_lead": no_lead})


@for_members(Permission.ANSWER_ASKS)
@require_POST
def ask_acknowledge(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    actions.acknowledge_ask(found, by=request.member)
    messages.success(request, _("The group can see now that you have it."))
    return _to(found)


@for_members(Permission.ANSWER_ASKS)
def ask_answer(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    form = AnswerForm(request.POST or None, today=today_in(found.group))
    if request.method == "POST":
        if _acted(form, lambda: actions.answer_ask(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Your answer is with the group. They say if it answers them."))
            return _to(found)
    else:
        actions.must_be_named(found, request.member)
        actions.must_be_systems_turn(found)
    return _form_page(request, found, form, _("Answer this request"), _("Send this answer to the group"))


@for_members(Permission.ANSWER_ASKS)
def ask_progress(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    form = ProgressForm(request.POST or None, today=today_in(found.group))
    if request.method == "POST":
        if _acted(form, lambda: actions.report_progress(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Your news is with the group."))
            return _to(found)
    else:
        actions.must_be_named(found, request.member)
        actions.must_be_being_done(found)
    return _form_page(request, found, form, _("Say how far this has come"), _("Tell the group"))


@for_members(Permission.ANSWER_ASKS)
def ask_hand_over(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    actions.must_hand_over(found, request.member)
    form = HandOverForm(request.POST or None, ask=found)
    if request.method == "POST" and _acted(
        form, lambda: actions.hand_over_ask(found, to=form.cleaned_data["to"], by=request.member)
    ):
        messages.success(request, _("Done. The group can see who answers now."))
        return _to(found)
    return _form_page(request, found, form, _("Hand this request to someone else"), _("Hand it over"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_verdict(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    form = VerdictForm(request.POST or None, group=found.group)
    if request.method == "POST":
        if _acted(form, lambda: verdicts.give_verdict(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Recorded. Anyone who takes part in decisions can dispute it."))
            return _to(found)
    else:
        verdicts.must_want_verdict(found)
    return _form_page(request, found, form, _("Does this answer us?"), _("Record what the group says"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_close(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = _find(request, ask_id)
    form = CloseForm(request.POST or None, ask=found)
    if request.method == "POST":
        if _acted(form, lambda: verdicts.close_ask(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Closed by the group."))
            return _to(found)
    else:
        verdicts.must_be_closable(found)
    return _form_page(request, found, form, _("Close this request"), _("Close it for good"))


def _find(request: MemberRequest, ask_id: UUID) -> Ask:
    return get_object_or_404(Ask.objects.in_group(request.member.group).for_page(), public_id=ask_id)


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


def _what_i_can_do(found: Ask, request: MemberRequest) -> dict[str, bool]:
    """Which buttons this member sees. The actions check again."""
    member, group_acts = request.member, request.member.may(Permission.ACT_FOR_GROUP)
    named = partial(actions.must_be_named, found, member)
    return {
        "may_acknowledge": _allowed(named) and found.state == "raised",
        "may_answer": _allowed(named) and found.is_systems_turn,
        "may_report": _allowed(named, partial(actions.must_be_being_done, found)),
        "may_hand_over": not found.is_closed and _allowed(partial(actions.must_hand_over, found, member)),
        "may_judge": group_acts and _allowed(partial(verdicts.must_want_verdict, found)),
        "may_close": group_acts and _allowed(partial(verdicts.must_be_closable, found)),
    }


def _allowed(*checks: Callable[[], object]) -> bool:
    try:
        for check in checks:
            check()
    except Refused:
        return False
    return True


def _acted(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it if the form is right. A refusal stands on the form, so that what was typed stays."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _form_page(
    request: MemberRequest, found: Ask, form: forms.BaseForm, heading: str, button: str
) -> HttpResponse:
    context = {"ask": found, "form": form, "heading": heading, "button": button}
    return render(request, "lifecycle/asks/act.html", context)


def _to(found: Ask) -> HttpResponse:
    return redirect("ask", found.group.public_id, found.public_id)
