"""Of information: whose words are in it, and what is the group's own."""

from django.utils.translation import gettext_lazy

from facilitation.models import NotUnderstood
from groups.models import Person
from groups.privacy.settling import pointing
from groups.privacy.shapes import Claim, Claims, Line, Telling, all_rows

APP = "facilitation"

CLAIMS: Claims = {
    "InformationFormat.added_by": Claim.KEPT_WITHOUT_NAME,
    "InformationRequest.asked_by": Claim.KEPT_WITHOUT_NAME,
    "InformationRequest.to": Claim.KEPT_WITHOUT_NAME,
    "InformationVersion.by": Claim.KEPT_WITHOUT_NAME,
    "NotUnderstood.answered_by": Claim.KEPT_WITHOUT_NAME,
    "NotUnderstood.asked_by": Claim.THEIR_WORDS,
}


def _question(asked: NotUnderstood) -> Line:
    return asked.item.title, " ".join(filter(None, [asked.passage, asked.words, asked.answer]))


HELD: tuple[Telling, ...] = (
    Telling(
        "NotUnderstood.asked_by",
        gettext_lazy("What you said was not clear to you, by name"),
        _question,
        lambda rows: rows.select_related("item").order_by("asked_on", "pk"),
        printed=all_rows,
    ),
)


def take_back_questions(person: Person) -> None:
    """Their words go. The answers stay: everyone reads them."""
    pointing(APP, "NotUnderstood.asked_by", person).update(passage="", words="")
