"""Information, as pure data: what it is, in which formats it comes, and how far a question about it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class InformationKind(TextChoices):
    POLICY = "policy", _("Policy")
    BUDGET = "budget", _("Budget")
    DATA = "data", _("Figures")
    STORY = "story", _("Story")
    MINUTES = "minutes", _("Minutes")
    VIDEO = "video", _("Video")
    EVIDENCE = "evidence", _("What wider communities say")


class FormatKind(TextChoices):
    """A way to read, hear or watch the same information."""

    STANDARD = "standard", _("Standard print")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read")
    AUDIO = "audio", _("Audio")
    BSL = "bsl", _("British Sign Language video")
    BRAILLE = "braille", _("Braille")
    WELSH = "welsh", _("Welsh")
    OTHER = "other", _("Another format")


class QuestionState(TextChoices):
    """Somebody did not understand something."""

    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    TAKEN_BACK = "taken_back", _("Taken back")


QUESTION_MOVES: Moves = {
    QuestionState.WAITING: (QuestionState.ANSWERED, QuestionState.TAKEN_BACK),
    QuestionState.ANSWERED: (),
    QuestionState.TAKEN_BACK: (),
}


class WantedState(TextChoices):
    """Information that the group asked the system for."""

    ASKED = "asked", _("Waiting")
    PART = "part", _("Shared in part")
    SHARED = "shared", _("Shared")
    REFUSED = "refused", _("Not shared")
    WITHDRAWN = "withdrawn", _("Not wanted any more")


WANTED_MOVES: Moves = {
    WantedState.ASKED: (WantedState.SHARED, WantedState.PART, WantedState.REFUSED, WantedState.WITHDRAWN),
    WantedState.PART: (WantedState.SHARED, WantedState.REFUSED, WantedState.WITHDRAWN),
    WantedState.SHARED: (),
    WantedState.REFUSED: (),
    WantedState.WITHDRAWN: (),
}
WAITING_FOR_THE_SYSTEM = (WantedState.ASKED, WantedState.PART)
