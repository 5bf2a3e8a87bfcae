from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitation.actions import agreements, rounds, topics
from facilitation.forms.agreements import WordedAgreementForm
from facilitation.forms.decisions import (
    DeclarationForm,
    DisputeForm,
    FacilitatorForm,
    OutcomeForm,
    PositionForm,
    RoundForm,
    TopicForm,
)
from facilitation.models import Decision, Position, Topic
from facilitation.states import DECISION_MOVES, DecisionState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.states import MembershipState


@for_members(Permission.SEE_GROUP)
def register(request: MemberRequest) -> HttpResponse:
    """Every topic that is open, and everything the group has agreed, newest first."""
    group = request.member.group
    decided = Decision.objects.in_group(group).select_related("topic", "session").order_by("-created_at")
    page = Paginator(decided, 20).get_page(request.GET.get("page"))
    open_topics = Topic.objects.in_group(group).open().select_related("current").order_by("-pk")
    return render(request, "facilitation/decisions/register.html", {"page": page, "topics": open_topics[:20]})


@for_members(Permission.SEE_GROUP)
def topic(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = _topic(request, topic_id)
    versions = found.versions.select_related("declared_by").order_by("-number")
    return render(
        request,
        "facilitation/decisions/topic.html",
        {"topic": found, "versions": versions, "decisions": found.decisions.order_by("-created_at")[:20]},
    )


@for_members(Permission.DECLARE_TOPICS)
@require_http_methods(["GET", "POST"])
def topic_new(request: MemberRequest) -> HttpResponse:
    form = TopicForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        made = topics.declare_topic(
            title=form.cleaned_data["title"], declaration=form.declaration(), by=request.member
        )
        return redirect("topic", request.member.group.public_id, made.public_id)
    return render(request, "facilitation/decisions/topic_form.html", {"form": form})


@for_members(Permission.DECLARE_TOPICS)
@require_http_methods(["GET", "POST"])
def topic_change(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = _topic(request, topic_id)
    form = DeclarationForm(request.POST or None, instance=found.current, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        topics.change_topic(found, declaration=form.declaration(), by=request.member)
        messages.success(request, _("Changed. Everyone in the group is told, and open rounds ask again."))
        return redirect("topic", request.member.group.public_id, topic_id)
    return render(request, "facilitation/decisions/topic_form.html", {"form": form, "topic": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def round_open(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = _topic(request, topic_id)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = rounds.open_round(topic=found, wording=form.cleaned_data["wording"], by=request.member)
        return _to_decision(request, opened)
    return render(request, "facilitation/decisions/round_open.html", {"form": form, "topic": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def decision_record(request: MemberRequest) -> HttpResponse:
    form = WordedAgreementForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        made = agreements.record_agreement(
            wording=form.cleaned_data["wording"], item=form.cleaned_data["item"], by=request.member
        )
        return _to_decision(request, made)
    return render(request, "facilitation/decisions/record.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def decision(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return _decision_page(request, _decision(request, decision_id))


@for_members(Permission.VOTE)
@require_POST
def position(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = _decision(request, decision_id)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return _decision_page(request, found, position_form=form)
    rounds.take_position(found, **form.cleaned_data, by=request.member)
    messages.success(request, _("Thank you. You can change your position until the round closes."))
    return _to_decision(request, found)


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def round_close(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return _to_decision(request, rounds.close_round(_decision(request, decision_id), by=request.member))


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def round_reopen(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return _to_decision(request, rounds.reopen_round(_decision(request, decision_id), by=request.member))


@for_members(Permission.RUN_ROOM)
@require_http_methods(["GET", "POST"])
def hand_over(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = _decision(request, decision_id)
    form = FacilitatorForm(request.POST or None, group=request.member.group, besides=found.facilitated_by)
    if request.method == "POST" and form.is_valid():
        rounds.hand_over_facilitation(found, to=form.cleaned_data["to"], by=request.member)
        return _to_decision(request, found)
    return render(request, "facilitation/decisions/hand_over.html", {"form": form, "decision": found})


@for_members(Permission.VOTE)
@require_http_methods(["GET", "POST"])
def dispute(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = _decision(request, decision_id)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rounds.dispute(found, reason=form.cleaned_data["reason"], by=request.member)
        messages.success(request, _("Thank you. It goes back to the group, and the facilitators know."))
        return _to_decision(request, found)
    return render(request, "facilitation/decisions/dispute.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def outcome(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = _decision(request, decision_id)
    form = OutcomeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        rounds.record_outcome(found, **form.cleaned_data, by=request.member)
        messages.success(request, _("Written down. Everyone in the group is told."))
        return _to_decision(request, found)
    return render(request, "facilitation/decisions/outcome.html", {"form": form, "decision": found})


def _topic(request: MemberRequest, topic_id: UUID) -> Topic:
    topics_here = Topic.objects.in_group(request.member.group).select_related("current__final_say_member")
    return get_object_or_404(topics_here, public_id=topic_id)


def _decision(request: MemberRequest, decision_id: UUID) -> Decision:
    here = Decision.objects.in_group(request.member.group).select_related(
        "topic__current", "topic_version", "session", "item", "facilitated_by", "group"
    )
    with_positions = Prefetch("positions", Position.objects.select_related("member").order_by("pk"))
    return get_object_or_404(here.prefetch_related(with_positions, "disputes__member"), public_id=decision_id)


def _decision_page(
    request: MemberRequest, found: Decision, *, position_form: PositionForm | None = None
) -> HttpResponse:
    member = request.member
    on_this_version = [row for row in found.positions.all() if row.topic_version_id == found.topic_version_id]
    mine = next((row for row in on_this_version if row.member_id == member.pk), None)
    in_round = found.state == DecisionState.ROUND
    takes_part = member.state == MembershipState.ACTIVE
    has_say = member.may(Permission.VOTE) and takes_part and not rounds.facilitates(member, found)
    return render(
        request,
        "facilitation/decisions/decision.html",
        {
            "decision": found,
            "positions": on_this_version,
            "mine": mine,
            "in_round": in_round,
            "has_say": has_say,
            "form": position_form or (_position_form(found, mine) if in_round and has_say else None),
            "may_act": member.may(Permission.ACT_FOR_GROUP),
            "may_reopen": member.may(Permission.ACT_FOR_GROUP)
            and DecisionState.ROUND in DECISION_MOVES[found.state],
            "may_dispute": member.may(Permission.VOTE) and found.may_be_disputed,
            "lacking": rounds.quorum_lacking(on_this_version) if in_round else "",
        },
        status=200 if position_form is None else 422,
    )


def _position_form(found: Decision, mine: Position | None) -> PositionForm:
    declared = found.topic_version and found.topic_version.number
    return PositionForm(instance=mine, initial={"declared": declared})


def _to_decision(request: MemberRequest, found: Decision) -> HttpResponse:
    return redirect("decision", request.member.group.public_id, found.public_id)
