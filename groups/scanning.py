"""Waiting files are looked at by a virus scanner, one job each, as often as it takes."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from groups.actions.uploads import SCAN, pass_upload, refuse_upload
from groups.files.clamav import virus_in
from groups.jobs import Report, ask_for, job
from groups.models import Job, Upload
from groups.states import JobState

AT_ONCE = 50
UNDER_WAY = timedelta(minutes=2)  # a younger file has a job of its own


@job(SCAN)
def scan(mine: Job, report: Report) -> None:
    """Raises NoVerdict while the scanner does not answer; the job is then tried again."""
    upload = Upload.objects.waiting().filter(public_id=mine.subject).select_related("group", "by").first()
    if upload:
        look_at(upload)


def look_at(upload: Upload) -> None:
    if not settings.CLAMAV:
        pass_upload(upload)
        return
    with upload.file.open("rb") as file:
        virus = virus_in(file, settings.CLAMAV)
    (refuse_upload if virus else pass_upload)(upload)


def find_lost() -> None:
    """A file still waits, and no job has it in hand: it gets a new one."""
    for upload in Upload.objects.waiting().filter(created_at__lt=timezone.now() - UNDER_WAY)[:AT_ONCE]:
        mine = Job.objects.filter(name=SCAN, subject=str(upload.public_id))
        if not mine.filter(state__in=(JobState.WAITING, JobState.RUNNING)).exists():
            mine.delete()
            ask_for(SCAN, group=upload.group, by=upload.by, subject=str(upload.public_id))
