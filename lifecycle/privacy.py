"""What this app holds about a person, how it lets go of it, and how long it keeps it."""

from django.utils.translation import gettext_lazy

from groups.models import Membership, Person
from groups.privacy.settling import names_of, settle_claims, take_names_out, told
from groups.privacy.shapes import Claim, Claims, Keeping, Section, Telling
from groups.privacy.times import when
from lifecycle.models import Commitment

APP = "lifecycle"

# What the system promised and answered is the group's record: job and organisation stay, the name goes.
CLAIMS: Claims = {
    "Answer.by": Claim.KEPT_WITHOUT_NAME,
    "Ask.to": Claim.KEPT_WITHOUT_NAME,
    "Bringing.by": Claim.KEPT_WITHOUT_NAME,
    "Commitment.forum_contact": Claim.KEPT_WITHOUT_NAME,
    "Commitment.lead": Claim.KEPT_WITHOUT_NAME,
    "Commitment.sponsor": Claim.KEPT_WITHOUT_NAME,
    "Progress.by": Claim.KEPT_WITHOUT_NAME,
    "ReportReading.member": Claim.KEPT_WITHOUT_NAME,
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
NOT_TOLD: dict[str, str] = {}
RETENTION: tuple[Keeping, ...] = ()


def held(person: Person) -> list[Section]:
    return told(APP, HELD, person)


def erase(person: Person, *, take_back_words: bool) -> None:
    settle_claims(APP, CLAIMS, person)
    groups = Membership.objects.filter(person=person).values("group")
    commitments = Commitment.objects.filter(group__in=groups)
    take_names_out(commitments, ["final_say", "outside_contact"], names_of(person))
