"""How we meet."""

from facilitation.models.arrangements import Arrangement
from facilitation.models.decisions import Decision, Dispute, Position, Topic, TopicVersion
from facilitation.models.handed_in import HandedIn
from facilitation.models.information import InformationItem
from facilitation.models.room import Contribution, Hand, MeToo, Signal, SpacePost
from facilitation.models.sessions import AgendaItem, Coming, Presence, Session
from facilitation.models.texts import GroupText

__all__ = [
    "AgendaItem",
    "Arrangement",
    "Coming",
    "Contribution",
    "Decision",
    "Dispute",
    "GroupText",
    "Hand",
    "HandedIn",
    "InformationItem",
    "MeToo",
    "Position",
    "Presence",
    "Session",
    "Signal",
    "SpacePost",
    "Topic",
    "TopicVersion",
]
