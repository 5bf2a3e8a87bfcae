import uuid
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.people import Person
from groups.models.systems import DutyHolder
from groups.months import add_months
from groups.permissions import NOT_FROM_THE_SYSTEM, Permission, Role, rights, roles_with
from groups.states import MEMBERSHIP_MOVES, GroupState, MembershipState, Side

TERM_MONTHS = 36
REVIEW_MONTHS = 12
TERM_NOTICE_MONTHS = 1


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def term_from(day: date) -> dict[str, date]:
    """The dates of a place that begins on a day: its term, and the first yearly talk about it."""
    return {
        "term_ends_on": add_months(day, TERM_MONTHS),
        "review_on": add_months(day, REVIEW_MONTHS),
    }


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> Self:
        """Everyone who has not left; someone having a break still belongs."""
        return self.exclude(state=MembershipState.LEFT)

    def active(self) -> Self:
        return self.filter(state=MembershipState.ACTIVE)

    def holding(self, roles: Role) -> Self:
        """Those who hold at least one of these roles."""
        return self.alias(held=F("roles").bitand(int(roles))).filter(held__gt=0)

    def who_may(self, permission: Permission) -> Self:
        """Those whose roles grant a permission and do not deny it."""
        able = self.filter(roles__in=roles_with(permission))
        if permission not in NOT_FROM_THE_SYSTEM:
            return able
        return able.filter(~Q(side=Side.SYSTEM) | Q(roles__in=roles_with(permission, from_system=True)))

    def lived(self) -> Self:
        return self.filter(side=Side.LIVED)

    def among_us(self) -> Self:
        """Those of these who `meets_among_us`."""
        return self.lived().who_may(Permission.MEET_AMONG_US)

    def facilitating(self) -> Self:
        """Those who take part now and facilitate: someone having a break is not counted on."""
        return self.active().holding(Role.FACILITATOR)

    def in_prompted_groups(self) -> Self:
        return self.filter(group__state=GroupState.RUNNING)

    def term_ending(self) -> Self:
        """Whose term ends within a month; read a day ahead, for all zones."""
        soon = add_months(_tomorrow(), TERM_NOTICE_MONTHS)
        return self.filter(state=MembershipState.ACTIVE, term_ends_on__lte=soon).in_prompted_groups()

    def wanting_review(self) -> Self:
        """Whose yearly talk about their place is due."""
        due = self.filter(state=MembershipState.ACTIVE, review_on__lte=_tomorrow())
        return due.in_prompted_groups()

    def break_over(self) -> Self:
        """Having a break, and the day has come on which they thought they would be back."""
        due = self.filter(state=MembershipState.PAUSED, back_on__lte=_tomorrow())
        return due.in_prompted_groups()

    def told_of_their_words(self) -> Self:
        """Everyone in the group, and those who left and wished to hear what became of what they said."""
        return self.filter(~Q(state=MembershipState.LEFT) | Q(told_of_words=True))

    def with_hats(self) -> Self:
        """Adds `works_for_system`, asked of the database at once for all."""
        duties = DutyHolder.objects.filter(person=OuterRef("person"), system=OuterRef("group__system"))
        places = Membership.objects.present().filter(
            side=Side.SYSTEM, person=OuterRef("person"), group__system=OuterRef("group__system")
        )
        return self.annotate(works_for_system=Q(Exists(duties)) | Q(Exists(places)))

    def with_names(self) -> Self:
        return self.select_related("person").order_by("name", "pk")


class Membership(models.Model):
    """One person's place in one group: their side, their roles and the name they go by there."""

    MOVES = MEMBERSHIP_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    side = models.CharField(max_length=10, choices=Side)
    roles = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.ACTIVE)
    name = models.CharField(_("name in this group"), max_length=120)
    line = models.CharField(_("I am here as"), max_length=120, blank=True)
    job = models.CharField(_("job"), max_length=120, blank=True)
    body = models.CharField(_("organisation"), max_length=160, blank=True)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)
    # Of a supporter: the member they come with.
    comes_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supporters"
    )

    # Everyone from the system signs: "Nothing said here will affect anyone's care, benefits or job."
    promised_at = models.DateTimeField(null=True, blank=True)
    # The person in the group this member chose to turn to, and the one who shows them round.
    contact = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    buddy = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Of a buddy and of a contact: what each said about themselves. None: nobody has asked, so by their role.
    wants_buddy = models.BooleanField(default=False)
    could_be_buddy = models.BooleanField(default=False)
    glad_to_be_contact = models.BooleanField(null=True, blank=True)
    welcomed = models.JSONField(
        default=list, blank=True
    )  # of each step of groups/welcome.py they saw: "contact done" or "contact later"
    strength = models.CharField(_("something I am good at"), max_length=300, blank=True)
    wish = models.CharField(_("something I would like to learn"), max_length=300, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    term_note = models.CharField(_("what the group agreed about it"), max_length=300, blank=True)
    back_on = models.DateField(null=True, blank=True)  # of a break: when they think they will be back
    # Of someone who left: they wish to hear what became of what they said, and of nothing else.
    told_of_words = models.BooleanField(default=False)

    # Of this request alone: they came by a room pass, whose code went through other people's hands.
    came_by_pass = False

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "person"], name="one_membership_per_person_and_group"),
            models.CheckConstraint(condition=Q(roles__gt=0), name="membership_has_a_role"),
            models.CheckConstraint(
                condition=Q(side=Side.LIVED) | ~Q(job=""), name="people_from_the_system_show_their_job"
            ),
        )
        indexes = (
            models.Index(fields=["group", "state"], name="membership_group_state"),
            models.Index(fields=["term_ends_on"], name="membership_term", condition=Q(state="active")),
            models.Index(fields=["review_on"], name="membership_review", condition=Q(state="active")),
            models.Index(fields=["back_on"], name="membership_back", condition=Q(state="paused")),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def rights(self) -> frozenset[Permission]:
        return rights(Role(self.roles), from_system=self.side == Side.SYSTEM)

    @cached_property
    def can(self) -> frozenset[str]:
        """Names of their permissions, for templates: {% if "INVITE" in request.member.can %}."""
        return frozenset(permission.name for permission in self.rights)

    def may(self, permission: Permission) -> bool:
        return permission in self.rights

    def holds(self, role: Role) -> bool:
        return role in Role(self.roles)

    def holds_any(self, roles: Role) -> bool:
        return bool(Role(self.roles) & roles)

    @cached_property
    def works_for_system(self) -> bool:
        """Holds a duty for the system of this group, or a place on the system's side in one of its groups."""
        found = Membership.objects.with_hats().filter(pk=self.pk).first()
        return bool(found and found.works_for_system)  # which the query adds

    @property
    def meets_among_us(self) -> bool:
        """Whether meetings among people with lived experience are there for them: never from the system (promise 4)."""
        return self.side == Side.LIVED and self.may(Permission.MEET_AMONG_US)

    @property
    def titled(self) -> str:
        """Name, with job and organisation for people from the system, or the line someone chose."""
        beside = ", ".join(filter(None, [self.job, self.body])) or self.line
        return f"{self.name}, {beside}" if beside else self.name
