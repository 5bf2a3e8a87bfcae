"""Printing all letters that wait, in one file or from the browser, and noting that they are in the post."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions.printing import all_posted, gone_since, print_again, print_all
from groups.jobs import About, about, describe
from groups.letters import letters_of
from groups.looks import looked_at
from groups.models import Job, Look, PrintRun
from groups.needs import FORMATS, shown_needs
from groups.permissions import Permission
from groups.transitions import Refused
from groups.views.jobs import file_of, look_again


def _run_of(job: Job) -> str:
    run = PrintRun.objects.filter(job=job).select_related("group").first()
    return reverse("print_run", args=[run.group.public_id, run.public_id]) if run else ""


describe(
    "letters",
    About(gettext_lazy("Letters to print"), "letters.pdf", "application/pdf", goes_on_at=_run_of),
)


@for_members(Permission.SEND_BY_HAND)
@require_POST
def print_letters(request: MemberRequest) -> HttpResponse:
    run = print_all(by=request.member)
    return redirect("print_run", request.member.group.public_id, run.public_id)


@for_members(Permission.SEND_BY_HAND)
@require_safe
def print_run(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """One run: how far the file is, what to look for when printing, and whether it is in the post."""
    run = _find(request, run_id)
    waiting = list(run.letters.waiting_for_hands().for_letters())
    flags = shown_needs([one.person for one in waiting], to=request.member, kinds=FORMATS)
    context = {
        "run": run,
        "job": run.job,
        "waiting": waiting,
        "gone": gone_since(run) if run.is_standing else [],
        "flags": flags,
        "stays": "stay" in request.GET,
    }
    page = render(request, "groups/print_run.html", context)
    return look_again(page, run.job, stays="stay" in request.GET) if run.job else page


@for_members(Permission.SEND_BY_HAND)
@require_safe
def print_run_file(request: MemberRequest, run_id: UUID) -> HttpResponseBase:
    run = _find(request, run_id)
    if run.job is None or not run.job.result:
        raise Refused(
            _("There is no file: it is not made yet, or it was deleted when its letters were posted.")
        )
    looked_at([one.person for one in run.letters.for_letters()], Look.What.REACH, by=request.member)
    return file_of(run.job, about(run.job))


@for_members(Permission.SEND_BY_HAND)
@require_safe
def print_run_sheets(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """The same letters as a page, for the browser's own printing."""
    run = _find(request, run_id)
    if not run.is_standing:
        raise Refused(
            _("These letters are in the post, or were printed more than a week ago. Print them anew.")
        )
    letters, _gone = letters_of(run)
    looked_at([letter.person for letter in letters], Look.What.REACH, by=request.member)
    enclosed = [letter.enclosure for letter in letters if letter.enclosure]
    context = {"run": run, "letters": letters, "stylesheets": sorted({one.stylesheet for one in enclosed})}
    return render(request, "groups/print_run_sheets.html", context)


@for_members(Permission.SEND_BY_HAND)
@require_POST
def print_run_again(request: MemberRequest, run_id: UUID) -> HttpResponse:
    run = print_again(_find(request, run_id), by=request.member)
    return redirect("print_run", request.member.group.public_id, run.public_id)


@for_members(Permission.SEND_BY_HAND)
@require_POST
def print_run_posted(request: MemberRequest, run_id: UUID) -> HttpResponse:
    posted = all_posted(_find(request, run_id), by=request.member)
    said = ngettext(
        "%(n)d letter is noted as posted.", "%(n)d letters are noted as posted.", posted.number
    ) % {"n": posted.number}
    messages.success(request, said)
    if posted.left_out:
        names = ", ".join(sorted(delivery.person.name for delivery in posted.left_out))
        messages.warning(
            request,
            _("Not noted, because they are not needed any more: letters to %(names)s.") % {"names": names},
        )
    return redirect("by_hand", request.member.group.public_id)


def _find(request: MemberRequest, run_id: UUID) -> PrintRun:
    runs = PrintRun.objects.in_group(request.member.group).select_related("job", "by")
    run: PrintRun = get_object_or_404(runs, public_id=run_id)
    run.group = request.member.group
    return run
