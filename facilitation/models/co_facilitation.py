import uuid
from typing import Self

from django.db import models
from django.utils import timezone

from facilitation.models.sessions import Session
from facilitation.states.agenda import CO_FACILITATION_MOVES, CoFacilitationState
from groups.models import Group, Membership
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission
from groups.states import MembershipState, Origin, Side


class CoFacilitationQuerySet(models.QuerySet["CoFacilitation"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def accepted(self) -> Self:
        """Those who said yes and have not handed it back."""
        return self.filter(state=CoFacilitationState.ACCEPTED)

    def running(self) -> Self:
        """Of these, whoever may still do it: they take part now, and still come as somebody with lived experience."""
        return self.accepted().filter(member__in=may_co_facilitate())


class CoFacilitation(models.Model):
    """A member with lived experience who helps to run one session, and so has no say in it (promise 3)."""

    MOVES = CO_FACILITATION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="co_facilitations")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=CoFacilitationState, default=CoFacilitationState.ASKED)
    # Of their last answer: how it came, and who typed it, where that was not the member.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)

    objects = CoFacilitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "member"], name="one_co_facilitation_per_person_and_session"
            ),
        )

    def __str__(self) -> str:
        return f"co-facilitation {self.public_id}"


def may_co_facilitate() -> MembershipQuerySet:
    """People with lived experience who take part now."""
    taking_part = Membership.objects.filter(state=MembershipState.ACTIVE, side=Side.LIVED)
    return taking_part.who_may(Permission.USE_LIVED_SPACE)


def sessions_run_by(member: Membership) -> set[int]:
    """The keys of the sessions that this member helps to run now."""
    return set(CoFacilitation.objects.running().filter(member=member).values_list("session", flat=True))


def may_run(member: Membership, session: Session) -> bool:
    """Whether this member runs the room of this session: facilitators any, a member the one they said yes to.

    It opens the room's controls, its notes, and asking others to do something that was agreed in it. Nothing else:
    not words for the facilitators, drafts of sessions or what people need.
    """
    if member.may(Permission.RUN_ROOM):
        return True
    return CoFacilitation.objects.running().filter(session=session, member=member).exists()
