import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.models.groups import Group
from groups.models.people import Person
from groups.states import JOB_MOVES, JobState


def result_path(job: "Job", name: str) -> str:
    """A folder that nobody can guess; the name shown to people is the view's business."""
    return f"jobs/{job.public_id}/{uuid.uuid4()}"


class JobQuerySet(models.QuerySet["Job"]):
    def ready(self) -> Self:
        """Waiting to start; after a mistake, only once its pause has passed."""
        rested = Q(lease_until__isnull=True) | Q(lease_until__lt=timezone.now())
        return self.filter(rested, state=JobState.WAITING).order_by("created_at")

    def abandoned(self) -> Self:
        return self.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())

    def expired(self) -> Self:
        """Whose file has been kept long enough."""
        return self.exclude(result="").filter(expires_at__lt=timezone.now())


class Job(models.Model):
    """Long work with visible progress; the row is the truth, a broker message only a nudge."""

    MOVES = JOB_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # None: it concerns one person alone, as a copy of what we hold about them.
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="jobs")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    claim = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.FileField(upload_to=result_path, blank=True)  # deleted when `expires_at` has passed
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["created_at"], name="job_waiting", condition=Q(state="waiting")),
            models.Index(fields=["lease_until"], name="job_running", condition=Q(state="running")),
            models.Index(fields=["expires_at"], name="job_expires", condition=~Q(result="")),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.public_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in {JobState.WAITING, JobState.RUNNING}
