import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.people import Person
from groups.states import DELIVERY_MOVES, Channel, DeliveryState, DeliveryTrouble, Priority

PRINTED_COUNTS = timedelta(days=7)  # as long as the file of a run is kept; then its letters wait again


class Notification(models.Model):
    """One fact worth telling. `occurrence` tells repeats of the same kind and subject apart."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)  # a name registered in groups.kinds
    subject = models.CharField(max_length=80)  # the row it is about: its public id
    occurrence = models.CharField(max_length=40, blank=True)
    needs_you = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)  # its fact no longer holds

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "subject", "occurrence"], name="one_notification_per_fact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.occurrence}".strip()


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self) -> Self:
        """Waiting to go by a machine, and its time has come: what is urgent first."""
        ready = self.filter(state=DeliveryState.PENDING, due_at__lte=timezone.now())
        return ready.order_by("priority", "due_at", "pk")

    def begun_since(self, moment: datetime) -> Self:
        return self.filter(begun_at__gt=moment)

    def leased(self) -> Self:
        """Claimed or in hand."""
        return self.filter(state__in=[DeliveryState.CLAIMED, DeliveryState.IN_HAND])

    def abandoned(self) -> Self:
        """Claimed or in hand by a process that has died: the lease ran out."""
        return self.leased().filter(lease_until__lt=timezone.now())

    def with_place(self) -> Self:
        """Each with its group and person; as `place` the state of that person's membership of the group, and as
        `told_of_words` whether they left and wish to hear what became of what they said."""
        places = Membership.objects.filter(group=OuterRef("notification__group"), person=OuterRef("person"))
        loaded = self.select_related("notification__group", "person__account")
        return loaded.annotate(
            place=Subquery(places.values("state")), told_of_words=Subquery(places.values("told_of_words"))
        )

    def shown_to(self, person: Person) -> Self:
        """What the app shows this person, of the groups they belong to."""
        return self.filter(
            person=person,
            channel=Channel.APP,
            notification__group__memberships__in=person.memberships.present(),
        ).select_related("notification__group")

    def needing(self, person: Person) -> Self:
        """What still needs this person, for Today: the oldest first."""
        return (
            self.shown_to(person)
            .filter(Q(put_off_until__isnull=True) | Q(put_off_until__lte=timezone.now()))
            .filter(notification__needs_you=True, notification__closed_at__isnull=True, done_at__isnull=True)
            .order_by("notification__created_at", "pk")
        )

    def unread(self, person: Person, kinds: Iterable[str]) -> Self:
        """What this person has not marked as read, the newest first."""
        return (
            self.shown_to(person)
            .filter(notification__kind__in=kinds, read_at__isnull=True)
            .order_by("-notification__created_at", "-pk")
        )

    def waiting_for_the_week(self) -> Self:
        """What can wait, and is in no weekly message yet."""
        return self.filter(state=DeliveryState.WEEKLY, gathered_in__isnull=True)

    def waiting_for_hands(self) -> Self:
        """Letters to write and calls to make."""
        return self.filter(state=DeliveryState.BY_HAND)

    def for_letters(self) -> Self:
        """In the order in which they are put into envelopes."""
        return self.select_related("notification__group", "person__account").order_by("due_at", "pk")

    def to_print(self, group: Group) -> Self:
        """Letters that wait, have an address, and are in no run that somebody is about to post."""
        letters = self.waiting_for_hands().filter(notification__group=group, channel=Channel.LETTER)
        since = timezone.now() - PRINTED_COUNTS
        in_hand = Q(print_run__posted_at__isnull=True, print_run__made_at__gt=since)
        return letters.exclude(person__address="").exclude(in_hand)


class Delivery(models.Model):
    """One notification to one person by one channel. The lease columns make a claim survive any death."""

    MOVES = DELIVERY_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.PENDING)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.ORDINARY)
    due_at = models.DateTimeField(default=timezone.now)
    first_due_at = models.DateTimeField(null=True, blank=True)  # before `due_at` was put off, if it was
    claim = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    may_have_been_sent = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True, blank=True)  # when it was handed over last
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(
        max_length=10, choices=DeliveryTrouble, blank=True
    )  # why it did not go at first
    # Of a letter or a call: what did not arrive, in whose place it is.
    instead_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="by_hand"
    )
    # The weekly message that tells it, to be found again whoever sends that one in the end.
    gathered_in = models.ForeignKey(
        "self", db_index=False, on_delete=models.SET_NULL, null=True, blank=True, related_name="gathered"
    )
    title = models.CharField(_("subject line"), max_length=200, blank=True)
    text = models.TextField(blank=True)  # as sent, codes shown as [code]; purged after 12 months
    read_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    put_off_until = models.DateTimeField(null=True, blank=True)
    # Of a letter: the run it was printed in last.
    print_run = models.ForeignKey(
        "PrintRun", on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["notification", "person", "channel"], name="one_delivery_per_person_and_channel"
            ),
        )
        indexes = (
            models.Index(
                fields=["channel", "priority", "due_at"],
                name="delivery_turn",
                condition=Q(state="pending"),
            ),
            models.Index(
                fields=["channel", "begun_at"], name="delivery_begun", condition=Q(begun_at__isnull=False)
            ),
            models.Index(
                fields=["notification"],
                name="delivery_not_arrived",
                condition=Q(state__in=["failed", "maybe_sent"]),
            ),
            # One for each state: SQLite finds no index with a list of states for values given apart.
            models.Index(fields=["lease_until"], name="delivery_claimed", condition=Q(state="claimed")),
            models.Index(fields=["lease_until"], name="delivery_in_hand", condition=Q(state="in_hand")),
            # Of those gathered alone, or SQLite would look for the weekly ones among all that are not.
            models.Index(
                fields=["gathered_in"], name="delivery_gathered", condition=Q(gathered_in__isnull=False)
            ),
            models.Index(
                fields=["due_at"],
                name="delivery_weekly",
                condition=Q(state="weekly", gathered_in__isnull=True),
            ),
            models.Index(fields=["person", "channel"], name="delivery_person_channel"),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.public_id}"

    @property
    def group(self) -> Group:
        return self.notification.group
