import uuid
from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups import codes
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.people import Person
from groups.models.systems import DutyHolder
from groups.months import add_months
from groups.permissions import Role
from groups.states import HELPER_MOVES, HelperPower, HelperState, MembershipState, Origin

INVITED_FOR = timedelta(days=14)
CHECK_MONTHS = 3
ASKED_AGAIN_AFTER = timedelta(days=14)
MOST_UNANSWERED = 2
# Whoever decides, works for the system in the group, or sees what is private to many, is nobody's helper.
NEVER_HELPS = Role.LEAD | Role.PROFESSIONAL | Role.FACILITATOR | Role.COORDINATOR


def in_two_weeks() -> datetime:
    return timezone.now() + INVITED_FOR


def first_check(day: date) -> date:
    return add_months(day, CHECK_MONTHS)


class HelperQuerySet(models.QuerySet["Helper"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def standing(self) -> Self:
        """Asked or active."""
        return self.exclude(state=HelperState.STOPPED)

    def active(self) -> Self:
        """Helping now somebody who still belongs to the group; not while they hold what nobody's helper may hold."""
        places = Membership.objects.present().holding(NEVER_HELPS)
        there = places.filter(person=OuterRef("person"), group=OuterRef("group"))
        duties = DutyHolder.objects.filter(person=OuterRef("person"), system=OuterRef("group__system"))
        helping = self.filter(~Exists(there), ~Exists(duties), state=HelperState.ACTIVE)
        return helping.exclude(member__state=MembershipState.LEFT)

    def wanting_check(self) -> Self:
        """The day has come to ask the member privately whether they still want this helper."""
        return self.active().filter(check_on__lte=timezone.localdate())

    def run_out(self) -> Self:
        """Asked, and nobody said yes in time."""
        return self.filter(state=HelperState.ASKED, expires_at__lte=timezone.now())

    def busy_in(self, start: date, end: date) -> Self:
        """Who did something from one day on and before another."""
        first, after = (timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end))
        done = HelperAct.objects.filter(at__gte=first, at__lt=after).exclude(power=HelperPower.REVIEWS)
        return self.active().filter(pk__in=done.values("helper"))

    def with_link(self, token: str) -> "Helper | None":
        """The one whose invitation this is, in whatever state."""
        row = codes.row_of(token)
        some = self.select_related("group", "member__person", "person")
        one = some.filter(public_id=row).first() if row else None
        return one if one and codes.same_link(token, one.public_id, one.generation) else None


class Helper(models.Model):
    """Somebody who helps one member, in named ways, until either of them says stop.

    `person` is, until they say yes, only an address to write to.
    """

    MOVES = HELPER_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="helpers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helping")
    name = models.CharField(_("their name"), max_length=120)
    email = models.EmailField(_("their email"))
    powers = models.JSONField(default=list)  # names of HelperPower
    state = models.CharField(max_length=10, choices=HelperState, default=HelperState.ASKED)
    generation = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField(default=in_two_weeks)
    # How the member's yes came, and who wrote it down for somebody without a screen.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    started_on = models.DateField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    # The private check: when next to ask, and how often nobody answered.
    check_on = models.DateField(null=True, blank=True)
    unanswered = models.PositiveSmallIntegerField(default=0)

    objects = HelperQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "person"], condition=Q(state="active"), name="one_active_helper_per_pair"
            ),
        )
        indexes = (
            models.Index(fields=["check_on"], name="helper_check", condition=Q(state="active")),
            models.Index(fields=["expires_at"], name="helper_expires", condition=Q(state="asked")),
            models.Index(fields=["person", "state"], name="helper_person_state"),
        )

    def __str__(self) -> str:
        return f"helper {self.public_id}"

    @property
    def token(self) -> str:
        """For the link in their invitation."""
        return codes.link(self.public_id, self.generation)

    @property
    def is_open(self) -> bool:
        """Asked, and still in time to say yes."""
        return self.state == HelperState.ASKED and self.expires_at > timezone.now()

    @property
    def is_being_checked(self) -> bool:
        """We asked the member whether they still want this helper, and wait for what they say."""
        return self.state == HelperState.ACTIVE and self.unanswered > 0

    @property
    def recent_acts(self) -> "models.QuerySet[HelperAct]":
        """Of the last two weeks, for a call. Messages are kept, so they do not say who answered a review."""
        return (
            self.acts.exclude(power=HelperPower.REVIEWS)
            .filter(at__gt=timezone.now() - timedelta(days=14))
            .order_by("at", "pk")
        )

    def has(self, power: HelperPower) -> bool:
        return power.value in self.powers

    @property
    def power_words(self) -> list[str]:
        return [str(power.label) for power in HelperPower if self.has(power)]


class HelperAct(models.Model):
    """One thing a helper did for a member. The member reads all of these."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="acts")
    power = models.CharField(max_length=10, choices=HelperPower)
    what = models.CharField(max_length=200)  # in words, as the member reads it
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (
            models.Index(fields=["helper", "-at"], name="helper_act_at"),
            models.Index(fields=["at"], name="helper_act_lately"),
        )

    def __str__(self) -> str:
        return f"act {self.pk}"
