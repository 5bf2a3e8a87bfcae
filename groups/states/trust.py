"""Of what people need, let us show and send us, and of who they know."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states.moves import Moves


class NeedKind(TextChoices):
    """Access needs, never diagnoses: product.md section 4, after the Accessible Information Standard (DAPB1605)."""

    BSL = "bsl", _("British Sign Language")
    CAPTIONS = "captions", _("Captions")
    HEARING_LOOP = "hearing_loop", _("A hearing loop")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("Audio")
    STEP_FREE = "step_free", _("Step-free ways in and around")
    BREAKS = "breaks", _("Breaks")
    QUIET_ROOM = "quiet_room", _("A quiet room")
    TRANSPORT = "transport", _("Help to get there")
    DIETARY = "dietary", _("Food and drink")
    SUPPORTER = "supporter", _("A supporter comes with me")
    CARER_COVER = "carer_cover", _("Someone to care for the person I look after")
    PHONE_ONLY = "phone_only", _("Phone only")
    COLOUR_BACKGROUND = "colour_background", _("A coloured background")
    OTHER = "other", _("Something else")


class ConsentKind(TextChoices):
    PHOTO = "photo", _("A photograph")
    QUOTE = "quote", _("My words, quoted")
    STORY = "story", _("My story")
    CONTACT_DETAILS = "contact_details", _("Sharing how to reach me")


class ConsentState(TextChoices):
    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", _("Taken back")


CONSENT_MOVES: Moves = {ConsentState.GIVEN: (ConsentState.WITHDRAWN,), ConsentState.WITHDRAWN: ()}


class Closeness(TextChoices):
    """How near the group is to someone in the system."""

    NOT_MET = "not_met", _("We have not met yet")
    MET_ONCE = "met_once", _("We have met once")
    TALK = "talk", _("We talk now and then")
    WORK_TOGETHER = "work_together", _("We work together")


class UploadState(TextChoices):
    WAITING = "waiting", _("Waiting to be checked for viruses")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Not safe to open, so it was deleted")


UPLOAD_MOVES: Moves = {
    UploadState.WAITING: (UploadState.READY, UploadState.REFUSED),
    UploadState.READY: (),
    UploadState.REFUSED: (),
}
