import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.coming_as import in_words
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.states import ROLE_OFFER_MOVES, RoleOfferState


class RoleOfferQuerySet(models.QuerySet["RoleOffer"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(state=RoleOfferState.OFFERED)


class RoleOffer(models.Model):
    """A further role for someone in the group. It is theirs once they say yes.

    `hands_over`: when they accept, the role of whoever offered it ends. `by_themselves`: someone offers to
    take it on; then another person of the group says yes.
    """

    MOVES = ROLE_OFFER_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="role_offers")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="role_offers")
    role = models.PositiveSmallIntegerField()
    offered_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    hands_over = models.BooleanField(default=False)
    by_themselves = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RoleOfferState, default=RoleOfferState.OFFERED)
    offered_at = models.DateTimeField(default=timezone.now)

    objects = RoleOfferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "role"], condition=Q(state="offered"), name="one_open_offer_of_a_role"
            ),
            models.CheckConstraint(condition=Q(role__gt=0), name="an_offer_is_of_a_role"),
        )

    def __str__(self) -> str:
        return f"role offer {self.public_id}"

    @property
    def words(self) -> str:
        return ", ".join(str(one) for one in in_words(self.role or 0))

    @property
    def is_open(self) -> bool:
        return self.state == RoleOfferState.OFFERED


class ExitNote(models.Model):
    """What someone who left wanted the facilitators to know. Only if they wished to say anything."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=2000)
    written_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"exit note {self.public_id}"
