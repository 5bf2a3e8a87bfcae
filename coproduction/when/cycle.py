"""Requests, the commitment, stages, reviews and reports."""

from coproduction.when.shape import ANY, NEVER, States, Table, When
from groups.permissions import Permission
from lifecycle.models import Ask, Commitment, ImpactReport, Milestone, Review, Stage
from lifecycle.states import (
    AWAITING_ANSWER,
    CLOSED_ASK,
    NOT_DONE_YET,
    CommitmentState,
    ReportState,
    ReviewState,
    StageState,
)
from lifecycle.states import AskState as A

NEEDS_ANSWER = (A.RAISED, A.ACKNOWLEDGED, A.SENT_BACK, A.IN_PROGRESS)
NOT_CLOSED = (A.RAISED, A.ACKNOWLEDGED, A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS)


def _report(acts: States = NEVER) -> When:
    published = (ReportState.APPROVED, ReportState.PUBLISHED)
    return When(ImpactReport, published, acts, (ReportState.DRAFT,), Permission.WRITE_REPORT)


_DRAFT = When(ImpactReport, (ReportState.DRAFT,), (ReportState.DRAFT,))
_ACTED = When(ImpactReport, NEVER, (ReportState.DRAFT,))


def _while_open() -> When:
    return When(Review, (ReviewState.OPEN,), (ReviewState.OPEN,))


WHEN: Table = {
    # What we asked for, and what was promised
    ("ask", "ask_id"): When(Ask, ANY),
    ("ask_acknowledge", "ask_id"): When(Ask, NEVER, (A.RAISED,)),
    ("ask_answer", "ask_id"): When(Ask, NEEDS_ANSWER, NEEDS_ANSWER),
    ("ask_progress", "ask_id"): When(Ask, (A.IN_PROGRESS,), (A.IN_PROGRESS,)),
    ("ask_hand_over", "ask_id"): When(Ask, ANY, NOT_CLOSED),
    ("ask_hand_to_colleague", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_verdict", "ask_id"): When(Ask, (A.ANSWERED,), (A.ANSWERED,)),
    ("ask_close", "ask_id"): When(
        Ask, (A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS), (A.ANSWERED, A.SENT_BACK, A.IN_PROGRESS)
    ),
    ("ask_withdraw", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_split", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_join", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_follow_on", "ask_id"): When(Ask, CLOSED_ASK, CLOSED_ASK),
    ("ask_rest", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_go_on", "ask_id"): When(Ask, NOT_CLOSED, NOT_CLOSED),
    ("ask_more_time", "ask_id"): When(Ask, AWAITING_ANSWER, AWAITING_ANSWER),
    ("ask_more_time_word", "ask_id"): When(Ask, AWAITING_ANSWER, AWAITING_ANSWER),
    ("ask_enter_answer", "ask_id"): When(Ask, NEEDS_ANSWER, NEEDS_ANSWER),
    ("ask_confirm_answer", "ask_id"): When(Ask, NEEDS_ANSWER, NEEDS_ANSWER),
    ("promise_word", "ask_id"): When(Ask, (A.IN_PROGRESS,), (A.IN_PROGRESS,)),
    ("promise_word", "milestone_id"): When(Milestone, NOT_DONE_YET, NOT_DONE_YET),
    ("answer_file", "ask_id"): When(Ask, ANY),
    ("commitment_version", "commitment_id"): When(Commitment, (CommitmentState.REPLACED,)),
    # The six stages
    ("stage", "stage_number"): When(Stage, ANY),
    ("stage_open", "stage_number"): When(Stage, ANY, (StageState.NOT_OPEN,)),
    ("stage_leave", "stage_number"): When(Stage, ANY, (StageState.OPEN,)),
    ("stage_strength", "stage_number"): When(Stage, ANY, ANY),
    ("stage_worry", "stage_number"): When(Stage, NEVER, ANY),
    # Reviews and reports
    ("review", "review_id"): When(Review, ANY),
    ("review_step", "review_id"): _while_open(),
    ("review_all", "review_id"): _while_open(),
    ("review_send", "review_id"): When(Review, NEVER, (ReviewState.OPEN,)),
    ("review_forget", "review_id"): When(Review, NEVER, ANY),
    ("review_in_the_open", "review_id"): _while_open(),
    ("review_by_hand", "review_id"): When(Review, (ReviewState.OPEN,)),
    ("review_for", "review_id"): _while_open(),
    ("review_paper", "review_id"): _while_open(),
    ("helping_review", "review_id"): _while_open(),
    ("review_seal", "review_id"): When(Review, ANY, (ReviewState.OPEN,)),
    ("review_results", "review_id"): When(Review, ANY),
    ("review_words", "review_id"): When(Review, (ReviewState.SEALED,), (ReviewState.SEALED,)),
    ("theme_remove", "review_id"): When(Review, NEVER, (ReviewState.SEALED,)),
    ("report", "report_id"): _report(),
    ("report_csv", "report_id"): _report(),
    ("report_json", "report_id"): _report(),
    ("report_text", "report_id"): _report(),
    ("report_board", "report_id"): _report(),
    ("report_file", "report_id"): _report(ANY),
    ("report_file_save", "report_id"): _report(),
    ("report_correct", "report_id"): When(ImpactReport, NEVER, (ReportState.APPROVED, ReportState.PUBLISHED)),
    ("report_write", "report_id"): _DRAFT,
    ("report_head", "report_id"): _DRAFT,
    ("report_texts", "report_id"): When(ImpactReport, ANY, (ReportState.DRAFT,)),
    ("report_comment", "report_id"): _ACTED,
    ("report_comment_settle", "report_id"): _ACTED,
    ("report_comment_take_back", "report_id"): When(ImpactReport, NEVER, ANY),
    ("report_quotes", "report_id"): _DRAFT,
    ("report_quote_remove", "report_id"): _ACTED,
    ("report_compile", "report_id"): _ACTED,
    ("report_approve", "report_id"): When(ImpactReport, ANY, (ReportState.DRAFT,)),
    ("report_publish", "report_id"): When(ImpactReport, ANY, (ReportState.APPROVED,)),
    ("public_report", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_text", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_board", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_file_save", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_file", "report_id"): When(
        ImpactReport, (ReportState.PUBLISHED,), (ReportState.PUBLISHED,)
    ),
    ("public_report_csv", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
    ("public_report_json", "report_id"): When(ImpactReport, (ReportState.PUBLISHED,)),
}
