"""Answering a review oneself: one idea on each page in any order, or all on one page; sent when the person says so."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.suppression import Reach, fewest
from groups.transitions import Refused
from lifecycle.actions import review_answers as acts
from lifecycle.forms.reviews import IdeaForm, OpenAnswerForm, ReviewForm, WordsForm
from lifecycle.models import OpenAnswer, Review, ReviewDraft, ReviewMark
from lifecycle.questions import asked_in, instrument_in, minutes_for
from lifecycle.small_sides import is_on_small_side


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_safe
def review(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """What to know before answering, how far one has come, and sending it."""
    found = _found(request, review_id)
    draft = _draft(request, found)
    context = {
        "review": found,
        "instrument": instrument_in(found),
        "minutes": minutes_for(found),
        "has_answered": ReviewMark.objects.filter(review=found, member=request.member).exists(),
        "in_the_open": OpenAnswer.objects.filter(review=found, member=request.member).first(),
        "is_small_side": is_on_small_side(request.member),
        "fewest": fewest(Reach.GROUP),
        "draft": draft,
        "ideas": [(one, draft and one.id in draft.points) for one in asked_in(found)],
    }
    return render(request, "lifecycle/reviews/review.html", context)


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_http_methods(["GET", "POST"])
def review_step(request: MemberRequest, review_id: UUID, step: int) -> HttpResponse:
    """One idea; the last step is a free word. What is chosen is kept as a draft, and the next idea comes."""
    found = _to_answer(request, review_id)
    statements = asked_in(found)
    steps = len(statements) + found.asks_for_words
    if not 1 <= step <= steps:
        raise Http404
    draft = _draft(request, found)
    typed = request.POST if request.method == "POST" else None
    form: IdeaForm | WordsForm
    if step <= len(statements):
        statement = statements[step - 1]
        form = IdeaForm(
            typed, statement=statement, initial={"point": draft and draft.points.get(statement.id)}
        )
    else:
        form = WordsForm(typed, initial={"words": draft and draft.words})
    if form.is_bound and form.is_valid():
        acts.keep_draft(found, said=form.said(), words=form.words_said(), by=request.member)
        return _next(found, step + 1 if step < steps else None)
    context = {"review": found, "form": form, "step": step, "steps": steps}
    return render(request, "lifecycle/reviews/step.html", context)


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_http_methods(["GET", "POST"])
def review_all(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """All on one page, begun with what was kept; sent at once."""
    found = _to_answer(request, review_id)
    draft = _draft(request, found)
    kept = {**draft.points, "words": draft.words} if draft else {}
    form = ReviewForm(request.POST or None, review=found, initial=kept)
    if form.is_bound and form.is_valid():
        return _give(request, found, form.answers())
    return render(request, "lifecycle/reviews/all.html", {"review": found, "form": form})


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_POST
def review_send(request: MemberRequest, review_id: UUID) -> HttpResponse:
    found = _to_answer(request, review_id)
    draft = _draft(request, found)
    return _give(request, found, acts.from_draft(draft.points, draft.words) if draft else acts.Answers())


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_POST
def review_forget(request: MemberRequest, review_id: UUID) -> HttpResponse:
    found = _found(request, review_id)
    acts.forget_draft(found, by=request.member)
    messages.success(request, _("What you began is deleted."))
    return _next(found, None)


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_http_methods(["GET", "POST"])
def review_in_the_open(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """For somebody whose side is too small to hide in, and who would rather say it openly."""
    found = _to_answer(request, review_id)
    acts.must_be_for_the_open(found)
    if not is_on_small_side(request.member):
        raise Refused(_("Your side is large enough to hide in. Your answers are kept without your name."))
    draft = _draft(request, found)
    kept = {**draft.points, "words": draft.words} if draft else {}
    form = OpenAnswerForm(request.POST or None, review=found, initial=kept)
    if form.is_bound and form.is_valid():
        acts.answer_openly(found, form.answers(), signed=form.cleaned_data["signed"], by=request.member)
        messages.success(request, _("Thank you. The group sees your answers when the review closes."))
        return redirect("what_changed", request.member.group.public_id)
    return render(request, "lifecycle/reviews/in_the_open.html", {"review": found, "form": form})


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_POST
def open_answer_take_back(request: MemberRequest, open_answer_id: UUID) -> HttpResponse:
    mine = OpenAnswer.objects.filter(group=request.member.group, member=request.member)
    given = get_object_or_404(mine.select_related("member"), public_id=open_answer_id)
    acts.take_back_open_answer(given, by=request.member)
    messages.success(request, _("Your answers are deleted."))
    return redirect("what_changed", request.member.group.public_id)


def _give(request: MemberRequest, review: Review, answers: acts.Answers) -> HttpResponse:
    acts.answer_review(
        review=review,
        points=answers.points,
        unknown=answers.unknown,
        words=answers.words,
        by=request.member,
    )
    messages.success(request, _("Thank you. Your answers are kept without your name."))
    return redirect("what_changed", request.member.group.public_id)


def _found(request: MemberRequest, review_id: UUID) -> Review:
    here = Review.objects.in_group(request.member.group).select_related("group", "session")
    return get_object_or_404(here, public_id=review_id)


def _to_answer(request: MemberRequest, review_id: UUID) -> Review:
    """Still to be answered by this person; otherwise a page says why not."""
    found = _found(request, review_id)
    acts.must_be_open(found, request.member)
    return found


def _draft(request: MemberRequest, review: Review) -> ReviewDraft | None:
    return ReviewDraft.objects.filter(review=review, member=request.member).first()


def _next(review: Review, step: int | None) -> HttpResponse:
    here = review.group.public_id, review.public_id
    return redirect("review_step", *here, step) if step else redirect("review", *here)
