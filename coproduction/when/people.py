"""People, their places, helpers, consents, safety; messages and long work."""

from coproduction.when.shape import (
    ANY,
    BEFORE_IT_SETTLES,
    IN_THE_GROUP,
    KNOWN,
    NEVER,
    NOT_CANCELLED,
    Table,
    When,
    member,
    planning,
)
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
    OutsideContact,
    RoleOffer,
)
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
    OutsideContactState,
    RoleOfferState,
)
from groups.states import ExpressionState as E

AWAITED = (E.RECEIVED, E.ACKNOWLEDGED, E.TALKING, E.OFFERED)
HELPING_PAGE = When(Helper, (HelperState.ACTIVE,))
HELPING_ACT = When(Helper, NEVER, (HelperState.ACTIVE,))
HELPING_BOTH = When(Helper, (HelperState.ACTIVE,), (HelperState.ACTIVE,))

WHEN: Table = {
    # People and their places
    ("person", "member_id"): member(IN_THE_GROUP),
    ("person_access", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_access_stop", "member_id"): member(NEVER, IN_THE_GROUP),
    ("person_data", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_data_delete", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("person_data_letter", "member_id"): member(IN_THE_GROUP),
    ("person_data_posted", "member_id"): member(NEVER, IN_THE_GROUP),
    ("place_dates", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("reach_for", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("pause_for", "member_id"): member(IN_THE_GROUP, (MembershipState.ACTIVE,)),
    ("come_back_for", "member_id"): member(IN_THE_GROUP, (MembershipState.PAUSED,)),
    ("leave_for", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("role_give", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("role_end", "member_id"): member(NEVER, IN_THE_GROUP),
    ("talked", "member_id"): member(NEVER, IN_THE_GROUP),
    ("sign_in_invitation", "member_id"): member(NEVER, IN_THE_GROUP),
    ("buddy_pair", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("buddy_end", "member_id"): member(NEVER, IN_THE_GROUP),
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
    ("person_helpers", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
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
    ("helping_review", "helper_id"): HELPING_BOTH,
    ("review_for", "member_id"): member((MembershipState.ACTIVE,), (MembershipState.ACTIVE,)),
    ("review_paper", "member_id"): member((MembershipState.ACTIVE,), (MembershipState.ACTIVE,)),
    ("helping_coming", "session_id"): planning((S.ANNOUNCED, S.OPEN), shown=KNOWN),
    ("helping_arranged", "session_id"): planning(NOT_CANCELLED, shown=NOT_CANCELLED),
    ("helping_thought", "session_id"): planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
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
    ("not_arrived_one", "lost_id"): When(Delivery, NEVER, (DeliveryState.FAILED, DeliveryState.MAYBE_SENT)),
    ("call_note", "delivery_id"): When(Delivery, NEVER, (DeliveryState.BY_HAND,)),
    ("call_letter", "delivery_id"): When(Delivery, NEVER, (DeliveryState.BY_HAND,)),
    ("message_read", "delivery_id"): When(Delivery, NEVER, ANY),
    ("put_off", "delivery_id"): When(Delivery, NEVER, ANY),
    ("job", "job_id"): When(Job, ANY),
    ("job_file", "job_id"): When(Job, (JobState.DONE,)),
}
