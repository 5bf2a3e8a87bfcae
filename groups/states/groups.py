"""Of systems and groups, and how words come to them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states.moves import Moves


class Level(TextChoices):
    """Where a system works: product.md section 4."""

    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    LOCAL = "local", _("Local")


class Nation(TextChoices):
    """The nation whose bank holidays a group's clocks skip (codes of the `holidays` library)."""

    ENGLAND = "ENG", _("England")
    NORTHERN_IRELAND = "NIR", _("Northern Ireland")
    SCOTLAND = "SCT", _("Scotland")
    WALES = "WLS", _("Wales")


class Side(TextChoices):
    """The two sides of a strategic coproduction group."""

    LIVED = "lived", _("Lived experience")
    SYSTEM = "system", _("Health and care system")


class Origin(TextChoices):
    """How words came to us. They count the same, and the way they came stays beside them (promise 8)."""

    APP = "app", _("Written in the app")
    LETTER = "letter", _("From a letter")
    PHONE = "phone", _("Said on the phone")
    IN_PERSON = "in_person", _("Said in person")
    EMAIL = "email", _("From an email")
    VOICE = "voice", _("From a voice note")
    HANDWRITING = "handwriting", _("From a photograph of handwriting")


class GroupState(TextChoices):
    FORMING = "forming", _("Forming")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


GROUP_MOVES: Moves = {
    GroupState.FORMING: (GroupState.RUNNING, GroupState.ENDED),
    GroupState.RUNNING: (GroupState.PAUSED, GroupState.ENDED),
    GroupState.PAUSED: (GroupState.RUNNING, GroupState.ENDED),
    GroupState.ENDED: (),
}
