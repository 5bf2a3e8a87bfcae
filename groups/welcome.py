"""What a new person finds first, as data: three things now, the rest whenever. Nothing in it blocks taking part.

Decision-makers and professionals get a Welcome too (product.md section 4).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Membership
from groups.states import Side

DONE, LATER = "done", "later"
AWAY = "welcome"  # the whole of it, put away


@dataclass(frozen=True)
class Step:
    """`url_name`: the page it leads to, if there is one; `in_group`: whether its address begins with the group's."""

    name: str
    title: Promise
    about: Promise
    url_name: str = ""
    in_group: bool = True


SAFETY = Step(
    "safety",
    _("How we keep each other safe"),
    _("Whom to turn to, how to ask for a call, and what to do if something is not right."),
    "safety",
)
ACCESS = Step(
    "access",
    _("What helps me take part"),
    _("Large print, breaks, a taxi, someone to come with you. You say what you need, never why."),
    "access_profile",
    in_group=False,
)
RULES = Step(
    "rules",
    _("Our ground rules"),
    _("How we want to be with each other. The group wrote them itself."),
    "ground_rules",
)
WORDS = Step(
    "words",
    _("Words we use"),
    _("If a word is not clear, ask. You can say so in the room at any time: someone else is glad too."),
    "information",
)
TRY_OUT = Step(
    "try",
    _("A try-out session"),
    _("Ask your contact to show you the room before your first session. You can try each button with them."),
    "sessions",
)
DATA = Step(
    "data",
    _("How my data is used"),
    _("What we keep about you, who sees it, and how to see or delete it."),
    "privacy",
    in_group=False,
)
STRENGTHS = Step(
    "strengths",
    _("Something I am good at, and something I would like to learn"),
    _("Everyone brings something and learns something. Decision-makers go first."),
    "strengths",
)
BUDDY = Step("buddy", _("A buddy"), _("Someone who shows you round, or whom you show round."), "buddy")

LIVED_NOW = (
    ACCESS,
    Step(
        "contact",
        _("A contact of my own"),
        _("One person you choose, whom you can ask anything and who calls you if you like."),
        "welcome_contact",
    ),
    SAFETY,
)
LIVED_LATER = (
    BUDDY,
    RULES,
    WORDS,
    Step(
        "payments",
        _("How payments work"),
        _(
            "You may be offered money for your time, and your costs are paid. You can say no to either. Ask a benefits adviser before you say yes to money."
        ),
    ),
    TRY_OUT,
    STRENGTHS,
    DATA,
)
SYSTEM_NOW = (
    Step(
        "promise",
        _("The promise to everyone in the group"),
        _(
            "Nothing said here will affect anyone's care, benefits or job. You make this promise before you come in."
        ),
        "promise",
    ),
    Step(
        "decides",
        _("What this group decides, and what not"),
        _("What is open to change, what is fixed and why, and who has the final say."),
        "commitment",
    ),
    Step(
        "requests",
        _("How requests reach you"),
        _("The group asks in writing and sees when you answer. A no, with its reason, is an answer too."),
        "asks",
    ),
    STRENGTHS,
)
SYSTEM_LATER = (SAFETY, RULES, WORDS, BUDDY, ACCESS, TRY_OUT, DATA)


def steps_now(member: Membership) -> tuple[Step, ...]:
    return SYSTEM_NOW if member.side == Side.SYSTEM else LIVED_NOW


def steps_later(member: Membership) -> tuple[Step, ...]:
    return SYSTEM_LATER if member.side == Side.SYSTEM else LIVED_LATER


def said_of(member: Membership, name: str) -> str:
    """Done, later, or nothing yet."""
    said: list[str] = member.welcomed
    return next((how for how in (DONE, LATER) if f"{name} {how}" in said), "")


def still_open(member: Membership) -> list[Step]:
    """What to show on Today and at home: the things for now, until each is done or put away."""
    if said_of(member, AWAY):
        return []
    return [step for step in steps_now(member) if not said_of(member, step.name)]


def find_step(member: Membership, name: str) -> Step | None:
    return next((step for step in (*steps_now(member), *steps_later(member)) if step.name == name), None)
