import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.states import INVITATION_MOVES, Channel, InvitationState, Side


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(state=InvitationState.SENT, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A single-use, expiring, revocable invitation. Its codes are computed from (key, id, generation)."""

    MOVES = INVITATION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email"), blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    side = models.CharField(max_length=10, choices=Side)
    roles = models.PositiveSmallIntegerField()
    job = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.SENT)
    generation = models.PositiveIntegerField(default=1)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.public_id}"
