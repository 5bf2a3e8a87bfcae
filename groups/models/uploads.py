import uuid
from typing import Self

from django.db import models
from django.utils import timezone

from groups.models.groups import Group
from groups.models.people import Person
from groups.states import UPLOAD_MOVES, UploadState


def upload_path(upload: "Upload", name: str) -> str:
    """Where it lies on disk: a random name, never the one it came with."""
    return f"uploads/{upload.public_id}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def ready(self) -> Self:
        return self.filter(state=UploadState.READY)

    def waiting(self) -> Self:
        return self.filter(state=UploadState.WAITING).order_by("created_at")


class Upload(models.Model):
    """A file someone sent. Never served by address: the view of whatever it belongs to asks who may see it."""

    MOVES = UPLOAD_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.FileField(upload_to=upload_path, blank=True)
    name = models.CharField(max_length=100)  # made safe; shown and used for saving
    kind = models.CharField(max_length=100)  # its type, found from its content
    size = models.PositiveIntegerField()  # bytes
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.WAITING)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["created_at"], name="upload_waiting", condition=models.Q(state="waiting")),
        )

    def __str__(self) -> str:
        return f"upload {self.public_id}"

    @property
    def is_ready(self) -> bool:
        return self.state == UploadState.READY

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")

    @property
    def is_sound(self) -> bool:
        return self.kind.startswith("audio/")
