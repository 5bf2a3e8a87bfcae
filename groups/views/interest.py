"""Who asks to join, for those who welcome people. Whoever reads one leaves a look behind."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import interest as acts
from groups.forms.interest import (
    AcknowledgeForm,
    EnterInterestForm,
    NoteForm,
    NotNowForm,
    OfferForm,
    QuestionsForm,
)
from groups.looks import looked_at
from groups.models import Expression, Look
from groups.models.interest import ExpressionQuerySet
from groups.permissions import Permission
from groups.states import ExpressionState

PER_PAGE = 20
WELCOME = Permission.WELCOME_PEOPLE


@for_members(WELCOME)
@require_safe
def interest(request: MemberRequest) -> HttpResponse:
    """Those who wait, the nearest day first, and those who were told or have come, the newest first."""
    asked = _all(request)
    waiting = asked.in_hand().order_by("acknowledge_by", "pk")
    page = Paginator(asked.ended().order_by("-ended_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/interest/list.html", {"waiting": waiting, "page": page})


@for_members(WELCOME)
def interest_enter(request: MemberRequest) -> HttpResponse:
    """Type in what came by letter, by phone or in person."""
    group = request.member.group
    posted = request.POST if request.method == "POST" else None
    form = EnterInterestForm(posted, questions=list(group.interest_questions.all()), group=group)
    if not form.is_valid():
        return render(request, "groups/interest/enter.html", {"form": form})
    entered = acts.enter_interest(form.newcomer(), typed=form.typed(), by=request.member)
    return _to(request, entered, said=_("It is kept, with how it came and that you typed it."))


@for_members(Permission.MANAGE_GROUP)
def interest_questions(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    posted = request.POST if request.method == "POST" else None
    now = "\n".join(question.words for question in group.interest_questions.all())
    form = QuestionsForm(posted, initial={"questions": now})
    if not form.is_valid():
        return render(request, "groups/interest/questions.html", {"form": form})
    acts.set_questions(form.cleaned_data["questions"], by=request.member)
    messages.success(request, _("The questions are kept. People who ask to join see them from now on."))
    return redirect("interest_questions", group.public_id)


@for_members(WELCOME)
@require_safe
def expression(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    return _page(request, found)


@for_members(WELCOME)
@require_POST
def expression_acknowledge(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, acknowledging=form)
    acts.acknowledge(found, words=form.cleaned_data["reply"], by=request.member)
    return _to(request, found, said=_("Thank you. They hear from you by the way they chose."))


@for_members(WELCOME)
@require_POST
def expression_note(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    form = NoteForm(request.POST, group=request.member.group)
    if not form.is_valid():
        return _page(request, found, noting=form)
    acts.note_conversation(found, **form.cleaned_data, by=request.member)
    return _to(request, found, said=_("Your note is kept."))


@for_members(WELCOME)
def expression_offer(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/interest/offer.html", {"expression": found, "form": form})
    acts.offer_place(found, **form.cleaned_data, by=request.member)
    return _to(request, found, said=_("The place is offered. They decide."))


@for_members(WELCOME)
def expression_not_now(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    posted = request.POST if request.method == "POST" else None
    form = NotNowForm(posted, initial={"other_ways": request.member.group.other_ways})
    if not form.is_valid():
        return render(request, "groups/interest/not_now.html", {"expression": found, "form": form})
    acts.not_now(found, **form.cleaned_data, by=request.member)
    return _to(request, found, said=_("They are told, by the way they chose."))


@for_members(WELCOME)
@require_POST
def expression_talk_again(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    found = _find(request, expression_id)
    acts.talk_again(found, by=request.member)
    return _to(request, found, said=_("You are talking again."))


@for_members(WELCOME)
@require_POST
def expression_withdrawn(request: MemberRequest, expression_id: UUID) -> HttpResponse:
    """They said so, by letter or on the phone."""
    found = _find(request, expression_id)
    acts.withdraw(found, by=request.member)
    return _to(request, found, said=_("It is taken back. They get no more messages about it."))


def _all(request: MemberRequest) -> ExpressionQuerySet:
    return Expression.objects.in_group(request.member.group).select_related("group", "person", "invitation")


def _find(request: MemberRequest, expression_id: UUID) -> Expression:
    return get_object_or_404(_all(request).select_related("typed_by"), public_id=expression_id)


def _page(
    request: MemberRequest,
    found: Expression,
    *,
    acknowledging: AcknowledgeForm | None = None,
    noting: NoteForm | None = None,
) -> HttpResponse:
    looked_at([found.person], Look.What.INTEREST, by=request.member)
    may = Expression.MOVES[ExpressionState(found.state)]
    closed = (ExpressionState.PLACED, ExpressionState.WITHDRAWN)
    context = {
        "expression": found,
        "notes": found.notes.select_related("by"),
        "answers": found.answers.all(),
        "acknowledging": acknowledging or AcknowledgeForm(),
        "noting": None if found.state in closed else noting or NoteForm(group=request.member.group),
        "may_acknowledge": ExpressionState.ACKNOWLEDGED in may,
        "may_offer": ExpressionState.OFFERED in may,
        "may_say_not_now": ExpressionState.NOT_NOW in may,
        "may_talk_again": found.state == ExpressionState.NOT_NOW,
        "may_withdraw": ExpressionState.WITHDRAWN in may,
    }
    return render(request, "groups/interest/one.html", context)


def _to(request: MemberRequest, found: Expression, *, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("expression", request.member.group.public_id, found.public_id)
