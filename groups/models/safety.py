"""What keeps people safe. All of it is private: no role sees it, only the people each row names."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.outside import OutsideContact
from groups.models.people import Person
from groups.states import CALL_MOVES, CONCERN_MOVES, CallKind, CallState, ConcernState


class CallMeQuerySet(models.QuerySet["CallMe"]):
    def of(self, member: Membership) -> Self:
        return self.filter(member=member).select_related("to").order_by("-asked_at", "-pk")

    def for_contact(self, person: Person) -> Self:
        """What this person was asked, and nobody else; nothing once they have left the group."""
        here = Membership.objects.present().filter(person=person).values("group")
        outside = OutsideContact.objects.held_by(person).values("group")
        theirs = self.filter(Q(group__in=here) | Q(group__in=outside), to=person)
        return theirs.select_related("member", "group").order_by("due_on", "pk")

    def waiting(self) -> Self:
        return self.filter(state=CallState.WAITING)

    def late(self, today: date) -> Self:
        """Nobody has called, and the day has passed."""
        return self.waiting().filter(due_on__lt=today)


class CallMe(models.Model):
    """ "Please call me": to the contact a person chose, or to the one outside. Nobody else sees it."""

    MOVES = CALL_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=CallKind, default=CallKind.TALK)
    number = models.CharField(_("number to call"), max_length=40, blank=True)  # deleted once it is settled
    when_suits = models.CharField(_("when it suits me"), max_length=200, blank=True)
    may_leave_message = models.BooleanField(default=False)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=CallState, default=CallState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = CallMeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "to"],
                condition=Q(state="waiting"),
                name="one_waiting_call_per_person_and_contact",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(settled_at__isnull=False), name="settled_call_has_a_date"
            ),
        )
        indexes = (models.Index(fields=["due_on"], name="call_due", condition=Q(state="waiting")),)

    def __str__(self) -> str:
        return f"call {self.public_id}"


class ConcernQuerySet(models.QuerySet["Concern"]):
    def written_by(self, person: Person) -> Self:
        return self.filter(member__person=person).select_related("group", "to").order_by("-sent_at", "-pk")

    def for_contact(self, person: Person) -> Self:
        """Written to this person, and to nobody else."""
        return self.filter(to=person).select_related("group", "member").order_by("-sent_at", "-pk")

    def seen_by(self, person: Person) -> Self:
        """The two who see a concern: who wrote it and to whom it was written."""
        mine = self.filter(Q(to=person) | Q(member__person=person))
        return mine.select_related("group", "member__person", "to")

    def unread_since(self, day: date) -> Self:
        """Written to someone who is there, and not read."""
        return self.filter(state=ConcernState.SENT, sent_at__date__lt=day, to__isnull=False)


class Concern(models.Model):
    """Something is not right: told to the one outside, and to nobody inside."""

    MOVES = CONCERN_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    # None: whom it was written to has stood down, and the writer has not sent it on.
    to = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("what is not right"), max_length=5000)
    reply = models.TextField(_("your reply"), max_length=5000, blank=True)
    state = models.CharField(max_length=10, choices=ConcernState, default=ConcernState.SENT)
    sent_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(reply="")),
                name="closed_concern_has_a_reply",
            ),
        )
        indexes = (
            models.Index(fields=["to", "-sent_at"], name="concern_to"),
            models.Index(fields=["sent_at"], name="concern_unread", condition=Q(state="sent")),
        )

    def __str__(self) -> str:
        return f"concern {self.public_id}"


class CareTieQuerySet(models.QuerySet["CareTie"]):
    def of(self, member: Membership) -> Self:
        return self.filter(member=member).select_related("about", "told_to").order_by("pk")

    def told(self, contact: Membership) -> Self:
        """What was told to this contact by people whose contact they still are."""
        told = self.filter(told_to=contact, member__contact=contact, group=contact.group_id)
        return told.select_related("member__person", "about").order_by("member__name", "pk")


class CareTie(models.Model):
    """Someone here is involved in this member's care, or their family's. Seen by the contact they told."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    words = models.CharField(_("in your own words"), max_length=500, blank=True)
    # None: told to nobody now, because the contact has changed.
    told_to = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = CareTieQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(about__isnull=False) | ~Q(words=""), name="care_tie_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"tie {self.public_id}"


class ContactBlockQuerySet(models.QuerySet["ContactBlock"]):
    def by(self, member: Membership) -> Self:
        return self.filter(asked_by=member).select_related("other").order_by("other__name", "pk")

    def told_to(self, arranger: Membership) -> Self:
        """For those who arrange, where the person wants it; never for the one it is about."""
        told = self.filter(group=arranger.group_id, tell_those_who_arrange=True).exclude(other=arranger)
        return told.select_related("asked_by", "other").order_by("asked_by__name", "pk")


class ContactBlock(models.Model):
    """One person wants no contact with another of the group. The other never learns it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    tell_those_who_arrange = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = ContactBlockQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["asked_by", "other"], name="one_block_per_pair"),
            models.CheckConstraint(condition=~Q(asked_by=F("other")), name="nobody_blocks_themselves"),
        )

    def __str__(self) -> str:
        return f"block {self.public_id}"
