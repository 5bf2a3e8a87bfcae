"""The work of making a PDF of a report. Only workers load this module: see groups/documents.py."""

from django.db import transaction
from django.utils import timezone, translation

from groups.documents import AVAILABLE, Sheet, as_pdf
from groups.jobs import Report, job, keep_result
from groups.models import Job
from lifecycle.models import ImpactReport
from lifecycle.report_document import STYLESHEET, Document, document
from lifecycle.report_files import JOB, KEPT, Wanted


@job(JOB)
def print_report(mine: Job, report: Report) -> None:
    """The report as it is now. Without Pango it makes none: the page says what to do."""
    this = Wanted.of(mine)
    found = ImpactReport.objects.filter(public_id=this.report_id).select_related("group").first()
    if found is None or not AVAILABLE:
        return
    report(10)
    made = _document(found, this)
    report(40)
    _keep(found, this, as_pdf([Sheet(made.html, made.style)], stylesheet=STYLESHEET), mine)


@transaction.atomic
def _keep(found: ImpactReport, this: Wanted, pdf: bytes, mine: Job) -> None:
    """Unless words in it were taken back while it was being made. The report is held, so that none are meanwhile."""
    held = ImpactReport.objects.select_for_update(of=("self",)).select_related("group").get(pk=found.pk)
    if _document(held, this).digest == this.digest:
        keep_result(mine, pdf, until=timezone.now() + KEPT)


def _document(found: ImpactReport, this: Wanted) -> Document:
    with translation.override(this.language), timezone.override(found.group.tz):
        return document(found, this.reach, this.look)
