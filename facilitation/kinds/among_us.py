"""The same messages about meetings that nobody from the system may know of (promise 4).

Their letters and calls are there for people with lived experience who look after such things, and for nobody else
(groups/notifications/by_hand.py). Where the group has none of these, whoever plans the meeting sees whom to tell
themselves (facilitation/meetings_among_us.py). Helpers read other messages.
"""

from collections.abc import Iterable
from dataclasses import replace

from facilitation.kinds import helping_to_run, proposals  # noqa: F401  # registers what is said twice
from facilitation.kinds.sessions import ASK_MET, OF_A_SESSION
from facilitation.models import Session
from groups.kinds import KINDS, register

PREFIX = "among_us_"
SAID = (
    *OF_A_SESSION,
    "arranged_for_you",
    ASK_MET,
    "co_facilitation_asked",
    "co_facilitation_said",
    "item_lead_asked",
    "item_lead_looking",
    "item_proposed",
    "item_proposal_answered",
)

register(*(replace(KINDS[name], name=PREFIX + name, among_us=True) for name in SAID))


def kind_for(session: Session, name: str) -> str:
    """The name of the message about this session."""
    return PREFIX + name if session.is_among_us and name in SAID else name


def kinds_for(session: Session, names: Iterable[str]) -> list[str]:
    return [kind_for(session, name) for name in names]
