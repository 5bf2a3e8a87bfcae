"""Topics, decisions, and what the group writes and agrees."""

from coproduction.when.shape import ANY, KNOWN, NEVER, Table, When, of_session
from facilitation.models import Decision, GroupText, QuickAgree, Session, Topic
from facilitation.states import DecisionState as D
from facilitation.states import SessionState, TextState, TopicState
from facilitation.states.quick import QuickState
from groups.models import Membership

ROOM_OPEN = (SessionState.OPEN,)

WHEN: Table = {
    # Topics, decisions and the group's own texts
    ("topic", "topic_id"): When(Topic, ANY),
    ("topic_change", "topic_id"): When(Topic, ANY, (TopicState.OPEN,)),
    ("round_open", "topic_id"): When(Topic, ANY, (TopicState.OPEN,)),
    ("topic_drop", "topic_id"): When(Topic, (TopicState.OPEN,), (TopicState.OPEN,)),
    ("topic_reopen", "topic_id"): When(Topic, NEVER, (TopicState.DECIDED, TopicState.DROPPED)),
    ("option_new", "topic_id"): When(Topic, (TopicState.OPEN,), (TopicState.OPEN,)),
    ("decision", "decision_id"): When(Decision, ANY),
    ("position", "decision_id"): When(Decision, NEVER, (D.ROUND,)),
    ("round_close", "decision_id"): When(Decision, NEVER, (D.ROUND,)),
    ("round_reopen", "decision_id"): When(Decision, NEVER, (D.NOT_AGREED, D.DISPUTED)),
    ("decision_hand_over", "decision_id"): When(Decision, ANY, (D.ROUND,)),
    ("position_right", "decision_id"): When(Decision, NEVER, (D.ROUND,)),
    ("position_for", "decision_id"): When(Decision, (D.ROUND,), (D.ROUND,)),
    ("position_take_back", "decision_id"): When(Decision, ANY, ANY),
    ("position_take_back_for", "decision_id"): When(Decision, ANY, ANY),
    ("position_take_back_for", "member_id"): When(Membership, ANY, ANY),
    ("dispute_take_back", "decision_id"): When(Decision, ANY, ANY),
    ("decision_replace", "decision_id"): When(
        Decision, (D.NOT_AGREED, D.DISPUTED), (D.NOT_AGREED, D.DISPUTED)
    ),
    ("good_decision", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    ("look_again", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    ("dispute", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    ("outcome", "decision_id"): When(Decision, ANY, (D.AGREED,)),
    # Words put to a session
    ("quick_put", "session_id"): When(Session, ROOM_OPEN, ROOM_OPEN),
    ("quick_agree", "session_id"): of_session(KNOWN),
    ("quick_agree", "quick_id"): When(QuickAgree, ANY),
    ("quick_object", "session_id"): When(Session, NEVER, ROOM_OPEN),
    ("quick_object", "quick_id"): When(QuickAgree, NEVER, (QuickState.OPEN,)),
    ("quick_agreed", "session_id"): When(Session, NEVER, ROOM_OPEN),
    ("quick_agreed", "quick_id"): When(QuickAgree, NEVER, (QuickState.OPEN,)),
    ("quick_withdraw", "session_id"): When(Session, NEVER, ROOM_OPEN),
    ("quick_withdraw", "quick_id"): When(QuickAgree, NEVER, (QuickState.OPEN,)),
    ("text_review", "text_id"): When(GroupText),
    ("text_agree", "text_id"): When(GroupText, (TextState.DRAFT,), (TextState.DRAFT,)),
}
