"""What changed: the review that is open, what closed ones say, and their words put together by the group."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import MemberRequest, for_members, refuse_role
from groups.permissions import Permission
from groups.suppression import Reach, fewest
from groups.transitions import Refused
from lifecycle import results
from lifecycle.actions import reviews, themes
from lifecycle.actions.own_questions import retire_question
from lifecycle.forms.reviews import GroupWordsForm, ReviewOpenForm, ThemeForm
from lifecycle.instruments import SHIFTS, Instrument, offered
from lifecycle.models import ImpactReport, OwnQuestion, Review, ReviewMark, WordsTheme
from lifecycle.questions import asked_in, instrument_in, minutes_for
from lifecycle.states import ReviewState

REPORTS_SHOWN = 20


@for_members(Permission.SEE_GROUP)
def what_changed(request: MemberRequest) -> HttpResponse:
    """A review to answer, what the reviews say, and the group's reports."""
    group = request.member.group
    opened = Review.objects.in_group(group).open().select_related("session").first()
    reports = ImpactReport.objects.in_group(group).visible_to(request.member).order_by("-created_at")
    sealed = list(Review.objects.in_group(group).sealed().reviews()[: results.SHOWN])
    shifts = next((one for one in sealed if one.instrument == SHIFTS.key), None)
    context = {
        "opened": opened,
        "instrument": instrument_in(opened) if opened else None,
        "minutes": minutes_for(opened) if opened else None,
        "has_answered": opened is not None and _has_answered(opened, request),
        "shifts": partial(results.shifts_of, group, Reach.GROUP),  # drawn once for each sealed review
        "fewest": fewest(Reach.GROUP),
        "last": shifts,
        "others": _newest_of_each(sealed),
        "has_pulses": Review.objects.in_group(group).sealed().pulses().exists(),
        "reports": reports[:REPORTS_SHOWN],
    }
    return render(request, "lifecycle/impact/what_changed.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def review_results(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """What one closed review says, beside the earlier ones that asked the same, and its words."""
    found = _review(request, review_id)
    if not found.asks_for_words:
        return redirect("pulses", found.group.public_id)
    if found.state != ReviewState.SEALED:
        return render(request, "lifecycle/reviews/results.html", {"review": found, "is_open": True})
    may_read = request.member.may(Permission.SEE_ANONYMOUS)  # helpers do not (promise 4)
    context = {
        "review": found,
        "instrument": instrument_in(found),
        "results": results.results_with_earlier(found, Reach.GROUP),
        "open_answers": results.in_the_open(found),
        "groups_of_words": results.grouped_words(found) if may_read else None,
        "may_group_words": themes.may_put_together(request.member),
    }
    return render(request, "lifecycle/reviews/results.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def pulses(request: MemberRequest) -> HttpResponse:
    """How sessions were for people, three sessions together."""
    group = request.member.group
    context = {
        "results": results.pulses_of(group, Reach.GROUP),
        "waiting": results.pulses_waiting(group),
        "review": Review.objects.in_group(group).sealed().pulses().first(),  # for its discussion sheet
    }
    return render(request, "lifecycle/reviews/pulses.html", context)


@for_members(Permission.MANAGE_GROUP)
@require_http_methods(["GET", "POST"])
def review_open(request: MemberRequest) -> HttpResponse:
    """Choose what to ask about, then which lines of it."""
    group = request.member.group
    instrument = offered().get(request.GET.get("about", ""))
    if instrument is None:
        return render(request, "lifecycle/reviews/choose.html", {"offered": offered().values()})
    form = ReviewOpenForm(request.POST or None, group=group, instrument=instrument)
    if request.method == "POST" and form.is_valid():
        return _open(request, form, instrument)
    return _open_page(request, form, instrument)


@for_members(Permission.MANAGE_GROUP)
@require_http_methods(["GET", "POST"])
def review_seal(request: MemberRequest, review_id: UUID) -> HttpResponse:
    found = _review(request, review_id)
    if request.method == "POST":
        reviews.seal_review(review=found, by=request.member)
        messages.success(request, _("The review is closed, and nothing says any more who answered."))
        return redirect("what_changed", request.member.group.public_id)
    return render(request, "lifecycle/impact/review_seal.html", {"review": found})


@for_members(Permission.MANAGE_GROUP)
@require_safe
def own_questions(request: MemberRequest) -> HttpResponse:
    """Questions of the group's own that can be asked again."""
    return render(request, "lifecycle/reviews/own_questions.html", {"questions": _questions(request)})


@for_members(Permission.MANAGE_GROUP)
@require_POST
def own_question_retire(request: MemberRequest, own_question_id: UUID) -> HttpResponse:
    retire_question(get_object_or_404(_questions(request), public_id=own_question_id), by=request.member)
    return redirect("own_questions", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
@require_safe
def discussion_sheet(request: MemberRequest) -> HttpResponse:
    """The statements to talk through together, where a figure would be about too few people."""
    asked = request.GET.get("review", "")
    found = _review(request, _uuid(asked)) if asked else None
    instrument = instrument_in(found) if found else SHIFTS
    statements = asked_in(found) if found else SHIFTS.statements
    context = {"instrument": instrument, "statements": statements}
    return render(request, "lifecycle/impact/discussion_sheet.html", context)


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def review_words(request: MemberRequest, review_id: UUID) -> HttpResponse:
    """Put words together under names of the group's own."""
    if not themes.may_put_together(request.member):
        return refuse_role(request, Permission.SEE_ANONYMOUS)
    found = _review(request, review_id)
    if found.state != ReviewState.SEALED:
        raise Refused(_("The words can be read when the review is closed."))
    said = results.words_rows(found)
    naming = ThemeForm(request.POST if "name" in request.POST else None)
    form = GroupWordsForm(
        request.POST if request.method == "POST" and "name" not in request.POST else None,
        review=found,
        said=said or [],
    )
    if naming.is_bound and naming.is_valid():
        themes.name_theme(found, **naming.cleaned_data, by=request.member)
        return redirect("review_words", found.group.public_id, found.public_id)
    if form.is_bound and form.is_valid():
        themes.put_under(found, chosen=form.chosen(), by=request.member)
        messages.success(request, _("Kept. Everyone in the group sees the words so."))
        return redirect("review_results", found.group.public_id, found.public_id)
    context = {"review": found, "form": form, "naming": naming, "themes": found.themes.all(), "said": said}
    return render(request, "lifecycle/reviews/words.html", context)


@for_members(Permission.WRITE_REPORT)
@require_POST
def theme_remove(request: MemberRequest, review_id: UUID, theme_id: UUID) -> HttpResponse:
    found = _review(request, review_id)
    theme = get_object_or_404(WordsTheme.objects.select_related("review"), review=found, public_id=theme_id)
    themes.remove_theme(theme, by=request.member)
    return redirect("review_words", found.group.public_id, found.public_id)


def _open(request: MemberRequest, form: ReviewOpenForm, instrument: Instrument) -> HttpResponse:
    try:
        reviews.open_review(**form.said(), by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _open_page(request, form, instrument)
    messages.success(request, _("The review is open. Everyone who takes part is asked to answer."))
    return redirect("what_changed", request.member.group.public_id)


def _open_page(request: MemberRequest, form: ReviewOpenForm, instrument: Instrument) -> HttpResponse:
    return render(request, "lifecycle/impact/review_open.html", {"form": form, "instrument": instrument})


def _newest_of_each(sealed: list[Review]) -> list[tuple[Review, Instrument]]:
    """The last closed review of each instrument, the newest first."""
    newest: dict[str, Review] = {}
    for one in sealed:
        newest.setdefault(one.instrument, one)
    return [(one, instrument_in(one)) for one in newest.values()]


def _review(request: MemberRequest, review_id: UUID) -> Review:
    here = Review.objects.in_group(request.member.group).select_related("group", "session")
    return get_object_or_404(here, public_id=review_id)


def _has_answered(review: Review, request: MemberRequest) -> bool:
    return ReviewMark.objects.filter(review=review, member=request.member).exists()


def _questions(request: MemberRequest) -> QuerySet[OwnQuestion]:
    return OwnQuestion.objects.filter(group=request.member.group, retired_on=None)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
