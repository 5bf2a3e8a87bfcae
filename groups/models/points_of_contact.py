import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.months import add_months
from groups.states import Closeness, GroupState, MembershipState

QUIET_MONTHS = 3


class PointOfContactQuerySet(models.QuerySet["PointOfContact"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def quiet(self, today: date) -> Self:
        """Not spoken with for three months, in groups whose clocks run."""
        return self.filter(quiet_on__lte=today, group__state=GroupState.RUNNING)

    def with_dates(self, today: date) -> Self:
        """With who holds the link, and the forum's next dates as `next_dates`."""
        to_come = Prefetch("dates", queryset=ForumDate.objects.to_come(today), to_attr="next_dates")
        return self.select_related("holder", "proposed_to").prefetch_related(to_come)


class PointOfContact(models.Model):
    """Someone in the system, or a forum of it, with whom the group keeps a link (deck: key points of contact).

    Only what they use for their work is kept about them. The link belongs to the group; a member may hold it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="points_of_contact")
    name = models.CharField(_("name of the person or forum"), max_length=120)
    job = models.CharField(_("their job"), max_length=120, blank=True)
    body = models.CharField(_("organisation"), max_length=160, blank=True)
    forum = models.CharField(_("the forum they are our way to"), max_length=200, blank=True)
    closeness = models.CharField(
        _("how close the link is"), max_length=15, choices=Closeness, default=Closeness.NOT_MET
    )
    helps_with = models.TextField(_("what they can help with"), max_length=500, blank=True)
    holder = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_to = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    spoken_on = models.DateField(null=True, blank=True)  # the latest of its `Spoken` rows
    quiet_on = models.DateField(null=True, blank=True)  # from then on we ask someone to speak with them
    added_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PointOfContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(spoken_on__isnull=True, quiet_on__isnull=True) | Q(quiet_on__gt=F("spoken_on")),
                name="contact_goes_quiet_after_speaking",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True) | Q(proposed_to__isnull=True),
                name="a_held_contact_is_not_proposed",
            ),
        )
        indexes = (
            models.Index(fields=["quiet_on"], name="contact_quiet", condition=Q(quiet_on__isnull=False)),
            models.Index(fields=["group", "name"], name="contact_group_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def titled(self) -> str:
        return ", ".join(filter(None, [self.name, self.job, self.body]))

    @property
    def is_quiet(self) -> bool:
        return self.quiet_on is not None and self.quiet_on <= self.group.today

    @property
    def held_by(self) -> Membership | None:
        """Who holds the link now: someone who left does so no more."""
        gone = self.holder is None or self.holder.state == MembershipState.LEFT
        return None if gone else self.holder

    def spoken_until(self, on: date) -> None:
        self.spoken_on, self.quiet_on = on, add_months(on, QUIET_MONTHS)


class ForumDateQuerySet(models.QuerySet["ForumDate"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def to_come(self, today: date) -> Self:
        return self.filter(meets_on__gte=today).order_by("meets_on")

    def of_forum(self, name: str) -> Self:
        """Of the forum of this name, as the commitment calls it."""
        named = Q(contact__forum__iexact=name) | Q(contact__name__iexact=name)
        return self.filter(named) if name else self.none()


class ForumDate(models.Model):
    """When a forum of the system meets, and until when it takes papers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(PointOfContact, on_delete=models.CASCADE, related_name="dates")
    meets_on = models.DateField(_("when it meets"))
    papers_on = models.DateField(_("when its papers close"), null=True, blank=True)

    objects = ForumDateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["contact", "meets_on"], name="one_forum_date_a_day"),
            models.CheckConstraint(
                condition=Q(papers_on__isnull=True) | Q(papers_on__lte=F("meets_on")),
                name="papers_close_before_the_forum_meets",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact_id}, {self.meets_on}"


class Spoken(models.Model):
    """That one of us spoke with a point of contact: when, and in a line what about."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(PointOfContact, on_delete=models.CASCADE, related_name="spoken")
    on = models.DateField(_("when"))
    who = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.CharField(_("what about, in a line"), max_length=160)

    class Meta:
        indexes = (models.Index(fields=["contact", "-on"], name="spoken_contact_on"),)

    def __str__(self) -> str:
        return f"{self.contact_id}, {self.on}"
