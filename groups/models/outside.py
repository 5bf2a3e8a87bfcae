import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups import codes
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
        """Asked or accepted."""
        return self.filter(state__in=[OutsideContactState.ASKED, OutsideContactState.ACCEPTED])

    def asked(self) -> Self:
        return self.filter(state=OutsideContactState.ASKED).select_related("person")

    def held_by(self, person: Person) -> Self:
        """The groups in which this person is the one outside, now."""
        return self.accepted().filter(person=person).select_related("group")

    def with_link(self, token: str) -> "OutsideContact | None":
        """The one a link of ours speaks of, also one that was used: `is_fresh` tells the two apart."""
        row = codes.row_of(token)
        one = self.filter(public_id=row).select_related("group", "person").first() if row else None
        if one is None:
            return None
        ours = range(one.generation, 0, -1)
        known = (g for g in ours if codes.same_link(token, one.public_id, g, purpose=codes.OUTSIDE))
        generation = next(known, None)
        one.is_fresh = generation == one.generation
        return one if generation else None


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

    is_fresh = False  # whether they came by the newest link

    objects = OutsideContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(state="accepted"),
                name="one_outside_contact_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(state="asked"), name="one_outside_contact_asked_at_a_time"
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

    @property
    def token(self) -> str:
        """For a link in an email."""
        return codes.link(self.public_id, self.generation, purpose=codes.OUTSIDE)

    @property
    def can_read(self) -> bool:
        """Whether they can read here what is written to them; else there is only the phone."""
        return bool(self.person.mail_to)
