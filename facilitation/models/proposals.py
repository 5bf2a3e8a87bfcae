import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Session
from facilitation.states import ItemPurpose
from facilitation.states.agenda import PROPOSAL_MOVES, ProposalState
from groups.models import Group, Membership
from groups.permissions import Permission
from groups.states import Origin


class ItemProposalQuerySet(models.QuerySet["ItemProposal"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """One's own; those who plan see all that are about sessions they may see."""
        if not member.may(Permission.PLAN_SESSIONS):
            return self.filter(member=member)
        seen = Session.objects.in_group(member.group).visible_to(member)
        return self.filter(Q(session=None) | Q(session__in=seen) | Q(member=member))

    def waiting(self) -> Self:
        """Proposed or kept for later: something may still come of it, the oldest first."""
        return self.filter(state__in=(ProposalState.PROPOSED, ProposalState.LATER)).order_by("made_at", "pk")


class ItemProposal(models.Model):
    """What somebody would like on an agenda: of one session, or of a session to come."""

    MOVES = PROPOSAL_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("what you would like to talk about"), max_length=160)
    why = models.TextField(_("why it matters"), max_length=1000, blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=ItemPurpose, default=ItemPurpose.EXPLORE)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    wants_to_lead = models.BooleanField(_("I would like to lead it"), default=False)
    is_named = models.BooleanField(_("Say on the agenda that I proposed it"), default=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    item = models.OneToOneField(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposal"
    )
    reason = models.CharField(_("why not now"), max_length=500, blank=True)
    # Said by phone or letter: how it came, who typed it, and when the person said that it is right.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ItemProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="not_now") | ~Q(reason=""), name="a_proposal_not_now_has_a_reason"
            ),
        )
        indexes = (models.Index(fields=["group", "state", "made_at"], name="proposal_group_state"),)

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_check(self) -> bool:
        """Typed for somebody who has not said yet that it is right."""
        return self.origin != Origin.APP and self.checked_at is None and self.state != ProposalState.WITHDRAWN
