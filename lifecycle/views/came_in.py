"""An answer that came by email or letter: typing it in, and the lead's word on whether it is theirs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.working_days import today_in
from lifecycle.actions import came_in as actions
from lifecycle.actions.drafts import written
from lifecycle.forms.answers import AnswerPage, ConfirmForm, EnteredForm
from lifecycle.models import Ask
from lifecycle.views.acting import acted, find_ask, to_ask


@for_members(Permission.TYPE_FOR_OTHERS)
def ask_enter_answer(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """Type in what came. Opened again, it is there to be mended until the lead has said yes."""
    found = find_ask(request, ask_id)
    before = actions.entered(found)
    sent = request.method == "POST"
    page = AnswerPage(
        request.POST if sent else None,
        request.FILES if sent else None,
        today=today_in(found.group),
        draft=before,
        form_class=EnteredForm,
    )
    if not sent:
        actions.must_be_able_to_enter(found, request.member)
    elif page.is_valid() and acted(
        page.form,
        lambda: actions.enter_answer(
            found,
            page.reply,
            came_on=page.form.cleaned_data["came_on"],
            files=page.form.chosen,
            without=page.without,
            seen=request.POST.get("seen"),
            by=request.member,
        ),
    ):
        messages.success(request, _("%(name)s is asked if it is theirs.") % {"name": found.to.name})
        return to_ask(found)
    context = {
        "ask": found,
        "form": page.form,
        "promises": page.promises,
        "seen": request.POST.get("seen") if sent else actions.version_of(before) if before else "",
    }
    return render(request, "lifecycle/asks/enter.html", context)


@for_members(Permission.ANSWER_ASKS)
def ask_confirm_answer(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """One press confirms it. The lead can change it first, or say that it is not theirs."""
    found = find_ask(request, ask_id)
    draft = actions.must_be_able_to_confirm(found, request.member)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and acted(form, lambda: _do(found, form, request)):
        if form.cleaned_data["what"] == ConfirmForm.CHANGE:
            return redirect("ask_answer", found.group.public_id, found.public_id)
        messages.success(request, _said(form))
        return to_ask(found)
    context = {
        "ask": found,
        "entered": draft,
        "seen": actions.version_of(draft),
        "form": form,
        "promises": written(draft).promises,
        "files": draft.files.select_related("upload"),
    }
    return render(request, "lifecycle/asks/confirm.html", context)


def _do(found: Ask, form: ConfirmForm, request: MemberRequest) -> None:
    given = form.cleaned_data
    if given["what"] == ConfirmForm.CHANGE:
        actions.take_as_own(found, by=request.member)
    elif given["what"] == ConfirmForm.NOT_MINE:
        actions.disown(found, reason=given["reason"], by=request.member)
    else:
        actions.confirm_entered(found, seen=given["seen"], by=request.member)


def _said(form: ConfirmForm) -> str:
    if form.cleaned_data["what"] == ConfirmForm.NOT_MINE:
        return _("Whoever typed it in is told. The group has not seen it.")
    return _("Your answer is with the group. They say if it answers them.")
