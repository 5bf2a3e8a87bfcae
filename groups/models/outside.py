import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.people import Person
from groups.states import OUTSIDE_CONTACT_MOVES, Origin, OutsideContactState


class OutsideContactQuerySet(models.QuerySet["OutsideContact"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def accepted(self) -> Self:
        return self.filter(state=OutsideContactState.ACCEPTED).select_related("person__account")

    def now(self) -> Self:
        """Asked or accepted: at most one in a group."""
        return self.filter(state__in=[OutsideContactState.ASKED, OutsideContactState.ACCEPTED])


class OutsideContact(models.Model):
    """Whom anyone in the group can tell when the no-comeback promise is broken: outside the organisation.

    No first session opens until one is named and has accepted (product.md section 4). They hold no place in
    the group and see nothing of it but the concerns sent to them.
    """

    MOVES = OUTSIDE_CONTACT_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="outside_contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(_("organisation"), max_length=160)
    phone = models.CharField(_("phone that the group may see"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=OutsideContactState, default=OutsideContactState.ASKED)
    generation = models.PositiveIntegerField(default=1)  # of the code in what they are sent
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)  # how they said yes
    named_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OutsideContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(state__in=["asked", "accepted"]),
                name="one_outside_contact_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="accepted_outside_contact_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"outside contact {self.public_id}"

    @property
    def titled(self) -> str:
        return f"{self.person.name}, {self.body}"
