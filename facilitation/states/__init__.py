"""How we meet, as pure data: choices and tables of moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class TextKind(TextChoices):
    """What a group writes together and agrees (deck: agree common purpose)."""

    PURPOSE = "purpose", _("Purpose")
    GROUND_RULES = "ground_rules", _("Ground rules")


class TextState(TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    REPLACED = "replaced", _("Replaced by a newer version")


TEXT_MOVES: Moves = {
    TextState.DRAFT: (TextState.AGREED,),
    TextState.AGREED: (TextState.REPLACED,),
    TextState.REPLACED: (),
}


class SessionState(TextChoices):
    DRAFT = "draft", _("Being planned")
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Open now")
    CLOSED = "closed", _("Closed, notes to come")
    NOTES_SHARED = "notes_shared", _("Notes shared")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")


SESSION_MOVES: Moves = {
    SessionState.DRAFT: (SessionState.ANNOUNCED, SessionState.CANCELLED),
    SessionState.ANNOUNCED: (SessionState.OPEN, SessionState.CANCELLED),
    SessionState.OPEN: (SessionState.CLOSED, SessionState.SETTLED),  # at once where no notes are owed
    SessionState.CLOSED: (SessionState.NOTES_SHARED,),
    SessionState.NOTES_SHARED: (SessionState.SETTLED,),
    SessionState.SETTLED: (),
    SessionState.CANCELLED: (),
}


class ItemPurpose(TextChoices):
    SHARE = "share", _("Share")
    EXPLORE = "explore", _("Explore")
    DECIDE = "decide", _("Decide")
    BREAK = "break", _("Break")  # nobody leads it and it belongs to no topic


class ItemState(TextChoices):
    WAITING = "waiting", _("To come")
    NOW = "now", _("Now")
    DONE = "done", _("Done")


ITEM_MOVES: Moves = {
    ItemState.WAITING: (ItemState.NOW,),
    ItemState.NOW: (ItemState.DONE, ItemState.WAITING),
    ItemState.DONE: (ItemState.NOW,),
}


class ComingAnswer(TextChoices):
    YES = "yes", _("I am coming")
    NO = "no", _("I cannot come")
    THOUGHTS = "thoughts", _("I will send my thoughts instead")


class HandState(TextChoices):
    UP = "up", _("Hand up")
    SPOKE = "spoke", _("Has spoken")
    DOWN = "down", _("Hand down")


HAND_MOVES: Moves = {
    HandState.UP: (HandState.SPOKE, HandState.DOWN),
    HandState.SPOKE: (),
    HandState.DOWN: (),
}


class SignalKind(TextChoices):
    """I need… (shown unnamed; red, yellow and green cards mean the same)."""

    SLOW = "slow", _("Slow down, please")
    AGAIN = "again", _("Say that again, please")
    BREAK = "break", _("A break, please")
    STOP = "stop", _("Stop, please")


class Audience(TextChoices):
    """Who will be able to read it: chosen before it is sent."""

    EVERYONE = "everyone", _("Everyone in the group")
    LIVED = "lived", _("People with lived experience")
    FACILITATORS = "facilitators", _("The facilitators")


class SayKind(TextChoices):
    """What the group's word weighs, declared before input opens (promise 2)."""

    GROUP_DECIDES = "group_decides", _("The group decides")
    DECIDES_TOGETHER = "together", _("The group and the system decide together")
    ADVISES = "advises", _("The group advises, the person or forum named decides")


class TopicState(TextChoices):
    OPEN = "open", _("Open for input")
    DECIDED = "decided", _("Decided")
    DROPPED = "dropped", _("Not going ahead")


TOPIC_MOVES: Moves = {
    TopicState.OPEN: (TopicState.DECIDED, TopicState.DROPPED),
    TopicState.DECIDED: (TopicState.OPEN,),
    TopicState.DROPPED: (TopicState.OPEN,),
}


class DecisionState(TextChoices):
    ROUND = "round", _("Round open")
    AGREED = "agreed", _("Agreed")
    NOT_AGREED = "not_agreed", _("Not agreed")
    DISPUTED = "disputed", _("Disputed: back to the group")
    REPLACED = "replaced", _("Replaced by other words")


DECISION_MOVES: Moves = {
    DecisionState.ROUND: (DecisionState.AGREED, DecisionState.NOT_AGREED),
    DecisionState.AGREED: (DecisionState.DISPUTED, DecisionState.ROUND),
    DecisionState.NOT_AGREED: (DecisionState.ROUND, DecisionState.REPLACED),
    DecisionState.DISPUTED: (DecisionState.ROUND, DecisionState.REPLACED),
    DecisionState.REPLACED: (),
}


class DecisionRoute(TextChoices):
    """The ways a group acts: product.md, 'Who acts as the group?'"""

    ROUND = "round", _("A round in which everyone gives a position")
    RECORDED = "recorded", _("An agreement in a session, recorded by a facilitator")
    QUICK = "quick", _("Words put to a session, and nobody objected")
    BROUGHT = "brought", _("An agreement from before, brought here by a facilitator")


class PositionAnswer(TextChoices):
    AGREE = "agree", _("I agree")
    CONCERNS = "concerns", _("I agree, with concerns")
    SIT_OUT = "sit_out", _("I'll sit this one out")
    NOT_ACCEPT = "not_accept", _("I do not accept this")


NEEDS_REASON = (PositionAnswer.SIT_OUT, PositionAnswer.NOT_ACCEPT)

# Quorum in two parts: at least 3 voters, and half of the voters with lived experience (product.md section 6).
QUORUM_VOTERS = 3
DISPUTE_WORKING_DAYS = 5
# So that those who were not there can speak: a round stays open at least as long.
ROUND_WORKING_DAYS = 5
MOST_ROUND_DAYS = 60
REMIND_WORKING_DAYS = 2
NOTES_WORKING_DAYS = 10
QUIET_WINDOW_DAYS = 7


class Met(TextChoices):
    """Whether what was arranged for someone was there for them. The person says it, nobody else (promise 10)."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT = "not", _("Not met")
