"""In which states an address shows a row, and in which it lets something be done with it.

Who may come is the door's business; when they may is said here, one line for each address and each of its rows
that moves through states. `docs/permissions.md` is written from it, and tests/house/test_in_which_states.py walks
every line through every state.
"""

from dataclasses import dataclass

from django.db import models

from facilitation.models import AgendaItem, Decision, GroupText, Hand, Session, Topic
from facilitation.states import DecisionState as D
from facilitation.states import ItemState, TextState, TopicState
from facilitation.states import SessionState as S
from groups.models import (
    CallMe,
    Concern,
    Consent,
    Delivery,
    Expression,
    Group,
    Helper,
    Invitation,
    Job,
    Membership,
    OutsideContact,
    RoleOffer,
    RoomPass,
)
from groups.permissions import Permission
from groups.states import (
    CallState,
    ConcernState,
    ConsentState,
    DeliveryState,
    GroupState,
    HelperState,
    InvitationState,
    JobState,
    MembershipState,
    Moves,
    OutsideContactState,
    PassState,
    RoleOfferState,
)
from groups.states import ExpressionState as E
from lifecycle.models import Ask, Commitment, ImpactReport, Review, Stage
from lifecycle.states import AskState as A
from lifecycle.states import CommitmentState, ReportState, ReviewState, StageState

type States = tuple[str, ...]

ANY: States = ("any",)
NEVER: States = ()


@dataclass(frozen=True)
class When:
    """Of one row named in an address. `shown`: its page can be read. `acts`: what it is for can be done.

    Those with the permission `early_to` are shown the states in `early` too.
    """

    row: type[models.Model]
    shown: States = NEVER
    acts: States = NEVER
    early: States = NEVER
    early_to: Permission | None = None

    def in_full(self, states: States) -> States:
        moves: Moves = getattr(self.row, "MOVES")  # noqa: B009  # its own table, which every such model has
        return tuple(moves) if states == ANY else states


PLANNED = (S.DRAFT, S.ANNOUNCED)
AHEAD = (*PLANNED, S.OPEN)
KNOWN = (S.ANNOUNCED, S.OPEN, S.CLOSED, S.NOTES_SHARED, S.SETTLED, S.CANCELLED)
BEFORE_IT_SETTLES = (S.ANNOUNCED, S.OPEN, S.CLOSED, S.NOTES_SHARED)
NOT_CANCELLED = (*BEFORE_IT_SETTLES, S.SETTLED)
IN_THE_GROUP = (MembershipState.ACTIVE, MembershipState.PAUSED)
NEEDS_ANSWER = (A.RAISED, A.ACKNOWLEDGED, A.SENT_BACK, A.IN_PROGRESS)
NOT_CLOSED = (A.RAISED, A.ACKNOWLEDGED, A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS)
AWAITED = (E.RECEIVED, E.ACKNOWLEDGED, E.TALKING, E.OFFERED)


def _session(shown: States = NEVER, acts: States = NEVER) -> When:
    """A page about a session: drafts are shown to those who plan."""
    return When(Session, shown, acts, (S.DRAFT,), Permission.PLAN_SESSIONS)


def _planning(acts: States, shown: States = ANY) -> When:
    """A page of those who plan or run sessions."""
    return When(Session, shown, acts)


def _report(acts: States = NEVER) -> When:
    published = (ReportState.APPROVED, ReportState.PUBLISHED)
    return When(ImpactReport, published, acts, (ReportState.DRAFT,), Permission.WRITE_REPORT)


def _member(shown: States = NEVER, acts: States = NEVER) -> When:
    return When(Membership, shown, acts)


IN_THE_ROOM = _planning((S.OPEN,), shown=NEVER)

HELPING_PAGE = When(Helper, (HelperState.ACTIVE,))
HELPING_ACT = When(Helper, NEVER, (HelperState.ACTIVE,))
HELPING_BOTH = When(Helper, (HelperState.ACTIVE,), (HelperState.ACTIVE,))

# By the name of the address and the name of its argument.
WHEN: dict[tuple[str, str], When] = {
    # Sessions, while they are planned
    ("session", "session_id"): _session(KNOWN),
    ("session_ics", "session_id"): When(Session, KNOWN),
    ("session_edit", "session_id"): _planning(PLANNED),
    ("session_announce", "session_id"): _planning((S.DRAFT,)),
    ("session_cancel", "session_id"): _planning(PLANNED),
    ("session_open", "session_id"): _planning((S.ANNOUNCED,)),
    ("session_close", "session_id"): _planning((S.OPEN,)),
    ("session_notes", "session_id"): _planning((S.CLOSED,)),
    ("coming", "session_id"): _session(KNOWN, (S.ANNOUNCED, S.OPEN)),
    ("coming_for", "session_id"): _planning((S.ANNOUNCED, S.OPEN), shown=NEVER),
    ("agenda_add", "session_id"): _planning(AHEAD),
    ("agenda_edit", "session_id"): _planning(AHEAD),
    ("agenda_edit", "item_id"): When(AgendaItem, ANY, (ItemState.WAITING,)),
    ("agenda_move", "session_id"): _planning(AHEAD, shown=NEVER),
    ("agenda_move", "item_id"): When(AgendaItem, NEVER, ANY),
    ("agenda_remove", "session_id"): _planning(AHEAD),
    ("agenda_remove", "item_id"): When(AgendaItem, ANY, (ItemState.WAITING,)),
    # Arranged for you
    ("arrangements", "session_id"): _planning(AHEAD),
    ("arrange", "session_id"): _planning(AHEAD),
    ("arrange", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("arranged", "session_id"): _session(KNOWN, NOT_CANCELLED),
    ("arranged_for", "session_id"): _planning(NOT_CANCELLED),
    ("arranged_for", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("debrief", "session_id"): _session(KNOWN, KNOWN),
    # The room
    ("room", "session_id"): When(Session, (S.OPEN,)),
    ("room_words", "session_id"): _session(KNOWN),
    ("room_stream", "session_id"): _session(KNOWN),
    ("room_enter", "session_id"): IN_THE_ROOM,
    ("room_go_on", "session_id"): IN_THE_ROOM,
    ("room_round_begin", "session_id"): IN_THE_ROOM,
    ("room_round_end", "session_id"): IN_THE_ROOM,
    ("signal", "session_id"): IN_THE_ROOM,
    ("contribute", "session_id"): _planning((S.OPEN,), shown=(S.OPEN,)),
    ("me_too", "session_id"): IN_THE_ROOM,
    ("hand_raise", "session_id"): IN_THE_ROOM,
    ("hand_down", "session_id"): IN_THE_ROOM,
    ("hand_spoke", "session_id"): IN_THE_ROOM,
    ("hand_spoke", "hand_id"): When(Hand, NEVER, (*Hand.MOVES,)),
    ("item_start", "session_id"): IN_THE_ROOM,
    ("item_start", "item_id"): When(AgendaItem, NEVER, ANY),
    ("item_done", "session_id"): IN_THE_ROOM,
    ("item_done", "item_id"): When(AgendaItem, NEVER, ANY),
    ("take_back", "session_id"): When(Session, KNOWN, KNOWN),
    ("late_thought", "session_id"): _planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("hand_in", "session_id"): _planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("for_someone", "session_id"): _planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("room_passes", "session_id"): _planning(NEVER),
    ("room_pass_give", "session_id"): _planning((S.ANNOUNCED, S.OPEN), shown=NEVER),
    ("room_pass_give", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("room_pass_one", "session_id"): _planning(NEVER),
    ("room_pass_one", "pass_id"): When(RoomPass, ANY),
    ("room_pass_revoke", "session_id"): _planning(ANY, shown=NEVER),
    ("room_pass_revoke", "pass_id"): When(RoomPass, NEVER, (PassState.ISSUED,)),
    # Topics, decisions and the group's own texts
    ("topic", "topic_id"): When(Topic, ANY),
    ("topic_change", "topic_id"): When(Topic, ANY, (TopicState.OPEN,)),
    ("round_open", "topic_id"): When(Topic, ANY, (TopicState.OPEN,)),
    ("decision", "decision_id"): When(Decision, ANY),
    ("position", "decision_id"): When(Decision, NEVER, (D.ROUND,)),
    ("round_close", "decision_id"): When(Decision, NEVER, (D.ROUND,)),
    ("round_reopen", "decision_id"): When(Decision, NEVER, (D.NOT_AGREED, D.DISPUTED)),
    ("decision_hand_over", "decision_id"): When(Decision, ANY, (D.ROUND,)),
    ("dispute", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    ("outcome", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    ("text_review", "text_id"): When(GroupText),
    ("text_agree", "text_id"): When(GroupText, (TextState.DRAFT,), (TextState.DRAFT,)),
    # What we asked for, and what was promised
    ("ask", "ask_id"): When(Ask, ANY),
    ("ask_acknowledge", "ask_id"): When(Ask, NEVER, (A.RAISED,)),
    ("ask_answer", "ask_id"): When(Ask, NEEDS_ANSWER, NEEDS_ANSWER),
    ("ask_progress", "ask_id"): When(Ask, (A.IN_PROGRESS,), (A.IN_PROGRESS,)),
    ("ask_hand_over", "ask_id"): When(Ask, ANY, NOT_CLOSED),
    ("ask_verdict", "ask_id"): When(Ask, (A.ANSWERED,), (A.ANSWERED,)),
    ("ask_close", "ask_id"): When(
        Ask, (A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS), (A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS)
    ),
    ("commitment_version", "commitment_id"): When(Commitment, (CommitmentState.REPLACED,)),
    # The six stages
    ("stage", "stage_number"): When(Stage, ANY),
    ("stage_open", "stage_number"): When(Stage, ANY, (StageState.NOT_OPEN,)),
    ("stage_leave", "stage_number"): When(Stage, ANY, (StageState.OPEN,)),
    ("stage_strength", "stage_number"): When(Stage, ANY, ANY),
    ("stage_worry", "stage_number"): When(Stage, NEVER, ANY),
    # Reviews and reports
    ("review", "review_id"): When(Review, ANY, (ReviewState.OPEN,)),
    ("review_seal", "review_id"): When(Review, ANY, (ReviewState.OPEN,)),
    ("report", "report_id"): _report(),
    ("report_csv", "report_id"): _report(),
    ("report_json", "report_id"): _report(),
    ("report_write", "report_id"): When(ImpactReport, (ReportState.DRAFT,), (ReportState.DRAFT,)),
    ("report_quotes", "report_id"): When(ImpactReport, (ReportState.DRAFT,), (ReportState.DRAFT,)),
    ("report_quote_remove", "report_id"): When(ImpactReport, NEVER, (ReportState.DRAFT,)),
    ("report_compile", "report_id"): When(ImpactReport, NEVER, (ReportState.DRAFT,)),
    ("report_approve", "report_id"): When(ImpactReport, ANY, (ReportState.DRAFT,)),
    ("report_publish", "report_id"): When(ImpactReport, ANY, (ReportState.APPROVED,)),
    ("public_report", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_csv", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_json", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    # People and their places
    ("person", "member_id"): _member(IN_THE_GROUP),
    ("person_access", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_access_stop", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("person_data", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_data_delete", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_data_letter", "member_id"): _member(IN_THE_GROUP),
    ("person_data_posted", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("place_dates", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("reach_for", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("role_give", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("role_end", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("talked", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("sign_in_invitation", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("buddy_pair", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("buddy_end", "member_id"): _member(NEVER, IN_THE_GROUP),
    ("role_offer", "role_offer_id"): When(RoleOffer, ANY),
    ("role_accept", "role_offer_id"): When(RoleOffer, NEVER, (RoleOfferState.OFFERED,)),
    ("role_decline", "role_offer_id"): When(RoleOffer, NEVER, (RoleOfferState.OFFERED,)),
    ("role_withdraw", "role_offer_id"): When(RoleOffer, NEVER, (RoleOfferState.OFFERED,)),
    ("invitation", "invitation_id"): When(Invitation, ANY),
    ("invitation_again", "invitation_id"): When(Invitation, NEVER, (InvitationState.SENT,)),
    ("invitation_said", "invitation_id"): When(Invitation, NEVER, (InvitationState.SENT,)),
    ("invitation_revoke", "invitation_id"): When(Invitation, NEVER, (InvitationState.SENT,)),
    ("expression", "expression_id"): When(Expression, ANY),
    ("expression_acknowledge", "expression_id"): When(Expression, NEVER, (E.RECEIVED,)),
    ("expression_note", "expression_id"): When(Expression, NEVER, (*AWAITED, E.NOT_NOW)),
    ("expression_offer", "expression_id"): When(Expression, ANY, (E.ACKNOWLEDGED, E.TALKING)),
    ("expression_not_now", "expression_id"): When(Expression, ANY, AWAITED),
    ("expression_talk_again", "expression_id"): When(Expression, NEVER, (E.NOT_NOW,)),
    ("expression_withdrawn", "expression_id"): When(Expression, NEVER, (*AWAITED, E.NOT_NOW)),
    ("first_facilitator", "forming_id"): When(Group, ANY, (GroupState.FORMING,)),
    # Helpers
    ("person_helpers", "member_id"): _member(IN_THE_GROUP, IN_THE_GROUP),
    ("helper_of", "helper_id"): When(Helper, ANY, (HelperState.ASKED, HelperState.ACTIVE)),
    ("helper_stop", "helper_id"): When(Helper, NEVER, (HelperState.ASKED, HelperState.ACTIVE)),
    ("helper_keep", "helper_id"): HELPING_ACT,
    ("helping_one", "helper_id"): HELPING_PAGE,
    ("helping_access", "helper_id"): HELPING_BOTH,
    ("helping_messages", "helper_id"): HELPING_PAGE,
    ("helping_reach", "helper_id"): HELPING_BOTH,
    ("helping_coming", "helper_id"): HELPING_BOTH,
    ("helping_arranged", "helper_id"): HELPING_BOTH,
    ("helping_thought", "helper_id"): HELPING_BOTH,
    ("helping_coming", "session_id"): _planning((S.ANNOUNCED, S.OPEN), shown=KNOWN),
    ("helping_arranged", "session_id"): _planning(NOT_CANCELLED, shown=NOT_CANCELLED),
    ("helping_thought", "session_id"): _planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    # Consents
    ("consent", "consent_id"): When(Consent, ANY),
    ("consent_photo", "consent_id"): When(Consent, (ConsentState.GIVEN,)),
    ("public_photo", "consent_id"): When(Consent, (ConsentState.GIVEN,)),
    ("consent_show", "consent_id"): When(Consent, NEVER, (ConsentState.GIVEN,)),
    ("consent_taken_back", "consent_id"): When(Consent, NEVER, (ConsentState.GIVEN,)),
    ("consent_take_back", "my_consent_id"): When(Consent, NEVER, (ConsentState.GIVEN,)),
    # Safety
    ("call_made", "call_id"): When(CallMe, NEVER, (CallState.WAITING,)),
    ("call_withdraw", "call_id"): When(CallMe, NEVER, (CallState.WAITING,)),
    ("concern", "concern_id"): When(Concern, ANY, (ConcernState.SENT, ConcernState.SEEN)),
    ("outside_contact_yes", "outside_contact_id"): When(OutsideContact, NEVER, (OutsideContactState.ASKED,)),
    ("outside_contact_again", "outside_contact_id"): When(
        OutsideContact, NEVER, (OutsideContactState.ASKED,)
    ),
    ("outside_contact_end", "outside_contact_id"): When(
        OutsideContact, NEVER, (OutsideContactState.ASKED, OutsideContactState.ACCEPTED)
    ),
    ("outside_stand_down", "outside_contact_id"): When(
        OutsideContact, NEVER, (OutsideContactState.ACCEPTED,)
    ),
    # Messages, letters, calls and long work
    ("by_hand_one", "delivery_id"): When(Delivery, (DeliveryState.BY_HAND,)),
    ("by_hand_done", "delivery_id"): When(Delivery, NEVER, (DeliveryState.BY_HAND,)),
    ("call_note", "delivery_id"): When(Delivery, NEVER, (DeliveryState.BY_HAND,)),
    ("call_letter", "delivery_id"): When(Delivery, NEVER, (DeliveryState.BY_HAND,)),
    ("message_read", "delivery_id"): When(Delivery, NEVER, ANY),
    ("put_off", "delivery_id"): When(Delivery, NEVER, ANY),
    ("job", "job_id"): When(Job, ANY),
    ("job_file", "job_id"): When(Job, (JobState.DONE,)),
}
