import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Session, sees_among_us
from facilitation.models.space import is_inside
from facilitation.states import HAND_MOVES, Audience, HandState, SignalKind
from facilitation.states.agenda import AMONG_US
from groups.models import Group, Helper, Membership, Upload
from groups.permissions import Permission
from groups.states import Origin


def audiences_read_by(member: Membership) -> list[Audience]:
    """Who is among "everyone", "people with lived experience" (whoever is inside their space), "the facilitators"."""
    audiences = [Audience.EVERYONE]
    if is_inside(member):
        audiences.append(Audience.LIVED)
    if member.may(Permission.RUN_ROOM):
        audiences.append(Audience.FACILITATORS)
    return audiences


def may_hear(member: Membership, audience: str) -> bool:
    """Whether a member may type, read back or listen to what is for this audience (promise 4).

    What is among people with lived experience is heard by nobody who may not read it there.
    """
    return audience != Audience.LIVED or Audience.LIVED in audiences_read_by(member)


def typists(group: Group, audience: str) -> list[Membership]:
    """Who takes part now and could type what somebody sends for this audience."""
    may_type = group.memberships.active().who_may(Permission.TYPE_FOR_OTHERS).select_related("group")
    return [each for each in may_type if may_hear(each, audience)]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def readable_by(self, member: Membership) -> Self:
        """What this member may read: not what is hidden, unless they said it."""
        return self.shown_to(member).filter(Q(is_hidden=False) | Q(author=member))

    def shown_to(self, member: Membership) -> Self:
        """What has a place on this member's pages: by audience, and anonymous words never by helpers (promise 4).

        Hidden words are among it, so that pages can say that something was hidden: `veiled` takes them out.
        """
        readable = Q(audience__in=audiences_read_by(member))
        if not sees_among_us(member):
            readable &= ~Q(session__kind__in=AMONG_US)
        if not member.may(Permission.SEE_ANONYMOUS):
            readable &= Q(is_anonymous=False)
        own = Q(author=member)
        if member.came_by_pass:
            own &= ~Q(audience=Audience.LIVED)
        return self.filter(readable | own).filter(taken_back_at__isnull=True)

    def seen_or_typed_by(self, member: Membership) -> Self:
        """What this member may read, and what they typed for somebody themselves and may hear."""
        heard = [audience for audience in Audience if may_hear(member, audience)]
        typed = self.filter(typed_by=member, audience__in=heard, taken_back_at__isnull=True)
        return self.readable_by(member) | typed

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
    may_be_named = models.BooleanField(default=False)  # the author chose to be named in the notes
    receipt = models.CharField(max_length=64, blank=True)
    is_hidden = models.BooleanField(default=False)  # for a reason that stands in its `hidings`
    was_hidden = models.BooleanField(default=False)  # now or before
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

    hiding: Any = None  # the latest of its hidings, on pages: see `veiled`

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(author__isnull=True),
                name="anonymous_words_have_no_author",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(may_be_named=False),
                name="anonymous_words_are_never_named",
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
