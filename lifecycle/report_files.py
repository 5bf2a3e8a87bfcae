"""The PDF files of a report: which there are, under which name a job makes one, and how they are forgotten.

One file serves all who read the same version alike; another version, language or audience is another file.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.jobs import forget_result
from groups.models import Job
from groups.states import JobState
from groups.suppression import Reach
from lifecycle.models import ImpactReport

JOB = "report"
LOOKS = {
    "standard": _("The report to print (PDF)"),
    "large": _("The report in large print (PDF)"),
    "board": _("One page for a board (PDF)"),
}
KEPT = timedelta(days=7)
REST = timedelta(minutes=10)  # after one that could not be made, before anyone may ask again


@dataclass(frozen=True)
class Wanted:
    """Which file. Written into the subject of its job, and read from there by the worker."""

    report_id: str
    reach: Reach
    look: str
    language: str
    digest: str

    @property
    def subject(self) -> str:
        return " ".join([self.report_id, self.reach, self.look, self.language, self.digest])

    @classmethod
    def of(cls, job: Job) -> "Wanted":
        report_id, reach, look, language, digest = job.subject.split()
        return cls(report_id, Reach(reach), look, language, digest)


def newest_job(wanted: Wanted, report: ImpactReport) -> Job | None:
    jobs = Job.objects.filter(name=JOB, group=report.group_id, subject=wanted.subject)
    return jobs.order_by("-created_at").first()


def stands(job: Job) -> bool:
    """It is being made, lies ready, or failed a moment ago. Else it is made anew for whoever asks."""
    failed_now = job.state == JobState.FAILED and job.finished_at and job.finished_at > timezone.now() - REST
    return job.is_under_way or (job.state == JobState.DONE and bool(job.result)) or bool(failed_now)


def forget_files(report: ImpactReport) -> None:
    """Those made so far: nobody is given them any more, and they need not lie there either."""
    for job in Job.objects.filter(name=JOB, group=report.group_id, subject__startswith=str(report.public_id)):
        forget_result(job)
