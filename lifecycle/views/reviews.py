from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.suppression import Reach, fewest, is_enough
from lifecycle import results
from lifecycle.actions import reviews
from lifecycle.forms.reviews import ReviewForm, ReviewOpenForm
from lifecycle.instruments import SHIFTS, instrument_of
from lifecycle.models import ImpactReport, Review, ReviewMark

REPORTS_SHOWN = 20


@for_members(Permission.SEE_GROUP)
def what_changed(request: MemberRequest) -> HttpResponse:
    """A review to answer, what the reviews say, and the group's reports."""
    group = request.member.group
    opened = Review.objects.in_group(group).open().first()
    reports = ImpactReport.objects.in_group(group).visible_to(request.member).order_by("-created_at")
    last = Review.objects.in_group(group).sealed().first()
    may_read = request.member.may(Permission.SEE_ANONYMOUS)  # helpers do not (promise 4)
    context = {
        "opened": opened,
        "has_answered": opened is not None and _has_answered(opened, request.member),
        "shifts": partial(results.shifts_of, group, Reach.GROUP),  # drawn once for each sealed review
        "fewest": fewest(Reach.GROUP),
        "last": last,
        "words": results.words_of(last) if last and may_read else None,
        "reports": reports[:REPORTS_SHOWN],
    }
    return render(request, "lifecycle/impact/what_changed.html", context)


@for_members(Permission.MANAGE_GROUP)
@require_http_methods(["GET", "POST"])
def review_open(request: MemberRequest) -> HttpResponse:
    form = ReviewOpenForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        reviews.open_review(closes_on=form.cleaned_data["closes_on"], by=request.member)
        messages.success(request, _("The review is open. Everyone who takes part is asked to answer."))
        return redirect("what_changed", request.member.group.public_id)
    return render(request, "lifecycle/impact/review_open.html", {"form": form, "instrument": SHIFTS})


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """Answer once, without a name. Once answered or closed, the page says so."""
    found = get_object_or_404(Review.objects.in_group(request.member.group), public_id=review_id)
    instrument = instrument_of(found.instrument, found.instrument_version)
    form = ReviewForm(request.POST or None, instrument=instrument)
    if request.method == "POST" and form.is_valid():
        reviews.answer_review(
            review=found, points=form.points(), words=form.cleaned_data["words"], by=request.member
        )
        messages.success(request, _("Thank you. Your answers are kept without your name."))
        return redirect("what_changed", request.member.group.public_id)
    context = {
        "review": found,
        "instrument": instrument,
        "form": form,
        "has_answered": _has_answered(found, request.member),
        "is_small_side": _is_small_side(request.member),
        "fewest": fewest(Reach.GROUP),
    }
    return render(request, "lifecycle/impact/review.html", context)


@for_members(Permission.MANAGE_GROUP)
@require_http_methods(["GET", "POST"])
def review_seal(request: MemberRequest, review_id: UUID) -> HttpResponse:
    found = get_object_or_404(Review.objects.in_group(request.member.group), public_id=review_id)
    if request.method == "POST":
        reviews.seal_review(review=found, by=request.member)
        messages.success(request, _("The review is closed, and nothing says any more who answered."))
        return redirect("what_changed", request.member.group.public_id)
    return render(request, "lifecycle/impact/review_seal.html", {"review": found})


@for_members(Permission.SEE_GROUP)
def discussion_sheet(request: MemberRequest) -> HttpResponse:
    """The statements to talk through together, where a figure would be about too few people."""
    return render(request, "lifecycle/impact/discussion_sheet.html", {"instrument": SHIFTS})


def _has_answered(review: Review, member: Membership) -> bool:
    return ReviewMark.objects.filter(review=review, member=member).exists()


def _is_small_side(member: Membership) -> bool:
    """Whether too few people take part on this person's side to hide among."""
    takers = member.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    return not is_enough(takers.filter(side=member.side).count(), Reach.GROUP)
