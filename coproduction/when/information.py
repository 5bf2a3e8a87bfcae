"""Information: questions about it, and what the group asks the system to tell it."""

from coproduction.when.shape import ANY, NEVER, Table, When
from facilitation.models import InformationRequest, NotUnderstood, Topic
from facilitation.states.information import WAITING_FOR_THE_SYSTEM, QuestionState

WAITING = (QuestionState.WAITING,)

WHEN: Table = {
    ("question", "question_id"): When(NotUnderstood, NEVER),
    ("question_answer", "question_id"): When(NotUnderstood, WAITING, WAITING),
    ("information_request", "wanted_id"): When(InformationRequest, ANY),
    ("information_request_meet", "wanted_id"): When(
        InformationRequest, WAITING_FOR_THE_SYSTEM, WAITING_FOR_THE_SYSTEM
    ),
    ("information_request_withdraw", "wanted_id"): When(
        InformationRequest, WAITING_FOR_THE_SYSTEM, WAITING_FOR_THE_SYSTEM
    ),
    ("information_request_send_on", "wanted_id"): When(
        InformationRequest, WAITING_FOR_THE_SYSTEM, WAITING_FOR_THE_SYSTEM
    ),
    ("topic_parts", "topic_id"): When(Topic, ANY, ANY),
}
