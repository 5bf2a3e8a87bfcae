"""What people hear about what was proposed for an agenda."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import ItemProposal
from facilitation.states.agenda import ProposalState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _waits(row: models.Model) -> bool:
    return cast("ItemProposal", row).state == ProposalState.PROPOSED


def _waits_for_check(row: models.Model) -> bool:
    return cast("ItemProposal", row).waits_for_check


register(
    Kind(
        name="item_proposed",
        subject_line=_("Somebody proposes something for an agenda"),
        template="facilitation/messages/item_proposed.txt",
        model=ItemProposal,
        url_name="proposal",
        url_arg="proposal_id",
        still_true=_waits,
        needs_you=True,
        minutes=2,
        topic=MessageTopic.LOOKING_AFTER,
        can_wait=True,
    ),
    Kind(
        name="item_proposal_answered",
        subject_line=_("What became of what you proposed"),
        template="facilitation/messages/item_proposal_answered.txt",
        model=ItemProposal,
        url_name="proposal",
        url_arg="proposal_id",
        topic=MessageTopic.REPLIES,
    ),
    Kind(
        name="proposal_typed",
        subject_line=_("Something was written down for you"),
        template="facilitation/messages/proposal_typed.txt",
        model=ItemProposal,
        url_name="proposal_right",
        url_arg="proposal_id",
        still_true=_waits_for_check,
        needs_you=True,
        minutes=2,
        topic=MessageTopic.REPLIES,
    ),
    Kind(
        name="proposal_taken_back_for_you",
        subject_line=_("Your words were taken back for you"),
        template="facilitation/messages/taken_back_for_you.txt",
        model=ItemProposal,
        url_name="proposals",
        url_arg=None,
        topic=MessageTopic.REPLIES,
    ),
)
