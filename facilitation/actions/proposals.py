"""What members would like on an agenda, and what becomes of it: they are always told, with the reason."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agenda import add_item
from facilitation.actions.people import planners, planners_of
from facilitation.kinds.among_us import kind_for, kinds_for
from facilitation.models import AgendaItem, ItemProposal, Session
from facilitation.models.sessions import BEFORE
from facilitation.states import SessionState
from facilitation.states.agenda import ProposalState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move, record

MADE, CAME = "item_proposed", "item_proposal_answered"
MOST_WAITING = 10  # of one person in a group
CAN_TAKE = (SessionState.DRAFT, *BEFORE)


@transaction.atomic
def propose_item(
    proposal: ItemProposal, *, session: Session | None, by: Membership, member: Membership | None = None
) -> ItemProposal:
    """Propose something for one session that is ahead, or for one to come. Those who plan are told.

    `member`: whose proposal it is, when somebody else types it.
    """
    member = member or by
    if session is not None and session.state not in CAN_TAKE:
        raise Refused(_("This session is over or was called off. Propose it for a session to come."))
    if ItemProposal.objects.in_group(by.group).filter(member=member).waiting().count() >= MOST_WAITING:
        theirs = _("They have %(most)d proposals waiting. One is taken back or answered first.")
        own = _("You have %(most)d proposals waiting. Take one back first, or wait for an answer.")
        raise Refused((own if member == by else theirs) % {"most": MOST_WAITING})
    proposal.group, proposal.member, proposal.session = by.group, member, session
    proposal.save()
    record("itemproposal.made", proposal, by=by)
    to = planners(session) if session else planners_of(by.group)
    notify(_kind(proposal, MADE), proposal, group=by.group, to=[one for one in to if one != by.person])
    return proposal


@transaction.atomic
def take_on(
    proposal: ItemProposal, *, session: Session, item: AgendaItem, ask: Membership | None, by: Membership
) -> AgendaItem:
    """It goes on the agenda of this session. Whoever proposed it and wants to lead it leads it: they offered."""
    moved = move(proposal, ProposalState.TAKEN_ON, by=by, reason="")
    leads = moved.member if ask is None and moved.wants_to_lead else None
    if leads:
        item.led_by = leads
    added = add_item(item, session=session, by=by, ask=ask)
    moved.item, moved.session = added, session
    moved.save(update_fields=["item", "session"])
    _answered(moved)
    return added


@transaction.atomic
def keep_for_later(proposal: ItemProposal, *, by: Membership, words: str = "") -> ItemProposal:
    """A good thing for another time. It stays in the list of those who plan."""
    return _answered(move(proposal, ProposalState.LATER, by=by, reason=words))


@transaction.atomic
def say_not_now(proposal: ItemProposal, *, reason: str, by: Membership) -> ItemProposal:
    """Never without a reason in plain words."""
    if not reason.strip():
        raise Refused(_("Say why in a few plain words. They read it."))
    return _answered(move(proposal, ProposalState.NOT_NOW, by=by, reason=reason))


@transaction.atomic
def withdraw_proposal(proposal: ItemProposal, *, by: Membership) -> ItemProposal:
    """The one who proposed it takes it back, and its words go. Nobody asks why.

    Someone without an account asks whoever types for them, and is told that it went.
    """
    if not speaks_for(proposal.member, by):
        raise Refused(_("Only the person who proposed this can take it back."))
    gone: dict[str, Any] = {"title": _("Taken back"), "why": "", "content_note": "", "reason": ""}
    back = move(proposal, ProposalState.WITHDRAWN, by=by, **gone)
    settle([*kinds_of(back), "proposal_typed"], back)
    if by.pk != back.member_id:
        notify("proposal_taken_back_for_you", back, group=by.group, to=[proposal.member.person])
    return back


def speaks_for(member: Membership, by: Membership) -> bool:
    """Themselves; for somebody without an account also whoever types for others."""
    by_hand = member.person.account_id is None and by.may(Permission.TYPE_FOR_OTHERS)
    return member == by or by_hand


def kinds_of(proposal: ItemProposal) -> list[str]:
    return kinds_for(proposal.session, [MADE, CAME]) if proposal.session else [MADE, CAME]


def _answered(proposal: ItemProposal) -> ItemProposal:
    """Off the list of those who plan; the one who proposed it hears what became of it."""
    settle([_kind(proposal, MADE)], proposal)
    at = str(proposal.state)
    to = [proposal.member.person]
    notify(_kind(proposal, CAME), proposal, group=proposal.group, to=to, occurrence=at)
    return proposal


def _kind(proposal: ItemProposal, name: str) -> str:
    return kind_for(proposal.session, name) if proposal.session else name
