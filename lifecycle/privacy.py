"""What this app holds about a person, how it lets go of it, and how long it keeps it."""

from django.utils.translation import gettext_lazy

from groups.models import Membership, Person, Upload
from groups.privacy.settling import names_of, settle_claims, take_names_out, told
from groups.privacy.shapes import Claim, Claims, Keeping, Section, Telling
from groups.privacy.times import when
from lifecycle.models import AnswerDraft, AnswerFile, Commitment, OpenAnswer, ReviewDraft, ReviewMark

APP = "lifecycle"

# What the system promised and answered is the group's record: job and organisation stay, the name goes.
CLAIMS: Claims = {
    "Answer.by": Claim.KEPT_WITHOUT_NAME,
    "Answer.entered_by": Claim.KEPT_WITHOUT_NAME,
    "AnswerDraft.by": Claim.DELETED,
    "AnswerDraft.entered_by": Claim.DELETED,
    "AnswerPass.member": Claim.DELETED,
    "Ask.to": Claim.KEPT_WITHOUT_NAME,
    "Bringing.by": Claim.KEPT_WITHOUT_NAME,
    "Commitment.forum_contact": Claim.KEPT_WITHOUT_NAME,
    "Commitment.lead": Claim.KEPT_WITHOUT_NAME,
    "Commitment.sponsor": Claim.KEPT_WITHOUT_NAME,
    "HandingOver.by": Claim.KEPT_WITHOUT_NAME,
    "HandingOver.was_with": Claim.KEPT_WITHOUT_NAME,
    "InvestmentMade.by": Claim.UNLINKED,
    "MoreTime.by": Claim.KEPT_WITHOUT_NAME,
    "NotTaken.by": Claim.UNLINKED,
    "OpenAnswer.member": Claim.DELETED,
    "Progress.by": Claim.KEPT_WITHOUT_NAME,
    "ReportComment.by": Claim.DELETED,
    "ReportReading.member": Claim.KEPT_WITHOUT_NAME,
    "ReportText.by": Claim.UNLINKED,
    "ReviewDraft.member": Claim.DELETED,
    "ReviewPaper.member": Claim.DELETED,
    # Counted when the review is sealed, and deleted then. Which answers are theirs is known to nobody.
    "ReviewMark.member": Claim.KEPT_WITHOUT_NAME,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "Commitment.lead",
        gettext_lazy("Commitments you signed"),
        lambda one: (when(one.signed_at), one.scope),
    ),
    Telling(
        "Answer.by",
        gettext_lazy("Answers you gave"),
        lambda answer: (answer.ask.title, " ".join([str(answer.get_kind_display()), answer.reason])),
        lambda rows: rows.select_related("ask").order_by("pk"),
    ),
    Telling(
        "AnswerDraft.by",
        gettext_lazy("Answers you began"),
        lambda draft: (
            draft.ask.title,
            " ".join([str(draft.get_kind_display()), draft.reason, draft.will_do, *_lines(draft)]),
        ),
        lambda rows: rows.select_related("ask").order_by("pk"),
    ),
    Telling(
        "AnswerDraft.entered_by",
        gettext_lazy("Answers you entered for somebody"),
        lambda draft: (draft.ask.title, draft.reason),
        lambda rows: rows.select_related("ask").order_by("pk"),
    ),
    Telling(
        "HandingOver.by",
        gettext_lazy("Requests you asked a colleague to take over"),
        lambda one: (one.ask.title, one.invitation.name),
        lambda rows: rows.select_related("ask", "invitation").order_by("pk"),
    ),
    Telling(
        "MoreTime.by",
        gettext_lazy("Where you asked for more time"),
        lambda asked: (asked.ask.title, asked.reason),
        lambda rows: rows.select_related("ask").order_by("pk"),
    ),
    Telling(
        "NotTaken.by",
        gettext_lazy("Where you wrote why something was not taken further"),
        lambda one: (when(one.on), one.why),
    ),
    Telling(
        "OpenAnswer.member",
        gettext_lazy("Answers to a review that you gave in the open"),
        lambda one: (when(one.review.opened_on), _answered(one)),
        lambda rows: rows.select_related("review").order_by("pk"),
    ),
    Telling(
        "ReviewDraft.member",
        gettext_lazy("Answers to a review that you began, until you send them or it closes"),
        lambda one: (when(one.review.opened_on), _answered(one)),
        lambda rows: rows.select_related("review").order_by("pk"),
    ),
    Telling(
        "ReviewPaper.member",
        gettext_lazy("Reviews printed for you, until they close"),
        lambda one: (one.review.instrument, when(one.review.opened_on)),
        lambda rows: rows.select_related("review").order_by("pk"),
    ),
    Telling(
        "ReportText.by",
        gettext_lazy("What you wrote for your group’s reports"),
        lambda one: (one.report.title, one.words),
        lambda rows: rows.select_related("report").order_by("pk"),
    ),
    Telling(
        "ReportComment.by",
        gettext_lazy("What you said about a report while it was written"),
        lambda one: (one.report.title, one.words),
        lambda rows: rows.select_related("report").order_by("pk"),
    ),
    Telling(
        "InvestmentMade.by",
        gettext_lazy("Where you wrote down what was put in"),
        lambda one: (when(one.on), one.words),
    ),
    Telling(
        "Progress.by",
        gettext_lazy("Progress you reported"),
        lambda progress: (progress.ask.title, progress.words),
        lambda rows: rows.select_related("ask").order_by("pk"),
    ),
    Telling(
        "ReportReading.member",
        gettext_lazy("Reports you opened"),
        lambda reading: (reading.report.title, when(reading.at)),
        lambda rows: rows.select_related("report").order_by("pk"),
    ),
    Telling(
        "ReviewMark.member",
        gettext_lazy("Reviews you answered, until they are sealed"),
        lambda mark: (mark.review.instrument, when(mark.review.opened_on)),
        lambda rows: rows.select_related("review").order_by("pk"),
    ),
)
NOT_TOLD: dict[str, str] = {
    "HandingOver.was_with": "whom the request was with, as its own page says",
    "AnswerPass.member": "a code that opens one request for an hour; it says nothing of them",
    "Answer.entered_by": "the answer is the lead's, and stands in the request",
}
RETENTION: tuple[Keeping, ...] = ()


def held(person: Person) -> list[Section]:
    return told(APP, HELD, person)


def erase(person: Person, *, take_back_words: bool) -> None:
    _leave_files_of_answers(person)
    _forget_marks_of_open_answers(person)
    settle_claims(APP, CLAIMS, person)
    groups = Membership.objects.filter(person=person).values("group")
    commitments = Commitment.objects.filter(group__in=groups)
    take_names_out(commitments, ["final_say", "outside_contact"], names_of(person))


def _leave_files_of_answers(person: Person) -> None:
    """What went with an answer stays with it; what was begun goes with its writer."""
    given = AnswerFile.objects.filter(answer__isnull=False, upload__by=person)
    Upload.objects.filter(pk__in=given.values("upload")).update(by=None)


def _forget_marks_of_open_answers(person: Person) -> None:
    """Without the answer, its mark would be counted as that of an answer without a name."""
    for given in OpenAnswer.objects.filter(member__person=person):
        ReviewMark.objects.filter(review=given.review_id, member=given.member_id).delete()


def _answered(one: OpenAnswer | ReviewDraft) -> str:
    """Points by their statements' ids, and the words."""
    points = ", ".join(f"{key}: {point}" for key, point in one.points.items())
    return " ".join([points, one.words]).strip()


def _lines(draft: AnswerDraft) -> list[str]:
    return [draft.who, *[f"{one['words']} {one['who']}" for one in draft.milestones]]
