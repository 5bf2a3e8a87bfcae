"""Kinds of session, what members propose for the agenda, and members who help run one session."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class SessionKind(TextChoices):
    USUAL = "usual", _("A session of the group")
    TRY_OUT = "try_out", _("A try-out session")  # a place to practise: nothing said in it is kept
    GET_READY = "get_ready", _("A get-ready meeting")  # before a session, among people with lived experience
    DEBRIEF = "debrief", _("A meeting to look back")  # after a session, among the same people


# Meetings that nobody from the system ever sees (promise 4).
AMONG_US = (SessionKind.GET_READY, SessionKind.DEBRIEF)


class CoFacilitationState(TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Helps to run it")
    DECLINED = "declined", _("Said no")
    HANDED_BACK = "handed_back", _("Handed back")


CO_FACILITATION_MOVES: Moves = {
    CoFacilitationState.ASKED: (CoFacilitationState.ACCEPTED, CoFacilitationState.DECLINED),
    CoFacilitationState.ACCEPTED: (CoFacilitationState.HANDED_BACK,),
    CoFacilitationState.DECLINED: (CoFacilitationState.ASKED,),
    CoFacilitationState.HANDED_BACK: (CoFacilitationState.ASKED,),
}


class ProposalState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    TAKEN_ON = "taken_on", _("On the agenda")
    LATER = "later", _("Kept for later")
    NOT_NOW = "not_now", _("Not now")
    WITHDRAWN = "withdrawn", _("Taken back")


PROPOSAL_MOVES: Moves = {
    ProposalState.PROPOSED: (
        ProposalState.TAKEN_ON,
        ProposalState.LATER,
        ProposalState.NOT_NOW,
        ProposalState.WITHDRAWN,
    ),
    ProposalState.LATER: (ProposalState.TAKEN_ON, ProposalState.NOT_NOW, ProposalState.WITHDRAWN),
    ProposalState.NOT_NOW: (ProposalState.TAKEN_ON, ProposalState.LATER, ProposalState.WITHDRAWN),
    ProposalState.TAKEN_ON: (ProposalState.LATER,),  # its item was taken off again
    ProposalState.WITHDRAWN: (),
}
