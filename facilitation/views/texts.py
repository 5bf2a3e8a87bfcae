"""Our purpose and our ground rules: what we agreed, drafts beside it, and how it changed."""

from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.texts import agree_draft, write_draft
from facilitation.forms.texts import AgreeTextForm, DraftForm
from facilitation.models import GroupText
from facilitation.states import TextKind, TextState
from groups.access import MemberRequest, for_members
from groups.models import Group
from groups.permissions import Permission
from groups.transitions import Refused

PAGES = {TextKind.PURPOSE: "purpose", TextKind.GROUND_RULES: "ground_rules"}
SHOWN = 20


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, kind: str) -> HttpResponse:
    texts = GroupText.objects.in_group(request.member.group).filter(kind=kind)
    agreed = list(
        texts.exclude(state=TextState.DRAFT).select_related("decision").order_by("-decision_id")[:SHOWN]
    )
    drafts = texts.filter(state=TextState.DRAFT).select_related("written_by").order_by("-number")
    context = {
        "kind": TextKind(kind),
        "agreed": next((text for text in agreed if text.state == TextState.AGREED), None),
        "drafts": drafts[:SHOWN],
        "changes": list(pairwise(agreed)),
        "may_write": request.member.may(Permission.WRITE_PURPOSE),
        "may_agree": request.member.may(Permission.ACT_FOR_GROUP),
    }
    return render(request, "facilitation/text.html", context)


@for_members(Permission.WRITE_PURPOSE)
def draft(request: MemberRequest, kind: str) -> HttpResponse:
    _known(kind)
    form = DraftForm(request.POST or None, initial={"words": _latest_words(request.member.group, kind)})
    if request.method == "POST" and form.is_valid():
        write_draft(kind=kind, words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("Your draft is here for everyone to read."))
        return _to_page(request, kind)
    return render(request, "facilitation/text_draft.html", {"form": form, "kind": TextKind(kind)})


@for_members(Permission.ACT_FOR_GROUP)
def agree(request: MemberRequest, text_id: UUID) -> HttpResponse:
    group = request.member.group
    text = get_object_or_404(GroupText.objects.in_group(group), public_id=text_id, state=TextState.DRAFT)
    form = AgreeTextForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid() and _agreed(form, text, request):
        messages.success(request, _("Recorded. These are now the words the group works by."))
        return _to_page(request, text.kind)
    context = {"form": form, "text": text, "kind": TextKind(text.kind)}
    return render(request, "facilitation/text_agree.html", context)


@for_members(Permission.SEE_GROUP)
def review(request: MemberRequest, text_id: UUID) -> HttpResponse:
    """Where a message about one version leads: the page of its kind."""
    text = get_object_or_404(GroupText.objects.in_group(request.member.group), public_id=text_id)
    return _to_page(request, text.kind)


def _agreed(form: AgreeTextForm, text: GroupText, request: MemberRequest) -> bool:
    chosen = form.cleaned_data
    try:
        agree_draft(text, item=chosen["item"], review_on=chosen["review_on"], by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _latest_words(group: Group, kind: str) -> str:
    texts = GroupText.objects.in_group(group).filter(kind=kind).order_by("-number")
    return texts.values_list("words", flat=True).first() or ""


def _known(kind: str) -> None:
    if kind not in TextKind:
        raise Http404


def _to_page(request: MemberRequest, kind: str) -> HttpResponse:
    return redirect(PAGES[TextKind(kind)], request.member.group.public_id)
