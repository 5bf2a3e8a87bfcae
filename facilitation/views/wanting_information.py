"""Asking about information, and asking the system for it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from facilitation.actions import wanting_information as actions
from facilitation.actions.information import may_answer
from facilitation.actions.unnamed_questions import ask_without_a_name
from facilitation.forms.wanting_information import AnswerForm, MeetForm, QuestionForm, SendOnForm, WantedForm
from facilitation.glossary import words_known
from facilitation.models import InformationItem, InformationRequest, NotUnderstood
from facilitation.states.information import QuestionState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.readability import Hints, look_at
from groups.transitions import Refused

A_PAGE = 20


@for_members(Permission.SEE_GROUP)
@never_cache
def not_understood(request: MemberRequest, item_id: UUID) -> HttpResponse:
    """ "I didn't understand this": to whoever shared it, by name or without.

    A receipt is shown in the answer itself: nothing may carry it to another page.
    """
    items = InformationItem.objects.in_group(request.member.group).select_related("shared_by")
    item = get_object_or_404(items, public_id=item_id)
    form = QuestionForm(request.POST or None, by=request.member)
    if request.method == "POST" and form.is_valid() and (code := _asked(form, item, request)) is not None:
        if code:
            context = {"item": item, "code": code}
            return render(request, "facilitation/question_receipt.html", context)
        messages.success(request, _("Sent. The answer will stand on this page for everyone."))
        return redirect("information_item", request.member.group.public_id, item.public_id)
    return render(request, "facilitation/not_understood.html", {"form": form, "item": item})


@for_members(Permission.SEE_GROUP)
def question(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """Where a message about a question leads: to it, on the page of its item."""
    found = _question(request, question_id)
    page = redirect("information_item", request.member.group.public_id, found.item.public_id)
    page["Location"] += f"#q-{found.pk}"
    return page


@for_members(Permission.SEE_GROUP)
def question_answer(request: MemberRequest, question_id: UUID) -> HttpResponse:
    found = _question(request, question_id)
    if not may_answer(found.item, request.member):
        raise Refused(_("Only the person who shared this answers questions about it."))
    if found.state == QuestionState.TAKEN_BACK:
        raise Refused(_("Whoever asked this has taken it back, so it needs no answer."))
    if found.state != QuestionState.WAITING:
        raise Refused(_("This question has its answer. It stands on the page of the information."))
    form = AnswerForm(request.POST or None)
    hints = _hints(request) if "look" in request.POST else None
    if request.method == "POST" and not hints and form.is_valid():
        actions.answer_question(found, answer=form.cleaned_data["answer"], by=request.member)
        messages.success(request, _("Everyone can read your answer now."))
        return redirect("information_item", request.member.group.public_id, found.item.public_id)
    context = {"form": form, "question": found, "item": found.item, "hints": hints}
    return render(request, "facilitation/question_answer.html", context)


@for_members(Permission.SEE_GROUP)
def requests(request: MemberRequest) -> HttpResponse:
    """What the group asked the system to tell it: the day, and the days it took or has taken, for everyone."""
    wanted = InformationRequest.objects.in_group(request.member.group).for_list()
    page = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "facilitation/information_requests.html", {"page": page})


@for_members(Permission.ASK_FOR_INFORMATION)
def request_new(request: MemberRequest) -> HttpResponse:
    form = WantedForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid() and _wanted(form, request):
        messages.success(request, _("Asked. Everyone sees the request, and how long it takes."))
        return redirect("information_requests", request.member.group.public_id)
    return render(request, "facilitation/information_request_new.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def request_one(request: MemberRequest, wanted_id: UUID) -> HttpResponse:
    wanted, member = _one(request, wanted_id), request.member
    may_take_back = wanted.asked_by == member or member.may(Permission.RUN_ROOM)
    context = {
        "wanted": wanted,
        "is_asked": wanted.is_waiting and wanted.to == member,
        "may_withdraw": wanted.is_waiting and may_take_back and member.may(Permission.ASK_FOR_INFORMATION),
        "may_send_on": wanted.is_waiting and member.may(Permission.ASK_FOR_INFORMATION),
    }
    return render(request, "facilitation/information_request.html", context)


@for_members(Permission.SHARE_INFORMATION)
def request_meet(request: MemberRequest, wanted_id: UUID) -> HttpResponse:
    """For the one who was asked: here it is, here is a part, or why not."""
    wanted = _one(request, wanted_id)
    if wanted.to != request.member:
        raise Refused(_("Only the person who was asked can answer this."))
    if not wanted.is_waiting:
        raise Refused(_("This request has its answer. Everyone can read it."))
    form = MeetForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.meet_request(
            wanted, state=given["answer"], reason=given["reason"], items=given["items"], by=request.member
        )
        messages.success(request, _("Everyone in the group can read your answer now."))
        return _to(request, wanted)
    return render(request, "facilitation/information_request_meet.html", {"form": form, "wanted": wanted})


@for_members(Permission.ASK_FOR_INFORMATION)
def request_withdraw(request: MemberRequest, wanted_id: UUID) -> HttpResponse:
    wanted = _one(request, wanted_id)
    if not wanted.is_waiting:
        raise Refused(_("This request has its answer. Everyone can read it."))
    if request.method == "POST":
        actions.withdraw_request(wanted, by=request.member)
        messages.success(request, _("The group does not want this any more. It stays on the list."))
        return _to(request, wanted)
    return render(request, "facilitation/information_request_withdraw.html", {"wanted": wanted})


@for_members(Permission.ASK_FOR_INFORMATION)
def request_send_on(request: MemberRequest, wanted_id: UUID) -> HttpResponse:
    wanted = _one(request, wanted_id)
    if not wanted.is_waiting:
        raise Refused(_("This request was answered, so there is nobody to ask."))
    form = SendOnForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        actions.ask_someone_else(wanted, to=form.cleaned_data["to"], by=request.member)
        messages.success(request, _("Sent on. It keeps the day on which you asked."))
        return _to(request, wanted)
    return render(request, "facilitation/information_request_send_on.html", {"form": form, "wanted": wanted})


def _hints(request: MemberRequest) -> Hints:
    return look_at(request.POST.get("answer", ""), known=words_known(request.member.group))


def _asked(form: QuestionForm, item: InformationItem, request: MemberRequest) -> str | None:
    """The code of the receipt, or nothing for a question by name. None: refused, which the form then says."""
    said = form.cleaned_data
    words = {"passage": said["passage"], "words": said["words"]}
    try:
        if said.get("without_name"):
            return ask_without_a_name(item, **words, once=said["once"])
        actions.ask_what_it_means(item, **words, by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return ""


def _wanted(form: WantedForm, request: MemberRequest) -> bool:
    try:
        actions.ask_for_information(**form.cleaned_data, by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _question(request: MemberRequest, question_id: UUID) -> NotUnderstood:
    questions = NotUnderstood.objects.filter(group=request.member.group)
    return get_object_or_404(
        questions.select_related("item__shared_by", "item__group", "asked_by"), pk=question_id
    )


def _one(request: MemberRequest, wanted_id: UUID) -> InformationRequest:
    wanted = InformationRequest.objects.in_group(request.member.group).for_list().select_related("asked_by")
    return get_object_or_404(wanted, public_id=wanted_id)


def _to(request: MemberRequest, wanted: InformationRequest) -> HttpResponse:
    return redirect("information_request", request.member.group.public_id, wanted.public_id)
