from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilitation.actions import afterwards, agreements, disputes, rounds
from facilitation.actions.having_no_say import facilitates
from facilitation.forms.afterwards import GoodDecisionForm, OutcomeForm, SecondLookForm
from facilitation.forms.agreements import WordedAgreementForm
from facilitation.forms.decisions import DisputeForm
from facilitation.forms.register import RegisterForm
from facilitation.forms.rounds import PositionForm
from facilitation.good_decisions import LABELS
from facilitation.models import Decision, Position, Topic
from facilitation.outcome_versions import earlier_versions
from facilitation.states import DecisionState
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused


@for_members(Permission.SEE_GROUP)
def register(request: MemberRequest) -> HttpResponse:
    """Every topic that is open, and what the group has agreed, newest first; found by words and by year."""
    group = request.member.group
    form = RegisterForm(request.GET)
    decided = form.chosen(Decision.objects.in_group(group))
    page = Paginator(decided.select_related("topic", "session"), 20).get_page(request.GET.get("page"))
    open_topics = Topic.objects.in_group(group).open().select_related("current").order_by("-pk")
    query = urlencode({name: value for name, value in request.GET.items() if name != "page" and value})
    context = {"page": page, "topics": open_topics[:20], "form": form, "query": query}
    return render(request, "facilitation/decisions/register.html", context)


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def decision_record(request: MemberRequest) -> HttpResponse:
    form = WordedAgreementForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        made = agreements.record_agreement(
            wording=form.cleaned_data["wording"], item=form.cleaned_data["item"], by=request.member
        )
        return to_decision(request, made)
    return render(request, "facilitation/decisions/record.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def decision(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return decision_page(request, find_decision(request, decision_id))


@for_members(Permission.VOTE)
@require_http_methods(["GET", "POST"])
def dispute(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        disputes.dispute(found, reason=form.cleaned_data["reason"], by=request.member)
        messages.success(request, _("Thank you. It goes back to the group, and the facilitators know."))
        return to_decision(request, found)
    return render(request, "facilitation/decisions/dispute.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def decision_replace(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """The group looked again and agreed other words."""
    found = find_decision(request, decision_id)
    if DecisionState.REPLACED not in Decision.MOVES[found.state]:
        raise Refused(_("Other words take the place of what is disputed or was not agreed."))
    form = WordedAgreementForm(
        request.POST or None, group=request.member.group, initial={"wording": found.wording}
    )
    if request.method == "POST" and form.is_valid():
        made = disputes.replace_agreement(
            found, wording=form.cleaned_data["wording"], item=form.cleaned_data["item"], by=request.member
        )
        return to_decision(request, made)
    return render(request, "facilitation/decisions/replace.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def outcome(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    form = OutcomeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        afterwards.record_outcome(found, **form.said(), by=request.member)
        messages.success(request, _("Written down. Everyone in the group is told."))
        return to_decision(request, found)
    return render(request, "facilitation/decisions/outcome.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def good_decision(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """The three points of a good decision, as the group answers them together."""
    found = find_decision(request, decision_id)
    form = GoodDecisionForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        afterwards.say_how_good(found, found=form.found(), item=form.cleaned_data["item"], by=request.member)
        messages.success(request, _("Written down. It stands with the decision."))
        return to_decision(request, found)
    return render(request, "facilitation/decisions/good.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def look_again(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """The group looked at it again: still right, or to be changed by a topic of its own."""
    found = find_decision(request, decision_id)
    form = SecondLookForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        try:
            afterwards.look_again(found, **form.said(), by=request.member)
        except Refused as refused:
            if found.state != DecisionState.AGREED:
                raise
            form.add_error("review_on", str(refused))
        else:
            messages.success(request, _("Written down."))
            return _to_new_topic(found) if form.wants_change else to_decision(request, found)
    return render(request, "facilitation/decisions/look_again.html", {"form": form, "decision": found})


def find_decision(request: MemberRequest, decision_id: UUID) -> Decision:
    here: QuerySet[Decision] = Decision.objects.in_group(request.member.group).select_related(
        "topic__current", "topic_version", "session", "item", "facilitated_by", "group", "replaced_by"
    )
    with_positions = Prefetch(
        "positions", Position.objects.select_related("member__person", "typed_by").order_by("pk")
    )
    beside = ("disputes__member", "found__item__session", "looks__item__session", "replaces")
    return get_object_or_404(here.prefetch_related(with_positions, *beside), public_id=decision_id)


def decision_page(
    request: MemberRequest, found: Decision, *, position_form: PositionForm | None = None
) -> HttpResponse:
    member = request.member
    given = [row for row in found.positions.all() if row.asking == found.asking]
    mine = next((row for row in given if row.member_id == member.pk), None)
    in_round = found.state == DecisionState.ROUND
    has_say = _has_say(member, found)
    context = {
        "decision": found,
        "positions": given,
        "given_before": [row for row in found.positions.all() if row.asking != found.asking],
        "mine": mine,
        "in_round": in_round,
        "has_say": has_say,
        "form": position_form or (_position_form(found, mine) if in_round and has_say else None),
        "points": [(LABELS.get(said.point, said.point), said) for said in found.found.all()],
        "earlier": earlier_versions(found.outcomes.all()) if found.outcome else [],
        "types_for_others": member.may(Permission.TYPE_FOR_OTHERS),
        **_what_may_be_done(member, found),
    }
    status = 200 if position_form is None else 422
    return render(request, "facilitation/decisions/decision.html", context, status=status)


def _what_may_be_done(member: Membership, found: Decision) -> dict[str, Any]:
    acts = member.may(Permission.ACT_FOR_GROUP)
    in_round = found.state == DecisionState.ROUND
    back_to_group = found.state in {DecisionState.NOT_AGREED, DecisionState.DISPUTED}
    return {
        "may_act": acts,
        "may_type": in_round and member.may(Permission.TYPE_FOR_OTHERS),
        "may_reopen": acts and (back_to_group or found.is_on_earlier_version),
        "may_replace": acts and back_to_group,
        "may_dispute": member.may(Permission.VOTE) and found.may_be_disputed,
        "too_early": rounds.too_early(found) if in_round and acts else "",
    }


def _has_say(member: Membership, found: Decision) -> bool:
    takes_part = member.state == MembershipState.ACTIVE
    return member.may(Permission.VOTE) and takes_part and not facilitates(member, found)


def _position_form(found: Decision, mine: Position | None) -> PositionForm:
    return PositionForm(instance=mine, initial={"declared": number_declared(found)})


def number_declared(found: Decision) -> int | None:
    return found.topic_version.number if found.topic_version else None


def to_decision(request: MemberRequest, found: Decision) -> HttpResponse:
    return redirect("decision", request.member.group.public_id, found.public_id)


def _to_new_topic(found: Decision) -> HttpResponse:
    title = urlencode({"title": found.wording[:160]})
    return redirect(f"{reverse('topic_new', args=[found.group.public_id])}?{title}")
