"""What somebody would like on an agenda, said in another way and typed for them (promise 8).

It counts the same and says how it came. Until its author has heard or read it, they or whoever typed it can put it
right; nobody else ever can (promise 3).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.proposals import propose_item
from facilitation.models import ItemProposal, Session
from facilitation.states.agenda import ProposalState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import Origin
from groups.transitions import Refused, record

TYPED = "proposal_typed"


@transaction.atomic
def propose_item_for(
    proposal: ItemProposal,
    *,
    session: Session | None,
    member: Membership,
    origin: str,
    read_back: bool,
    by: Membership,
) -> ItemProposal:
    """Type a proposal for a member. `read_back`: they heard it read and said that it is right. If not, they are asked."""
    if not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("A coordinator or a facilitator types for others."))
    if member == by or member.group_id != by.group_id or origin == Origin.APP:
        raise ValueError("Typed for another member of the same group, who said it in another way.")
    if not member.may(Permission.PROPOSE_ITEMS):
        raise Refused(_("Their part in this group is to listen, so nothing can be sent in their name."))
    if (
        session and session.is_among_us and not read_back
    ):  # no letter may carry it past people from the system
        raise Refused(_("Read it to them first, and tick that they said it is right. No letter goes out."))
    proposal.origin, proposal.typed_by = origin, by
    proposal.checked_at = timezone.now() if read_back else None
    made = propose_item(proposal, session=session, by=by, member=member)
    if not read_back:
        notify(TYPED, made, group=by.group, to=[member.person])
    return made


@transaction.atomic
def proposal_is_right(proposal: ItemProposal, *, by: Membership) -> ItemProposal:
    """Its author says so, or whoever read it back to them heard it."""
    locked = _unchecked(proposal)
    if by != locked.member and not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(
            _("Only the person who said this, or who reads it back to them, can say that it is right.")
        )
    return _checked(locked, "itemproposal.checked", by=by)


@transaction.atomic
def put_proposal_right(proposal: ItemProposal, *, title: str, why: str, by: Membership) -> ItemProposal:
    """ "That is not what I said": the right words take the place of the wrong ones."""
    locked = _unchecked(proposal)
    if by not in (locked.member, locked.typed_by):
        raise Refused(_("Only the person who said this, or who typed it for them, can put it right."))
    locked.title, locked.why = title, why
    return _checked(locked, "itemproposal.corrected", by=by)


def _unchecked(proposal: ItemProposal) -> ItemProposal:
    rows = ItemProposal.objects.select_for_update(of=("self",))
    locked = rows.select_related("member", "typed_by", "group").get(pk=proposal.pk)
    if not locked.waits_for_check:
        raise Refused(_("There is nothing to check here. It is checked already, or was taken back."))
    if locked.state == ProposalState.TAKEN_ON:
        raise Refused(_("It is on an agenda already. Whoever plans the session can change the words there."))
    return locked


def _checked(proposal: ItemProposal, verb: str, *, by: Membership) -> ItemProposal:
    proposal.checked_at = timezone.now()
    proposal.save(update_fields=["title", "why", "checked_at"])
    settle([TYPED], proposal)
    record(verb, proposal, by=by)
    return proposal
