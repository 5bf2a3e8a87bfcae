"""How we meet."""

from facilitation.models.afterwards import GoodDecision, Outcome, SecondLook
from facilitation.models.arrangements import Arrangement
from facilitation.models.co_facilitation import CoFacilitation, may_run
from facilitation.models.coming import Coming, Presence
from facilitation.models.decisions import Decision, Dispute, Position, Topic, TopicVersion
from facilitation.models.expecting import WhatToExpect
from facilitation.models.glossary import GlossaryTerm
from facilitation.models.going_round import RoundTurn
from facilitation.models.handed_in import HandedIn
from facilitation.models.hiding import Hiding
from facilitation.models.information import (
    BudgetLine,
    InformationFormat,
    InformationItem,
    InformationVersion,
    ModelTag,
)
from facilitation.models.looking_back import Reflection, WhatIHeard
from facilitation.models.notes import NoteChange, NoteCheck, NotedWords, NoteOfItem
from facilitation.models.options import Option
from facilitation.models.papers import Pack, PackFile, PackToMake, Paper
from facilitation.models.parked import ParkedMatter
from facilitation.models.planning import SessionChange, SessionSeries
from facilitation.models.polls import DatePoll, PollAnswer, PollDate
from facilitation.models.proposals import ItemProposal
from facilitation.models.quick import QuickAgree
from facilitation.models.room import Contribution, Hand, MeToo, Signal
from facilitation.models.sessions import AgendaItem, Session
from facilitation.models.space import SpaceEntry, SpaceModerator, SpacePost, SpaceYes
from facilitation.models.texts import GroupText
from facilitation.models.to_do import ToDo
from facilitation.models.wanting_information import InformationRequest, NotUnderstood

__all__ = [
    "AgendaItem",
    "Arrangement",
    "BudgetLine",
    "CoFacilitation",
    "Coming",
    "Contribution",
    "DatePoll",
    "Decision",
    "Dispute",
    "GlossaryTerm",
    "GoodDecision",
    "GroupText",
    "Hand",
    "HandedIn",
    "Hiding",
    "InformationFormat",
    "InformationItem",
    "InformationRequest",
    "InformationVersion",
    "ItemProposal",
    "MeToo",
    "ModelTag",
    "NotUnderstood",
    "NoteChange",
    "NoteCheck",
    "NoteOfItem",
    "NotedWords",
    "Option",
    "Outcome",
    "Pack",
    "PackFile",
    "PackToMake",
    "Paper",
    "ParkedMatter",
    "PollAnswer",
    "PollDate",
    "Position",
    "Presence",
    "QuickAgree",
    "Reflection",
    "RoundTurn",
    "SecondLook",
    "Session",
    "SessionChange",
    "SessionSeries",
    "Signal",
    "SpaceEntry",
    "SpaceModerator",
    "SpacePost",
    "SpaceYes",
    "ToDo",
    "Topic",
    "TopicVersion",
    "WhatIHeard",
    "WhatToExpect",
    "may_run",
]
