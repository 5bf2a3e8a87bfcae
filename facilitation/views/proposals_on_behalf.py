"""Typing a proposal for someone, and checking with them what was typed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from facilitation.actions import proposals_on_behalf as acts
from facilitation.forms.proposals_on_behalf import ProposalForSomeoneForm, RightProposalForm
from facilitation.models import ItemProposal
from facilitation.views.proposals import find_proposal
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.TYPE_FOR_OTHERS)
def propose_for_someone(request: MemberRequest) -> HttpResponse:
    form = ProposalForSomeoneForm(request.POST or None, by=request.member)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.propose_item_for(ItemProposal(**form.changes()), **form.said(), by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            kept = _("Kept. It counts the same as any other.")
            messages.success(
                request, kept if made.checked_at else f"{kept} {_('They are asked whether it is right.')}"
            )
            return redirect("proposals", request.member.group.public_id)
    return render(request, "facilitation/propose_for_someone.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def proposal_right(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """ "Typed for you: is this right?" For its author, and for whoever reads it back to them."""
    found = find_proposal(request, proposal_id)
    if found.member_id != request.member.pk and not request.member.may(Permission.TYPE_FOR_OTHERS):
        raise Http404
    if not found.waits_for_check:
        raise Refused(_("There is nothing to check here. It is checked already, or was taken back."))
    corrects = "title" in request.POST
    form = RightProposalForm(
        request.POST if corrects else None, initial={"title": found.title, "why": found.why}
    )
    if request.method == "POST" and not corrects:
        acts.proposal_is_right(found, by=request.member)
        messages.success(request, _("Thank you. The words are marked as checked."))
    elif request.method == "POST" and form.is_valid():
        acts.put_proposal_right(found, **form.cleaned_data, by=request.member)
        messages.success(request, _("The right words stand there now. The others are deleted."))
    else:
        return render(request, "facilitation/proposal_right.html", {"proposal": found, "form": form})
    return redirect("proposal", request.member.group.public_id, found.public_id)
