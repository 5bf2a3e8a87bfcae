"""A review answered in another way: on paper with a code, by phone or letter and typed, or with a helper."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from groups import codes
from groups.access import HelperRequest, MemberRequest, for_anyone, for_helpers, for_members
from groups.forms.invitations import CodeForm
from groups.models import Membership
from groups.permissions import Permission
from groups.states import HelperPower
from lifecycle.actions import review_answers as acts
from lifecycle.forms.reviews import ForSomeoneForm, PaperForm, ReviewForm
from lifecycle.models import Review, ReviewPaper
from lifecycle.paper import paper_facts
from lifecycle.questions import instrument_in

HELD = "review_paper"  # which form this browser answers


@for_members(Permission.SEND_BY_HAND)
@require_safe
def review_by_hand(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """Those without an account: a form to print for each, and typing what they said. Not who has answered."""
    found = _open_here(request, review_id)
    takers = request.member.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    people = takers.filter(person__account=None).with_names().order_by("person__name", "pk")
    context = {
        "review": found,
        "people": people,
        "may_type": request.member.may(Permission.TYPE_FOR_OTHERS),
    }
    return render(request, "lifecycle/reviews/by_hand.html", context)


@for_members(Permission.SEND_BY_HAND)
@require_http_methods(["GET", "POST"])
def review_paper(request: MemberRequest, review_id: UUID, member_id: UUID) -> HttpResponse:
    """The form of one person, for the browser's own printing. POST makes it, where there is none yet."""
    found, member = _open_here(request, review_id), _member(request, member_id)
    if request.method == "POST":
        acts.print_paper(found, member=member, by=request.member)
        return redirect("review_paper", found.group.public_id, found.public_id, member.public_id)
    papers = ReviewPaper.objects.select_related("review__group", "member__person")
    paper = papers.filter(review=found, member=member).first()
    facts = paper_facts(paper, []) if paper else {}
    return render(request, "lifecycle/reviews/paper.html", {"review": found, "member": member, **facts})


@for_members(Permission.TYPE_FOR_OTHERS)
@require_http_methods(["GET", "POST"])
def review_for(request: MemberRequest, review_id: UUID, member_id: UUID) -> HttpResponse:
    """What somebody without an account said by phone, by letter or in person."""
    found, member = _open_here(request, review_id), _member(request, member_id)
    form = ForSomeoneForm(request.POST or None, review=found)
    if form.is_bound and form.is_valid():
        acts.answer_review_for(found, form.answers(), member=member, by=request.member)
        messages.success(request, _("Kept without their name. They are told that you wrote it down."))
        return redirect("review_by_hand", found.group.public_id, found.public_id)
    context = {"review": found, "member": member, "form": form, "instrument": instrument_in(found)}
    return render(request, "lifecycle/reviews/for_someone.html", context)


@for_helpers(HelperPower.REVIEWS)
@require_http_methods(["GET", "POST"])
def helping_review(request: HelperRequest, review_id: UUID) -> HttpResponse:
    """With somebody who asked for help with it. The helper sees what they answer, and both pages say so."""
    helper = request.helper
    found = _answerable(helper.member, review_id)
    acts.must_be_open(found, helper.member)
    form = ReviewForm(request.POST or None, review=found)
    if form.is_bound and form.is_valid():
        said = form.answers()
        acts.answer_review(
            review=found,
            points=said.points,
            unknown=said.unknown,
            words=said.words,
            by=helper.member,
            helped_by=helper,
        )
        messages.success(request, _("Sent without their name. They can read that you helped."))
        return redirect("helping_one", helper.public_id)
    context = {"review": found, "form": form, "helper": helper, "instrument": instrument_in(found)}
    return render(request, "lifecycle/reviews/helping.html", context)


@for_anyone
@never_cache
@sensitive_post_parameters("code")
def review_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a printed form. A wrong one, an old one and an unknown one get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form)
    typed = form.cleaned_data["code"]
    if not ratelimit.consume(request, action="review_code", key=codes.tidy(typed)[: codes.HANDLE]):
        form.add_error(None, _("That was too many tries. Wait an hour, then try again."))
        return _code_page(request, form, status=429)
    paper = acts.paper_with_code(typed)
    if paper is None:
        form.add_error("code", _("This code does not work. Look whether it is typed as on your form."))
        return _code_page(request, form, status=404)
    request.session[HELD] = {"id": str(paper.public_id), "generation": paper.generation}
    request.session.set_expiry(0)  # it ends with the browser
    return redirect("review_with_code")


@for_anyone
@never_cache
@require_http_methods(["GET", "POST"])
def review_with_code(request: HttpRequest) -> HttpResponse:
    """The questions of that form, without signing in. Sent, this browser has forgotten it."""
    paper = _held(request)
    if paper is None:
        return redirect("review_code")
    acts.must_be_open(paper.review, paper.member)
    form = PaperForm(request.POST or None, review=paper.review)
    if form.is_bound and form.is_valid():
        acts.answer_by_paper(paper, form.answers())
        request.session.pop(HELD, None)
        return render(request, "lifecycle/reviews/sent.html")
    context = {"review": paper.review, "form": form, "instrument": instrument_in(paper.review)}
    return render(request, "lifecycle/reviews/with_code.html", context)


def _held(request: HttpRequest) -> ReviewPaper | None:
    kept = request.session.get(HELD)
    papers = ReviewPaper.objects.select_related("review__group", "member__group", "member__person")
    return papers.filter(public_id=kept["id"], generation=kept["generation"]).first() if kept else None


def _code_page(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "lifecycle/reviews/code.html", {"form": form}, status=status)


def _open_here(request: MemberRequest, review_id: UUID) -> Review:
    here = Review.objects.in_group(request.member.group).answerable()
    return get_object_or_404(here, public_id=review_id)


def _answerable(member: Membership, review_id: UUID) -> Review:
    return get_object_or_404(Review.objects.in_group(member.group).answerable(), public_id=review_id)


def _member(request: MemberRequest, member_id: UUID) -> Membership:
    takers = request.member.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    found = get_object_or_404(takers.select_related("person", "group"), public_id=member_id)
    acts.must_be_without_account(found)
    return found
