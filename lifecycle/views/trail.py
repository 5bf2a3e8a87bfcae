"""What the group does with a request of its own: take it back, split, join, follow on, let it rest, give more time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.working_days import today_in
from lifecycle.actions import more_time, resting, trail
from lifecycle.actions.asks import must_be_open
from lifecycle.forms.trail import (
    MOST_PARTS,
    AgreedForm,
    FollowOnForm,
    JoinForm,
    MoreTimeForm,
    MoreTimeWordForm,
    PartForms,
    RestForm,
    WithdrawForm,
)
from lifecycle.models import Ask, MoreTime
from lifecycle.states import MoreTimeState
from lifecycle.views.acting import acted, find_ask, form_page, made, to_ask


@for_members(Permission.ACT_FOR_GROUP)
def ask_withdraw(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    must_be_open(found)
    form = WithdrawForm(request.POST or None, group=found.group)
    if request.method == "POST" and acted(
        form, lambda: trail.withdraw_ask(found, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("Taken back. It can still be read."))
        return to_ask(found)
    return form_page(request, found, form, _("Take this request back"), _("Take it back for good"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_split(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """Two requests or more in place of one. Without JavaScript: a button adds one more, and nothing is lost."""
    found = find_ask(request, ask_id)
    must_be_open(found)
    data = request.POST or None
    parts = PartForms(
        _one_more(data), form_kwargs={"group": found.group}, prefix="part", initial=_twice(found)
    )
    form = AgreedForm(data, group=found.group)
    if (
        data
        and "more" not in data
        and parts.is_valid()
        and acted(
            form,
            lambda: trail.split_ask(
                found,
                [part.asking for part in parts if part.cleaned_data],  # a line more, left empty, is no part
                **form.cleaned_data,
                by=request.member,
            ),
        )
    ):
        messages.success(request, _("Split. Each of the new requests has its own clock."))
        return to_ask(found)
    return render(request, "lifecycle/asks/split.html", {"ask": found, "parts": parts, "form": form})


@for_members(Permission.ACT_FOR_GROUP)
def ask_join(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    must_be_open(found)
    form = JoinForm(request.POST or None, ask=found, initial=_as_it_is(found))
    if request.method == "POST" and (joined := made(form, lambda: _join(found, form, request))):
        messages.success(request, _("Joined. The new request goes on in place of the others."))
        return to_ask(joined)
    return form_page(request, found, form, _("Join this request with others"), _("Join them into one"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_follow_on(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    trail.must_be_over(found)
    form = FollowOnForm(request.POST or None, group=found.group, initial=_as_it_is(found))
    if request.method == "POST" and (
        sent := made(
            form,
            lambda: trail.follow_on(found, form.asking, item=form.cleaned_data["item"], by=request.member),
        )
    ):
        messages.success(request, _("Sent. It names the request it follows."))
        return to_ask(sent)
    return form_page(request, found, form, _("Send a request that follows this one"), _("Send this request"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_rest(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    today = today_in(found.group)
    resting.must_be_able_to_rest(found, today)
    form = RestForm(request.POST or None, group=found.group, today=today)
    if request.method == "POST" and acted(
        form, lambda: resting.let_rest(found, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("It rests now. Nobody is reminded until that day."))
        return to_ask(found)
    return form_page(request, found, form, _("Let this request rest"), _("Stop its clock until that day"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_go_on(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    must_be_open(found)
    form = AgreedForm(request.POST or None, group=found.group)
    if request.method == "POST" and acted(
        form, lambda: resting.go_on(found, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("Its clock goes on."))
        return to_ask(found)
    return form_page(request, found, form, _("Let this request go on"), _("Start its clock again"))


@for_members(Permission.ANSWER_ASKS)
def ask_more_time(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    more_time.must_be_due_from(found, request.member)
    form = MoreTimeForm(request.POST or None, ask=found)
    if request.method == "POST" and acted(
        form, lambda: more_time.ask_for_more_time(found, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("The group can see it. The day stays until they give another."))
        return to_ask(found)
    return form_page(request, found, form, _("Ask for more time"), _("Ask the group"))


@for_members(Permission.ACT_FOR_GROUP)
def ask_more_time_word(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    waiting = get_object_or_404(MoreTime.objects.select_related("ask"), ask=found, state=MoreTimeState.ASKED)
    more_time.must_wait(waiting)
    form = MoreTimeWordForm(request.POST or None, group=found.group, initial={"seen": waiting.public_id})
    if request.method == "POST" and acted(
        form, lambda: more_time.decide_more_time(waiting, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("Recorded. They are told."))
        return to_ask(found)
    return form_page(request, found, form, _("Do we give more time?"), _("Record what the group says"))


def _join(found: Ask, form: JoinForm, request: MemberRequest) -> Ask:
    asks = [found, *form.cleaned_data["others"]]
    return trail.merge_asks(asks, form.asking, item=form.cleaned_data["item"], by=request.member)


def _as_it_is(ask: Ask) -> dict[str, object]:
    return {
        "title": ask.title,
        "words": ask.words,
        "why": ask.why,
        "good_answer": ask.good_answer,
        "to": ask.to.public_id,
        "is_public": ask.is_public,
    }


def _twice(ask: Ask) -> list[dict[str, object]]:
    """Each part begins with the reason and the person of the whole, and is shown where the whole was."""
    return [{"why": ask.why, "to": ask.to.public_id, "is_public": ask.is_public}] * 2


def _one_more(data: QueryDict | None) -> QueryDict | None:
    """What was typed, with room for one more part where that was asked for."""
    if data is None or "more" not in data:
        return data
    copy = data.copy()
    total = "part-TOTAL_FORMS"
    count = copy.get(total, "")
    copy[total] = str(min(int(count) + 1, MOST_PARTS)) if count.isdecimal() and len(count) < 3 else count
    return copy
