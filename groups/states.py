"""Who can be in which state, as pure data: choices, and for each moving thing the table of its moves."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

type Moves = Mapping[str, tuple[str, ...]]


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


class MembershipState(TextChoices):
    ACTIVE = "active", _("Taking part")
    PAUSED = "paused", _("Having a break")
    LEFT = "left", _("Left")


MEMBERSHIP_MOVES: Moves = {
    MembershipState.ACTIVE: (MembershipState.PAUSED, MembershipState.LEFT),
    MembershipState.PAUSED: (MembershipState.ACTIVE, MembershipState.LEFT),
    MembershipState.LEFT: (MembershipState.ACTIVE,),
}


class RoleOfferState(TextChoices):
    """A role is offered and taken: nobody gives one to themselves."""

    OFFERED = "offered", _("Waiting for a reply")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no, thank you")
    WITHDRAWN = "withdrawn", _("Taken back")


ROLE_OFFER_MOVES: Moves = {
    RoleOfferState.OFFERED: (
        RoleOfferState.ACCEPTED,
        RoleOfferState.DECLINED,
        RoleOfferState.WITHDRAWN,
    ),
    RoleOfferState.ACCEPTED: (),
    RoleOfferState.DECLINED: (),
    RoleOfferState.WITHDRAWN: (),
}


class WordsAfter(TextChoices):
    """What becomes of somebody's words when they leave."""

    KEEP = "keep", _("They stay, with my name")
    WITHOUT_NAME = "without_name", _("They stay, without my name")
    TAKE_BACK = "take_back", _("Take back what can be taken back")


class InvitationState(TextChoices):
    SENT = "sent", _("Waiting for a reply")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no, thank you")
    REVOKED = "revoked", _("Taken back")


INVITATION_MOVES: Moves = {
    InvitationState.SENT: (InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.REVOKED),
    InvitationState.ACCEPTED: (),
    InvitationState.DECLINED: (),
    InvitationState.REVOKED: (),
}


class ExpressionState(TextChoices):
    """Of someone who asks to join: product.md section 4."""

    RECEIVED = "received", _("Just come in")
    ACKNOWLEDGED = "acknowledged", _("We wrote back")
    TALKING = "talking", _("We are talking")
    OFFERED = "offered", _("Offered a place")
    PLACED = "placed", _("In the group")
    NOT_NOW = "not_now", _("Not now")
    WITHDRAWN = "withdrawn", _("Taken back")


EXPRESSION_MOVES: Moves = {
    ExpressionState.RECEIVED: (
        ExpressionState.ACKNOWLEDGED,
        ExpressionState.TALKING,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.ACKNOWLEDGED: (
        ExpressionState.TALKING,
        ExpressionState.OFFERED,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.TALKING: (
        ExpressionState.OFFERED,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.OFFERED: (
        ExpressionState.PLACED,
        ExpressionState.TALKING,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.PLACED: (),
    ExpressionState.NOT_NOW: (ExpressionState.TALKING, ExpressionState.WITHDRAWN),
    ExpressionState.WITHDRAWN: (),
}


class Channel(TextChoices):
    """The ways a message can reach a person: product.md section 9."""

    APP = "app", _("In the app")
    EMAIL = "email", _("By email")
    TEXT = "text", _("By text message")
    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone")


SENT_BY_MACHINE = (Channel.EMAIL, Channel.TEXT)  # letters and calls are a person's work


class MessageTopic(TextChoices):
    """What messages are about. People choose for each how it reaches them: product.md section 9."""

    SESSIONS = "sessions", _("Sessions")
    REPLIES = "replies", _("Replies to you, and what became of your words")
    DECISIONS = "decisions", _("Requests and decisions")
    INFORMATION = "information", _("Information")
    LOOKING_AFTER = "looking_after", _("Looking after the group")
    MONEY = "money", _("Money")
    SAFETY = "safety", _("Your safety")


class EmailTrouble(TextChoices):
    """Why email to someone comes back, as they and a coordinator read it."""

    GONE = "gone", _("This address does not exist.")
    FULL = "full", _("The mailbox is full.")
    UNWANTED = "unwanted", _("They marked our email as unwanted.")
    REFUSED = "refused", _("Their mail service does not take our email.")


class DeliveryState(TextChoices):
    PENDING = "pending", _("Waiting to go")
    CLAIMED = "claimed", _("Picked up")
    IN_HAND = "in_hand", _("Being sent")
    SENT = "sent", _("Sent")
    MAYBE_SENT = "maybe_sent", _("May have been sent")
    BY_HAND = "by_hand", _("Waiting for a person to send it")
    WEEKLY = "weekly", _("Waits for the weekly message")
    STOPPED = "stopped", _("Not needed any more")
    FAILED = "failed", _("Could not be sent")


DELIVERY_MOVES: Moves = {
    DeliveryState.PENDING: (DeliveryState.CLAIMED, DeliveryState.BY_HAND, DeliveryState.STOPPED),
    DeliveryState.CLAIMED: (
        DeliveryState.IN_HAND,
        DeliveryState.PENDING,
        DeliveryState.STOPPED,
        DeliveryState.FAILED,
    ),
    DeliveryState.IN_HAND: (
        DeliveryState.SENT,
        DeliveryState.PENDING,
        DeliveryState.MAYBE_SENT,
        DeliveryState.BY_HAND,
        DeliveryState.FAILED,
    ),
    DeliveryState.BY_HAND: (DeliveryState.SENT, DeliveryState.STOPPED),
    # Told in the weekly message it was gathered into, or on its own after all.
    DeliveryState.WEEKLY: (
        DeliveryState.SENT,
        DeliveryState.MAYBE_SENT,
        DeliveryState.PENDING,
        DeliveryState.BY_HAND,
        DeliveryState.STOPPED,
    ),
    DeliveryState.SENT: (),
    DeliveryState.MAYBE_SENT: (DeliveryState.SENT,),
    DeliveryState.STOPPED: (),
    DeliveryState.FAILED: (DeliveryState.PENDING, DeliveryState.STOPPED),
}


class CallAnswer(TextChoices):
    """What a call led to."""

    TOLD = "told", _("I told them")
    NO_ANSWER = "no_answer", _("No answer")
    AGAIN = "again", _("They asked me to call again")
    NOT_CALL = "not_call", _("They asked not to be called")
    WRONG = "wrong", _("It was the wrong number")


class PassState(TextChoices):
    ISSUED = "issued", _("Works")
    REVOKED = "revoked", _("Taken back")
    OVER = "over", _("Its session is over")


PASS_MOVES: Moves = {
    PassState.ISSUED: (PassState.REVOKED, PassState.OVER),
    PassState.REVOKED: (PassState.ISSUED,),
    PassState.OVER: (),
}


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Working on it")
    DONE = "done", _("Done")
    FAILED = "failed", _("Did not work")


JOB_MOVES: Moves = {
    JobState.WAITING: (JobState.RUNNING,),
    JobState.RUNNING: (JobState.DONE, JobState.FAILED, JobState.WAITING),
    JobState.DONE: (),
    JobState.FAILED: (JobState.WAITING,),
}


class OutsideContactState(TextChoices):
    ASKED = "asked", _("Asked, no reply yet")
    ACCEPTED = "accepted", _("Has accepted")
    DECLINED = "declined", _("Said no, thank you")
    STOOD_DOWN = "stood_down", _("Has stood down")


OUTSIDE_CONTACT_MOVES: Moves = {
    OutsideContactState.ASKED: (
        OutsideContactState.ACCEPTED,
        OutsideContactState.DECLINED,
        OutsideContactState.STOOD_DOWN,
    ),
    OutsideContactState.ACCEPTED: (OutsideContactState.STOOD_DOWN,),
    OutsideContactState.DECLINED: (),
    OutsideContactState.STOOD_DOWN: (),
}


class CallKind(TextChoices):
    TALK = "talk", _("To talk")
    DEBRIEF = "debrief", _("To talk about a session")


class CallState(TextChoices):
    WAITING = "waiting", _("Waiting for the call")
    CALLED = "called", _("Called")
    WITHDRAWN = "withdrawn", _("Not needed any more")


CALL_MOVES: Moves = {
    CallState.WAITING: (CallState.CALLED, CallState.WITHDRAWN),
    CallState.CALLED: (),
    CallState.WITHDRAWN: (),
}


class ConcernState(TextChoices):
    SENT = "sent", _("Sent, not read yet")
    SEEN = "seen", _("Read, reply to come")
    CLOSED = "closed", _("Answered")


CONCERN_MOVES: Moves = {
    ConcernState.SENT: (ConcernState.SEEN,),
    ConcernState.SEEN: (ConcernState.CLOSED, ConcernState.SENT),  # sent on, to whoever came after
    ConcernState.CLOSED: (),
}


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


class HelperPower(TextChoices):
    """What a helper may do for a member: only what the member chose, by name."""

    COMING = "coming", _("Say whether I come, and whether what is arranged for me is right")
    THOUGHTS = "thoughts", _("Send thoughts with my name")
    ACCESS = "access", _("Keep what helps me take part")
    MESSAGES = "messages", _("Read messages sent to me")
    REACH = "reach", _("Change how to reach me")


class HelperState(TextChoices):
    ASKED = "asked", _("Asked, no reply yet")
    ACTIVE = "active", _("Helps now")
    STOPPED = "stopped", _("Stopped")


HELPER_MOVES: Moves = {
    HelperState.ASKED: (HelperState.ACTIVE, HelperState.STOPPED),
    HelperState.ACTIVE: (HelperState.STOPPED,),
    HelperState.STOPPED: (),
}
