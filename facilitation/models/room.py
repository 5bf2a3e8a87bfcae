import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Presence, Session
from facilitation.states import HAND_MOVES, Audience, HandState, ItemState, SignalKind
from groups.models import Group, Helper, Membership, Upload
from groups.permissions import Permission
from groups.states import Origin, Side


def audiences_read_by(member: Membership) -> list[Audience]:
    """Who is among "everyone", "people with lived experience", "the facilitators": rights, and for one the side."""
    audiences = [Audience.EVERYONE]
    if member.may(Permission.USE_LIVED_SPACE) and member.side == Side.LIVED:
        audiences.append(Audience.LIVED)
    if member.may(Permission.RUN_ROOM):
        audiences.append(Audience.FACILITATORS)
    return audiences


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def readable_by(self, member: Membership) -> Self:
        """What this member may read: by audience, and anonymous words never by helpers (promise 4)."""
        readable = Q(audience__in=audiences_read_by(member))
        if not member.may(Permission.SEE_ANONYMOUS):
            readable &= Q(is_anonymous=False)
        return self.filter(readable | Q(author=member)).filter(taken_back_at__isnull=True)

    def seen_or_typed_by(self, member: Membership) -> Self:
        """What this member may read, and what they typed for somebody themselves."""
        return self.readable_by(member) | self.filter(typed_by=member, taken_back_at__isnull=True)

    def with_feelings(self, member: Membership) -> Self:
        """Adds `others_do` (someone feels this too) and `i_do` (this member said so)."""
        me_too = MeToo.objects.filter(contribution=OuterRef("pk"))
        return self.annotate(
            others_do=Q(others_feel_this=True) | Exists(me_too), i_do=Exists(me_too.filter(member=member))
        )


class Contribution(models.Model):
    """A thought. With a name it points to its author; without one nothing in it points to anybody.

    The key is random, never a sequence. When the session is sealed, all its rows are written anew in random
    order and anonymous ones lose their time (promise 5). `receipt` is the hash of a code shown once to an
    anonymous author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="contributions")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    is_anonymous = models.BooleanField(default=False)
    words = models.TextField(_("your thought"), max_length=2000)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    is_late = models.BooleanField(default=False)  # sent before or after the session, on equal footing
    said_at = models.DateTimeField(null=True, default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    others_feel_this = models.BooleanField(default=False)
    receipt = models.CharField(max_length=64, blank=True)
    # Typed for someone who wrote or said it: how it came, who typed it, and when the author said that it is right.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    helped_by = models.ForeignKey(Helper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(
        null=True, blank=True
    )  # the words typed first were not what they said

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(author__isnull=True),
                name="anonymous_words_have_no_author",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="one_contribution_per_receipt"
            ),
        )
        indexes = (models.Index(fields=["session", "said_at"], name="contribution_session_said"),)

    def __str__(self) -> str:
        return f"contribution {self.id}"

    @property
    def waits_for_check(self) -> bool:
        """Typed for someone who has not said yet that it is right."""
        return bool(self.typed_by_id and not self.checked_at and not self.taken_back_at)

    @property
    def how_it_came(self) -> str:
        """ "Said on the phone, typed by Evan." Stands wherever the words do (promise 8); load `typed_by` and
        `helped_by` with them."""
        if self.helped_by:
            return _t("Typed by %(who)s, who helps them.") % {"who": self.helped_by.name}
        if self.origin == Origin.APP:
            return ""
        how = self.get_origin_display()
        if self.typed_by is None:
            return _t("%(how)s.") % {"how": how}
        return _t("%(how)s, typed by %(who)s.") % {"how": how, "who": self.typed_by.name}


class MeToo(models.Model):
    """Someone feels the same. Only that somebody does is ever shown; deleted when the session is sealed."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["contribution", "member"], name="one_me_too_per_person_and_words"
            ),
        )

    def __str__(self) -> str:
        return f"me too {self.pk}"


class HandQuerySet(models.QuerySet["Hand"]):
    def queue(self, session: Session) -> list["Hand"]:
        """Hands up in this session: people who have not spoken today first, then in the order they asked."""
        spoke = set(self.filter(session=session, state=HandState.SPOKE).values_list("member_id", flat=True))
        up = self.filter(session=session, state=HandState.UP).select_related("member")
        return sorted(up, key=lambda hand: (hand.member_id in spoke, hand.raised_at, hand.pk))


class Hand(models.Model):
    """A raised hand. Deleted when the session is sealed: nobody can read off who has not spoken."""

    MOVES = HAND_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="hands")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=HandState, default=HandState.UP)
    raised_at = models.DateTimeField(default=timezone.now)

    objects = HandQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "member"], condition=Q(state="up"), name="one_hand_up_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"hand {self.public_id}"


class SignalQuerySet(models.QuerySet["Signal"]):
    def waiting(self) -> Self:
        """Not yet answered by a facilitator."""
        return self.filter(answered_at__isnull=True)


class Signal(models.Model):
    """Someone said "I need…". Holds no person at all, so it can only ever be shown unnamed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=10, choices=SignalKind)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_signal_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return f"signal {self.kind}"


def rooms_seen_by(member: Membership) -> models.QuerySet[Session]:
    """The sessions of this member's group, with all that the room shows at a glance, in one query.

    `am_in` and `my_hand_is_up` are about this member; `hands_are_up`, `needs_slow`, `needs_again` and
    `needs_break` about the room; `on_…` about the item that is on; `item_count` about the agenda.
    """
    here = {"session": OuterRef("pk")}
    up = Hand.objects.filter(**here, state=HandState.UP)
    waiting = Signal.objects.filter(**here).waiting()
    return (
        Session.objects.in_group(member.group)
        .visible_to(member)
        .annotate(
            on=FilteredRelation("items", condition=Q(items__state=ItemState.NOW)),
            on_title=F("on__title"),
            on_purpose=F("on__purpose"),
            on_note=F("on__content_note"),
            on_minutes=F("on__minutes"),
            on_since=F("on__started_at"),
            on_place=Subquery(
                _count(AgendaItem.objects.filter(**here, position__lte=OuterRef("on__position")))
            ),
            item_count=Subquery(_count(AgendaItem.objects.filter(**here))),
            am_in=Exists(Presence.objects.filter(**here, member=member)),
            my_hand_is_up=Exists(up.filter(member=member)),
            hands_are_up=Exists(up),
            needs_slow=Exists(waiting.filter(kind=SignalKind.SLOW)),
            needs_again=Exists(waiting.filter(kind=SignalKind.AGAIN)),
            needs_break=Exists(waiting.filter(kind=SignalKind.BREAK)),
        )
    )


def _count(rows: models.QuerySet[AgendaItem]) -> models.QuerySet[AgendaItem, Any]:
    return rows.order_by().values("session").annotate(number=Count("pk")).values("number")


class SpacePostQuerySet(models.QuerySet["SpacePost"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)


class SpacePost(models.Model):
    """A post in the lived experience space (promise 4)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    words = models.TextField(_("your words"), max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    objects = SpacePostQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["group", "-at"], name="space_group_at"),)

    def __str__(self) -> str:
        return f"post {self.public_id}"
