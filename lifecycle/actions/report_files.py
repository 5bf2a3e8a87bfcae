"""Asking for a report as a PDF, made once for all who read it alike."""

from django.db import transaction

from groups.jobs import ask_for
from groups.models import Job, Person
from groups.suppression import Reach
from lifecycle.models import ImpactReport
from lifecycle.report_document import wanted
from lifecycle.report_files import JOB, newest_job, stands


@transaction.atomic
def ask_for_report_file(report: ImpactReport, reach: Reach, look: str, *, by: Person | None) -> Job:
    """In the language that is on. `by` is None for a reader whom nobody knows."""
    locked = ImpactReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    this = wanted(locked, reach, look)
    made = newest_job(this, locked)
    if made and stands(made):
        return made
    return ask_for(JOB, group=locked.group, by=by, subject=this.subject)


def report_file_now(report: ImpactReport, reach: Reach, look: str) -> Job | None:
    """What was asked for in this language, as long as it says what the report says."""
    return newest_job(wanted(report, reach, look), report)
