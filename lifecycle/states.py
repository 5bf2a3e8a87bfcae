"""Where it goes, as pure data: choices, tables of moves, and whose turn it is."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class StageState(TextChoices):
    NOT_OPEN = "not_open", _("Not open")
    OPEN = "open", _("Open now")


STAGE_MOVES: Moves = {  # the ring is a loop, never a wizard: a stage opens, is left, and opens again
    StageState.NOT_OPEN: (StageState.OPEN,),
    StageState.OPEN: (StageState.NOT_OPEN,),
}


class Strength(IntegerChoices):
    """How strong is this? The group's own word."""

    NOT_BEGUN = 0, _("not begun")
    FINDING_ITS_FEET = 1, _("finding its feet")
    GROWING = 2, _("growing")
    STRONG = 3, _("strong")


class CommitmentState(TextChoices):
    DRAFT = "draft", _("Being written")
    SIGNED = "signed", _("Signed")
    REPLACED = "replaced", _("Replaced by a newer one")


COMMITMENT_MOVES: Moves = {
    CommitmentState.DRAFT: (CommitmentState.SIGNED,),
    CommitmentState.SIGNED: (CommitmentState.REPLACED,),
    CommitmentState.REPLACED: (),
}


class AskState(TextChoices):
    """A request to a decision-maker. Only the group closes it (promise 1)."""

    RAISED = "raised", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Received")
    ANSWERED = "answered", _("Answered")
    SENT_BACK = "sent_back", _("Sent back: the answer does not answer us")
    IN_PROGRESS = "in_progress", _("Answered, and being done")
    DONE = "done", _("Done")
    NO_ACCEPTED = "no_accepted", _("Told no. We accept it.")
    NO_DISAGREED = "no_disagreed", _("Told no. We disagree.")
    WITHDRAWN = "withdrawn", _("Taken back by the group")
    CARRIED_ON = "carried_on", _("Goes on in another request")


A = AskState
WAYS_TO_CLOSE = (A.DONE, A.NO_ACCEPTED, A.NO_DISAGREED)
# What the group does with a request of its own that ends without a word on the answer.
WITHOUT_A_WORD = (A.WITHDRAWN, A.CARRIED_ON)

ASK_MOVES: Moves = {
    A.RAISED: (A.ACKNOWLEDGED, A.ANSWERED, *WITHOUT_A_WORD),
    A.ACKNOWLEDGED: (A.ANSWERED, *WITHOUT_A_WORD),
    A.ANSWERED: (A.SENT_BACK, A.IN_PROGRESS, *WAYS_TO_CLOSE, *WITHOUT_A_WORD),
    A.SENT_BACK: (A.ANSWERED, A.NO_DISAGREED, *WITHOUT_A_WORD),
    A.IN_PROGRESS: (A.ANSWERED, A.SENT_BACK, *WAYS_TO_CLOSE, *WITHOUT_A_WORD),
    A.DONE: (),
    A.NO_ACCEPTED: (),
    A.NO_DISAGREED: (),
    A.WITHDRAWN: (),
    A.CARRIED_ON: (),
}

CLOSED_ASK = (*WAYS_TO_CLOSE, *WITHOUT_A_WORD)
SYSTEMS_TURN = (A.RAISED, A.ACKNOWLEDGED, A.SENT_BACK, A.IN_PROGRESS)
AWAITING_ANSWER = (A.RAISED, A.ACKNOWLEDGED, A.SENT_BACK)
GROUPS_TURN = (A.ANSWERED,)


class AnswerKind(TextChoices):
    ACCEPTED = "accepted", _("Yes, we will do this")
    IN_PART = "in_part", _("Yes, in part")
    NOT_ACCEPTED = "not_accepted", _("No")
    DEFERRED = "deferred", _("Not now, and here is when")


PROMISES_SOMETHING = (AnswerKind.ACCEPTED, AnswerKind.IN_PART)
NEEDS_A_DATE = (AnswerKind.ACCEPTED, AnswerKind.IN_PART, AnswerKind.DEFERRED)

_TOLD_NO = (A.NO_ACCEPTED, A.NO_DISAGREED)
_WAYS_AFTER: dict[str, tuple[AskState, ...]] = {
    AnswerKind.ACCEPTED: (A.DONE,),
    AnswerKind.IN_PART: WAYS_TO_CLOSE,
    AnswerKind.NOT_ACCEPTED: _TOLD_NO,
    AnswerKind.DEFERRED: _TOLD_NO,
}


def ways_to_close(state: str, answer: str) -> tuple[AskState, ...]:
    """How the group may close a request whose latest answer is of this kind; nothing where it may not yet.

    A yes that is being done, or never came, may end in any way. A no can be accepted or not.
    """
    if state == A.ANSWERED:
        return _WAYS_AFTER[answer]
    return tuple(way for way in WAYS_TO_CLOSE if way in ASK_MOVES[state])


class LinkKind(TextChoices):
    """How a later request came from an earlier one."""

    SPLIT = "split", _("split into")
    MERGED = "merged", _("joined into")
    FOLLOW_ON = "follow_on", _("followed by")


class MilestoneState(TextChoices):
    """A promise in an answer, with its day. The system says it is done; the group says whether it is (promise 1)."""

    PROMISED = "promised", _("Promised")
    SAID_DONE = "said_done", _("They say it is done")
    CONFIRMED = "confirmed", _("Done, the group says")
    DROPPED = "dropped", _("No longer promised")


MILESTONE_MOVES: Moves = {
    MilestoneState.PROMISED: (MilestoneState.SAID_DONE, MilestoneState.CONFIRMED, MilestoneState.DROPPED),
    MilestoneState.SAID_DONE: (MilestoneState.PROMISED, MilestoneState.CONFIRMED, MilestoneState.DROPPED),
    MilestoneState.CONFIRMED: (),
    MilestoneState.DROPPED: (),
}
NOT_DONE_YET = (MilestoneState.PROMISED, MilestoneState.SAID_DONE)


class MoreTimeState(TextChoices):
    ASKED = "asked", _("More time asked for")
    AGREED = "agreed", _("The group gave more time")
    DECLINED = "declined", _("The group kept the day")
    OVERTAKEN = "overtaken", _("The answer came first")


MORE_TIME_MOVES: Moves = {
    MoreTimeState.ASKED: (MoreTimeState.AGREED, MoreTimeState.DECLINED, MoreTimeState.OVERTAKEN),
    MoreTimeState.AGREED: (),
    MoreTimeState.DECLINED: (),
    MoreTimeState.OVERTAKEN: (),
}


class ReviewState(TextChoices):
    OPEN = "open", _("Open for answers")
    SEALED = "sealed", _("Sealed")


REVIEW_MOVES: Moves = {ReviewState.OPEN: (ReviewState.SEALED,), ReviewState.SEALED: ()}


class NoPoint(TextChoices):
    """What may be said of a statement instead of a point. Only the first is told to the group, and of many alone."""

    UNKNOWN = "unknown", _("I do not know")
    PRIVATE = "private", _("I would rather not say")


class SignedAs(TextChoices):
    """How somebody signs answers that they give in the open."""

    NAME = "name", _("With my name")
    ROLE = "role", _("With what I do here")


class ReportState(TextChoices):
    DRAFT = "draft", _("Being written")
    APPROVED = "approved", _("Approved by the group")
    PUBLISHED = "published", _("Approved, and public")


class WhyEdition(TextChoices):
    """Why a version of a report took the place of another."""

    APPROVED = "approved", _("The group approved it.")
    CORRECTED = "corrected", _("The group corrected it.")
    QUOTE_GONE = "quote_gone", _("Somebody took back their words. Nothing else changed.")


REPORT_MOVES: Moves = {
    ReportState.DRAFT: (ReportState.APPROVED,),
    ReportState.APPROVED: (ReportState.PUBLISHED,),
    ReportState.PUBLISHED: (ReportState.APPROVED,),
}

# Defaults of product.md sections 9 and 10.
ANSWER_WORKING_DAYS = 20
REMIND_BEFORE_WORKING_DAYS = 5
ESCALATE_TO_SPONSOR_WORKING_DAYS = 5
ESCALATE_TO_FORUM_WORKING_DAYS = 10
VERDICT_WORKING_DAYS = 10
UNROUTED_WORKING_DAYS = 10
PROGRESS_MONTHS = VERDICT_MONTHS = COMMITMENT_REVIEW_MONTHS = 1
STAGE_WORD_MONTHS = 3
SHIFTS_KEY = "shifts"
SHIFTS_REVIEW_MONTHS = 6
PULSE_DAYS = 5  # to answer, and after the session's end the longest wait for another review to close
PULSES_IN_A_BLOCK = 3
NEXT_REPORT_MONTHS = 3  # at most, from one report of progress to the next
REPORT_MONTHS = 12
