import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.room import may_hear
from facilitation.models.sessions import Session
from facilitation.states import Audience
from groups.models import Group, Membership, Upload
from groups.permissions import Permission


class HandedInQuerySet(models.QuerySet["HandedIn"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def to_type_by(self, member: Membership) -> Self:
        """What this member may listen to and type: never what is for others alone (promise 4)."""
        if not member.may(Permission.TYPE_FOR_OTHERS):
            return self.none()
        heard = [audience for audience in Audience if may_hear(member, audience)]
        return self.in_group(member.group).filter(audience__in=heard)


class HandedIn(models.Model):
    """A voice note or a photograph of handwriting that waits for someone to type it.

    It is gone once its words stand in the session; the file then belongs to them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(_("who is it for"), max_length=12, choices=Audience)
    at = models.DateTimeField(default=timezone.now)

    objects = HandedInQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["session", "at"], name="handed_in_session_at"),)

    def __str__(self) -> str:
        return f"handed in {self.public_id}"

    @property
    def is_sound(self) -> bool:
        return self.upload.kind.startswith("audio/")
