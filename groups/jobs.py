"""Long work that a person asked for: done by a worker, with progress, and taken up again if the worker dies.

An app registers a function under a name with `@job("report")`. It may be run again from the start after a
death, so it must be idempotent. It says how far it is with `report(percent)`, which also renews its lease.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Job, Person
from groups.nudges import nudge
from groups.states import JobState

log = structlog.get_logger(__name__)

type Report = Callable[[int], None]
type Work = Callable[[Job, Report], None]


@dataclass(frozen=True)
class About:
    """What the page of a job says of it (groups/views/jobs.py).

    `file_name` is neutral (promise 13). `goes_on_at` gives the address of the page where its result is used.
    """

    title: Promise | str
    file_name: Promise | str = ""
    content_type: str = "application/octet-stream"
    goes_on_at: Callable[[Job], str] | None = None
    after_recent_sign_in: bool = False  # its file is private to one person


JOBS: dict[str, Work] = {}
ABOUT: dict[str, About] = {}  # known to whoever asks for the job and shows its page; the work only to workers
SOMETHING = About(_("What you asked for"))
RUN = "groups.tasks.run_job"
ATTEMPTS = 3
PAUSE = timedelta(minutes=1)  # after a mistake, before the next attempt


class Overtaken(Exception):
    """The lease ran out and another worker has the job now."""


def job(name: str) -> Callable[[Work], Work]:
    def register(work: Work) -> Work:
        if JOBS.setdefault(name, work) != work:
            raise ValueError(f"two jobs are named {name}")
        return work

    return register


def describe(name: str, about: About) -> None:
    """Called by the module of the views that ask for it."""
    ABOUT[name] = about


def about(job: Job) -> About:
    return ABOUT.get(job.name, SOMETHING)


def keep_result(mine: Job, content: bytes, *, until: datetime) -> None:
    """Keep what a job made, in a private place, until then. What an earlier attempt made is replaced."""
    old = Job.objects.values_list("result", flat=True).get(pk=mine.pk)
    if old:
        mine.result.storage.delete(old)
    mine.result.save("result", ContentFile(content), save=False)
    Job.objects.filter(pk=mine.pk).update(result=mine.result.name, expires_at=until)


@transaction.atomic
def forget_result(made: Job) -> None:
    """Delete its file; that it was made stays."""
    name = made.result.name
    if name:
        Job.objects.filter(pk=made.pk).update(result="", expires_at=None)
        transaction.on_commit(partial(made.result.storage.delete, name), robust=True)


def forget_expired() -> None:
    for made in Job.objects.expired():
        forget_result(made)


def ask_for(name: str, *, group: Group | None, by: Person | None, subject: str = "") -> Job:
    """Ask for work; a worker starts on it at once. `by` is None where a sweep asks."""
    asked = Job.objects.create(name=name, group=group, asked_by=by, subject=subject)
    nudge(RUN)
    return asked


def run_next() -> bool:
    """Claim the job that has waited longest and do it. Returns whether there was one."""
    claimed = _claim(uuid4())
    if claimed:
        _do(claimed)
    return claimed is not None


def recover_abandoned() -> None:
    """Jobs of dead workers wait again, or are given up after some attempts."""
    abandoned = Job.objects.abandoned()
    abandoned.filter(attempts__gte=ATTEMPTS).update(state=JobState.FAILED, finished_at=timezone.now())
    abandoned.update(state=JobState.WAITING, lease_until=None)


@transaction.atomic
def _claim(claim: UUID) -> Job | None:
    ready = list(Job.objects.ready().select_for_update(skip_locked=True).values_list("pk", flat=True)[:1])
    Job.objects.ready().filter(pk__in=ready).update(
        state=JobState.RUNNING, claim=claim, lease_until=_lease(), attempts=F("attempts") + 1
    )
    return Job.objects.filter(pk__in=ready, claim=claim).select_related("group", "asked_by").first()


def _do(claimed: Job) -> None:
    mine = Job.objects.filter(pk=claimed.pk, claim=claimed.claim, state=JobState.RUNNING)

    def report(percent: int) -> None:
        if not mine.update(progress=min(percent, 100), lease_until=_lease()):
            raise Overtaken

    try:
        JOBS[claimed.name](claimed, report)
    except Overtaken:
        return
    except Exception:  # a job's own mistake must not end the worker; it is logged and tried again
        log.exception("job failed", job=claimed.name, public_id=str(claimed.public_id))
        again = claimed.attempts < ATTEMPTS
        mine.update(
            state=JobState.WAITING if again else JobState.FAILED,
            lease_until=timezone.now() + PAUSE,
            finished_at=None if again else timezone.now(),
        )
        return
    mine.update(state=JobState.DONE, progress=100, finished_at=timezone.now())


def _lease() -> datetime:
    return timezone.now() + settings.JOB_LEASE
