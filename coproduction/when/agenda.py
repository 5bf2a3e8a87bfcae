"""What members propose and lead, helping to run a session, and kinds of session."""

from coproduction.when.shape import AHEAD, ANY, KNOWN, NEVER, NOT_CANCELLED, Table, When, planning
from facilitation.models import AgendaItem, CoFacilitation, ItemProposal
from facilitation.states import ItemState as I  # as the others here
from facilitation.states import SessionState as S
from facilitation.states.agenda import CoFacilitationState as C
from facilitation.states.agenda import ProposalState as P

WHEN: Table = {
    ("propose_for", "session_id"): planning(AHEAD[1:], shown=KNOWN),
    ("proposal_right", "proposal_id"): When(
        ItemProposal, (P.PROPOSED, P.LATER, P.NOT_NOW, P.TAKEN_ON), (P.PROPOSED, P.LATER, P.NOT_NOW)
    ),
    ("proposal", "proposal_id"): When(ItemProposal, ANY),
    ("proposal_take_on", "proposal_id"): When(ItemProposal, ANY, (P.PROPOSED, P.LATER, P.NOT_NOW)),
    ("proposal_later", "proposal_id"): When(ItemProposal, NEVER, (P.PROPOSED, P.NOT_NOW, P.TAKEN_ON)),
    ("proposal_not_now", "proposal_id"): When(ItemProposal, NEVER, (P.PROPOSED, P.LATER)),
    ("proposal_withdraw", "proposal_id"): When(ItemProposal, NEVER, (P.PROPOSED, P.LATER, P.NOT_NOW)),
    ("agenda_several", "session_id"): planning(AHEAD),
    ("agenda_order", "session_id"): planning(AHEAD, shown=NEVER),
    ("item_lead", "item_id"): When(AgendaItem, ANY),
    ("lead_offer", "item_id"): When(AgendaItem, NEVER, (I.WAITING, I.NOW)),
    ("lead_yes", "item_id"): When(AgendaItem, NEVER, (I.WAITING, I.NOW)),
    ("lead_no", "item_id"): When(AgendaItem, NEVER, ANY),
    ("lead_back", "item_id"): When(AgendaItem, NEVER, ANY),
    ("co_facilitate_ask", "session_id"): planning(AHEAD),
    ("co_facilitation", "helping_run_id"): When(CoFacilitation, ANY),
    ("co_facilitate_yes", "helping_run_id"): When(CoFacilitation, NEVER, (C.ASKED,)),
    ("co_facilitate_no", "helping_run_id"): When(CoFacilitation, NEVER, (C.ASKED,)),
    ("co_facilitate_back", "helping_run_id"): When(CoFacilitation, NEVER, (C.ACCEPTED,)),
    ("get_ready_new", "session_id"): planning((S.DRAFT, *NOT_CANCELLED)),
    ("debrief_new", "session_id"): planning((S.DRAFT, *NOT_CANCELLED)),
}
