"""The ring of the deck ("How to develop a strategic coproduction group"): six stages around one hub.

The number 4 is missing in the deck's text; "Confidence & Skills" stands among the ring's labels, so it is
taken to be the fourth. The about page says so.
"""

from dataclasses import dataclass

from django.db.models import IntegerChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HUB = _("Facilitate the Process")
AROUND = (_("Feedback Loop"), _("Continuous Development"))


class StageKey(IntegerChoices):
    """The six stages by number, for model fields."""

    COMMITMENT = 1, _("System Commitment & Leadership")
    CONNECT = 2, _("Contact & Connect")
    PURPOSE = 3, _("Agree Common Purpose")
    SKILLS = 4, _("Confidence & Skills")
    CARE = 5, _("Coproduce Personalised Care")
    IMPACT = 6, _("Review Impact")


@dataclass(frozen=True)
class Stage:
    """One stage as the deck names it; the purpose is in our words."""

    number: int
    key: str
    name: str | Promise
    purpose: str | Promise


def _stage(which: StageKey, key: str, purpose: Promise) -> Stage:
    return Stage(which.value, key, which.label, purpose)


STAGES: tuple[Stage, ...] = (
    _stage(
        StageKey.COMMITMENT,
        "commitment",
        _("The people who run services promise to listen, to answer, and to say who has the final say."),
    ),
    _stage(
        StageKey.CONNECT,
        "connect",
        _(
            "We find people who have lived this, welcome them, and sort out what each of us needs to take part."
        ),
    ),
    _stage(
        StageKey.PURPOSE,
        "purpose",
        _("Together we agree what we are here for, and how we want to be with each other."),
    ),
    _stage(
        StageKey.SKILLS,
        "skills",
        _("Everyone gets what they need to take part as an equal: know-how, practice, and time."),
    ),
    _stage(
        StageKey.CARE,
        "care",
        _("We shape real decisions about care together, and ask for what needs to change."),
    ),
    _stage(
        StageKey.IMPACT,
        "impact",
        _("We look at what changed, what did not, and what we learned. Then we go round again."),
    ),
)

BY_NUMBER: dict[int, Stage] = {stage.number: stage for stage in STAGES}
