"""What the system promises: seen by every member, written and signed by its lead."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused
from groups.working_days import today_in
from lifecycle.actions import commitments as actions
from lifecycle.forms.commitments import CommitmentForm, SignForm
from lifecycle.forums import forum_dates
from lifecycle.invested import promised_and_made
from lifecycle.models import Commitment

EARLIER_SHOWN = 20


@for_members(Permission.SEE_GROUP)
def commitment(request: MemberRequest) -> HttpResponse:
    """The version in force, and the earlier ones. A draft is its writers' own."""
    group = request.member.group
    versions = Commitment.objects.in_group(group)
    may_commit = request.member.may(Permission.COMMIT)
    signed = versions.signed().with_people().first()
    context = {
        "commitment": signed,
        "forum_dates": forum_dates(signed),
        "invested": promised_and_made(signed, group) if signed else None,
        "earlier": versions.earlier()[:EARLIER_SHOWN],
        "draft": versions.draft().first() if may_commit else None,
        "may_commit": may_commit,
        "today": today_in(group),
    }
    return render(request, "lifecycle/commitments/commitment.html", context)


@for_members(Permission.SEE_GROUP)
def commitment_version(request: MemberRequest, commitment_id: UUID) -> HttpResponse:
    """An earlier version as it was signed."""
    versions = Commitment.objects.in_group(request.member.group).earlier().with_people()
    version = get_object_or_404(versions, public_id=commitment_id)
    return render(request, "lifecycle/commitments/version.html", {"commitment": version})


@for_members(Permission.COMMIT)
def commitment_write(request: MemberRequest) -> HttpResponse:
    draft = actions.begin_commitment(request.member.group)
    form = CommitmentForm(
        request.POST or None, instance=draft, promised=actions.promised_before(request.member.group)
    )
    if request.method == "POST" and form.is_valid():
        actions.write_commitment(
            form.save(commit=False),
            sponsor=form.named("sponsor"),
            forum_contact=form.named("forum_contact"),
            investments=form.investments(),
            by=request.member,
        )
        messages.success(request, _("Kept as a draft. Read it once more, then sign it."))
        return redirect("commitment_sign", request.member.group.public_id)
    return render(request, "lifecycle/commitments/write.html", {"form": form})


@for_members(Permission.COMMIT)
def commitment_sign(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    draft = Commitment.objects.in_group(group).draft().with_people().first()
    if draft is None:
        raise Refused(_("There is no draft to sign. Write the commitment first."))
    form = SignForm(request.POST if request.method == "POST" else None)  # an unticked box sends nothing
    if request.method == "POST" and form.is_valid():
        actions.sign_commitment(draft, no_comeback=form.cleaned_data["no_comeback"], by=request.member)
        messages.success(request, _("Signed. Everyone in the group is told."))
        return redirect("commitment", group.public_id)
    return render(request, "lifecycle/commitments/sign.html", {"form": form, "commitment": draft})
