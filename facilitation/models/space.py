import uuid
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.states.space import (
    ASK_AGAIN_MONTHS,
    ENTRY_MOVES,
    MODERATOR_MOVES,
    EntryState,
    ModeratorState,
)
from groups.models import Group, Membership, Upload
from groups.months import add_months
from groups.permissions import Permission, Role
from groups.states import Side

SECOND_HATS = Role.FACILITATOR | Role.COORDINATOR | Role.SUPPORTER


def has_two_hats(member: Membership) -> bool:
    """Whether somebody with lived experience also runs the group, or works for the system."""
    return member.holds_any(SECOND_HATS) or member.works_for_system


def may_ask_to_enter(member: Membership) -> bool:
    """Those who could be inside, were it not for their second hat."""
    return _could_be_inside(member) and has_two_hats(member)


def is_inside(member: Membership) -> bool:
    """Whether the lived experience space is open to them now (promise 4).

    The one rule for the space, for words among people with lived experience, and for what a search finds.
    """
    if not _could_be_inside(member):
        return False
    return not has_two_hats(member) or SpaceEntry.objects.agreed().filter(member=member).exists()


def people_inside(group: Group) -> list[Membership]:
    """Everyone who takes part now and is inside: `is_inside` of all of them, asked at once."""
    let_in = Exists(SpaceEntry.objects.agreed().filter(member=OuterRef("pk")))
    could = group.memberships.active().lived().who_may(Permission.USE_LIVED_SPACE)
    rows = could.with_hats().annotate(let_in=let_in).select_related("person", "group")
    known = [each for each in rows if _could_be_inside(each)]
    return [each for each in known if not has_two_hats(each) or getattr(each, "let_in", False)]


def _could_be_inside(member: Membership) -> bool:
    """Never by a room pass: whoever printed its code, or found it, could come in by it."""
    return member.may(Permission.USE_LIVED_SPACE) and member.side == Side.LIVED and not member.came_by_pass


class SpacePostQuerySet(models.QuerySet["SpacePost"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def readable_by(self, member: Membership) -> Self:
        """Of the member's group; what is hidden only if they wrote it."""
        if not is_inside(member):
            return self.none()
        return self.in_group(member.group).filter(Q(is_hidden=False) | Q(author=member))

    def on_their_own(self) -> Self:
        """Posts, and answers to what was taken back: nobody else's words go with it."""
        return self.filter(answers=None)


class SpacePost(models.Model):
    """A post in the lived experience space, perhaps with a file (promise 4); or an answer to one, one level deep."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    words = models.TextField(_("your words"), max_length=3000)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by"
    )
    is_answer = models.BooleanField(default=False)  # also when what it answered was taken back
    at = models.DateTimeField(default=timezone.now)
    is_hidden = models.BooleanField(default=False)  # for a reason that stands in its `hidings`
    was_hidden = models.BooleanField(default=False)  # now or before

    shown_answers: Any = ()  # on pages
    hiding: Any = None  # the latest of its hidings, on pages: see `veiled`

    objects = SpacePostQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answers=None) | Q(is_answer=True), name="what_answers_a_post_is_an_answer"
            ),
        )
        indexes = (models.Index(fields=["group", "-at"], name="space_group_at"),)

    def __str__(self) -> str:
        return f"post {self.public_id}"


class SpaceEntryQuerySet(models.QuerySet["SpaceEntry"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def agreed(self) -> Self:
        return self.filter(state=EntryState.AGREED)

    def asked(self) -> Self:
        return self.filter(state=EntryState.ASKED)

    def closing(self) -> Self:
        """Asked, and the last day is over somewhere; whoever closes one looks at its group's own day."""
        return self.asked().filter(closes_on__lt=timezone.localdate() + timedelta(days=1))


class SpaceEntry(models.Model):
    """Somebody with two hats, and whether the space lets them in.

    Who said yes is known until it closes. Who said no is never kept: only that somebody did, until it closes.
    """

    MOVES = ENTRY_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.ASKED)
    why = models.TextField(_("why you would like to come in"), max_length=500, blank=True)
    asked_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField()
    somebody_said_no = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    objects = SpaceEntryQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["closes_on"], name="space_entry_closes", condition=Q(state="asked")),)

    def __str__(self) -> str:
        return f"space entry {self.public_id}"

    @property
    def again_from(self) -> date | None:
        """The first day on which they may ask anew, after the space did not agree."""
        from_then = self.state == EntryState.NOT_AGREED and self.closed_on
        return add_months(self.closed_on, ASK_AGAIN_MONTHS) if from_then and self.closed_on else None


class SpaceYes(models.Model):
    """Somebody inside agrees. Deleted when the question closes."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(SpaceEntry, on_delete=models.CASCADE, related_name="yeses")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "member"], name="one_yes_per_person"),)

    def __str__(self) -> str:
        return f"yes {self.pk}"


class SpaceModeratorQuerySet(models.QuerySet["SpaceModerator"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def standing(self) -> Self:
        return self.exclude(state=ModeratorState.ENDED)

    def accepted(self) -> Self:
        return self.filter(state=ModeratorState.ACCEPTED)


class SpaceModerator(models.Model):
    """Somebody inside whom others inside asked to look after the space, and who said yes."""

    MOVES = MODERATOR_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    offered_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ModeratorState, default=ModeratorState.OFFERED)
    since = models.DateField(default=timezone.localdate)

    objects = SpaceModeratorQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member"], condition=~Q(state="ended"), name="asked_once_to_moderate_the_space"
            ),
        )

    def __str__(self) -> str:
        return f"space moderator {self.public_id}"


def moderators(group: Group) -> list[Membership]:
    """Who looks after the space now: chosen, and inside."""
    chosen = set(SpaceModerator.objects.in_group(group).accepted().values_list("member", flat=True))
    return [member for member in people_inside(group) if member.pk in chosen] if chosen else []
