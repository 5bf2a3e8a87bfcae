"""Of what is sent, and of long work."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states.moves import Moves


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
    # What did not arrive, or may not have: sent again, or not needed any more.
    DeliveryState.MAYBE_SENT: (
        DeliveryState.SENT,
        DeliveryState.PENDING,
        DeliveryState.WEEKLY,
        DeliveryState.STOPPED,
    ),
    DeliveryState.STOPPED: (),
    DeliveryState.FAILED: (DeliveryState.PENDING, DeliveryState.STOPPED),
}


class Priority(IntegerChoices):
    """Which of the messages that are due goes first."""

    URGENT = 0, _("Today")
    ORDINARY = 1, _("Ordinary")
    CAN_WAIT = 2, _("Can wait")


class DeliveryTrouble(TextChoices):
    """Why a message did not arrive, as a coordinator reads it."""

    ADDRESS = "address", _("Their mail service does not take email at this address.")
    NUMBER = "number", _("The text service does not take this phone number.")
    AWAY = "away", _("The mail or text service could not be reached, or did not take it, for hours.")
    MISTAKE = "mistake", _("Something in this app went wrong while it was written.")
    DOUBT = "doubt", _("The line broke twice while it was sent. It may have arrived.")


class CallAnswer(TextChoices):
    """What a call led to."""

    TOLD = "told", _("I told them")
    NO_ANSWER = "no_answer", _("No answer")
    AGAIN = "again", _("They asked me to call again")
    NOT_CALL = "not_call", _("They asked not to be called")
    WRONG = "wrong", _("It was the wrong number")


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
