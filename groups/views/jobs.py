"""The page of long work somebody asked for: how far it is, and what it made."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from groups.access import PersonRequest, for_signed_in
from groups.jobs import About, about
from groups.models import Job
from groups.recently import prove_again

LOOK_AGAIN = 5  # seconds


@for_signed_in
@require_safe
def job(request: PersonRequest, job_id: UUID) -> HttpResponse:
    """For whoever asked for it. The page looks again by itself until the work is done, unless it is told to stay."""
    mine = _mine(request, job_id)
    said = about(mine)
    goes_on_at = said.goes_on_at(mine) if said.goes_on_at else ""
    context = {"job": mine, "about": said, "goes_on_at": goes_on_at, "stays": "stay" in request.GET}
    return look_again(render(request, "groups/job.html", context), mine, stays=context["stays"] is True)


@for_signed_in
@require_safe
def job_file(request: PersonRequest, job_id: UUID) -> HttpResponseBase:
    mine = _mine(request, job_id)
    said = about(mine)
    if said.goes_on_at:  # its own page asks whether they still may, and notes who looked
        return _to_its_page(said.goes_on_at(mine))
    if said.after_recent_sign_in and (way := prove_again(request)):
        return way
    return file_of(mine, said)


def look_again(page: HttpResponse, job: Job, *, stays: bool) -> HttpResponse:
    """Without a script: the browser asks again. The page says so and offers to stop it."""
    if job.is_under_way and not stays:
        page.headers["Refresh"] = str(LOOK_AGAIN)
    return page


def file_of(job: Job, said: About) -> HttpResponseBase:
    if not job.result:
        raise Http404
    return FileResponse(
        job.result.open(),
        as_attachment=True,
        filename=str(said.file_name) or "file",
        content_type=said.content_type,
    )


def _to_its_page(address: str) -> HttpResponse:
    if not address:
        raise Http404
    return redirect(address)


def _mine(request: PersonRequest, job_id: UUID) -> Job:
    return get_object_or_404(Job.objects.select_related("group"), asked_by=request.person, public_id=job_id)
