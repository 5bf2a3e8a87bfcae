import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups import codes
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.people import Person
from groups.permissions import Role
from groups.states import INVITATION_MOVES, Channel, InvitationState, Side

LASTS = timedelta(days=30)
MOST_WRONG_CODES = 10


def in_thirty_days() -> datetime:
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(state=InvitationState.SENT, expires_at__gt=timezone.now())

    def awaited(self) -> Self:
        """Not answered yet, run out or not: whoever invites may want to send them again."""
        return self.filter(state=InvitationState.SENT).order_by("created_at", "pk")

    def used_by_hand(self) -> Self:
        """Taken with a code that somebody else could read: on paper or by phone."""
        taken = self.filter(state=InvitationState.ACCEPTED, channel__in=[Channel.LETTER, Channel.PHONE])
        return taken.filter(accepted_by__isnull=False).select_related("accepted_by", "invited_by")

    def holding(self, roles: Role) -> Self:
        """Those that offer at least one of these roles."""
        return self.alias(held=F("roles").bitand(int(roles))).filter(held__gt=0)

    def with_code(self, typed: str) -> "Invitation | None":
        """The one whose code this is, in whatever state. Nothing tells a wrong code from an unknown one."""
        plain = codes.tidy(typed)
        some = self.filter(handle=plain[: codes.HANDLE], wrong_codes__lt=MOST_WRONG_CODES)
        some = some.select_related("group")
        return next((one for one in some if codes.same(plain, one.public_id, one.generation)), None)

    def with_link(self, token: str) -> "Invitation | None":
        """The one whose link this is, in whatever state."""
        row = codes.row_of(token)
        one = self.filter(public_id=row).select_related("group").first() if row else None
        return one if one and codes.same_link(token, one.public_id, one.generation) else None


class Invitation(models.Model):
    """A single-use, expiring, revocable invitation. Its codes are computed from (key, id, generation).

    `handle` is the part of the short code by which the row is found; it is no secret. `person` is whom we
    write to: someone without an account, until the invitation is accepted.
    """

    MOVES = INVITATION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(_("name"), max_length=120)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(_("email"), blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    side = models.CharField(max_length=10, choices=Side)
    roles = models.PositiveSmallIntegerField()
    job = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=160, blank=True)
    comes_with = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.SENT)
    handle = models.CharField(
        max_length=codes.HANDLE, default=codes.new_handle, editable=False, db_index=True
    )
    generation = models.PositiveIntegerField(default=1)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(default=in_thirty_days)
    invited_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(roles__gt=0), name="invitation_has_a_role"),
            models.CheckConstraint(
                condition=~Q(channel=Channel.EMAIL) | ~Q(email=""), name="emailed_invitation_has_an_email"
            ),
            models.CheckConstraint(
                condition=Q(side=Side.LIVED) | ~Q(job=""), name="invitation_from_the_system_shows_a_job"
            ),
        )
        indexes = (models.Index(fields=["group", "state"], name="invitation_group_state"),)

    def __str__(self) -> str:
        return f"invitation {self.public_id}"

    @property
    def code(self) -> str:
        """For a letter or a call: 3 groups of 4 signs."""
        return codes.short(self.handle, self.public_id, self.generation)

    @property
    def token(self) -> str:
        """For a link in an email."""
        return codes.link(self.public_id, self.generation)

    @property
    def has_run_out(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.state == InvitationState.SENT and not self.has_run_out

    @property
    def is_locked(self) -> bool:
        """Its short code was typed wrongly too often. Sending it again makes a new one."""
        return self.state == InvitationState.SENT and self.wrong_codes >= MOST_WRONG_CODES
