"""Why this approach: five things it pays attention to, point by point, in the deck's own short labels.

Beside each point stands its home, in our words: where in this app the point is looked after.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.good_decisions import LABELS as GOOD
from facilitation.good_facilitation import BY_ID


@dataclass(frozen=True)
class Point:
    """One point of the deck. An id never changes its meaning."""

    id: str
    label: Promise
    home: Promise


@dataclass(frozen=True)
class Attention:
    key: str
    name: Promise
    about: Promise
    points: tuple[Point, ...]


ATTENTIONS: tuple[Attention, ...] = (
    Attention(
        "groups",
        _("The role of coproduction groups"),
        _("Run well, a group does these six things."),
        (
            Point(
                "voice",
                _("A safe space to find a voice"),
                _(
                    "There is a space only for people with lived experience. "
                    "You can speak without your name, pass, or take your words back."
                ),
            ),
            Point(
                "purpose",
                _("Relevant lived experience, and a common purpose"),
                _("The group writes its purpose together, agrees it, and looks at it again on a set day."),
            ),
            Point(
                "culture",
                _("A culture of collaborative participation"),
                _("Ground rules, and rounds in which each person speaks or passes."),
            ),
            Point(
                "contacts",
                _("Links to key points of contact"),
                _("Each request goes to a named person, and shows when the board that decides meets next."),
            ),
            Point(
                "growth",
                _("Knowledge, skills and confidence grow"),
                _("Time and money for learning are promised at the start, for all to see."),
            ),
            Point(
                "beyond",
                _("A solid foundation for roles outside the group"),
                _("Members lead items in sessions, and can show what came of their words."),
            ),
        ),
    ),
    Attention(
        "facilitation",
        _("The importance of good facilitation"),
        _("The facilitator is not a Chair. Whoever runs an item has no say on it."),
        (
            Point(
                "voices",
                BY_ID["voices"].label,
                _("An agenda with minutes, raised hands, and first-time speakers first."),
            ),
            Point(
                "solutions",
                BY_ID["solutions"].label,
                _("Only the group agrees, and only the group closes what it asked for."),
            ),
            Point(
                "safe",
                BY_ID["safe"].label,
                _("“I need…” slows things down, asks for a break, or stops. Nobody has to say why."),
            ),
            Point(
                "sense",
                BY_ID["sense"].label,
                _("The purpose stands on each session’s page, with the day it will be looked at again."),
            ),
            Point(
                "potential",
                BY_ID["potential"].label,
                _("Members can lead, share the running of a session, and write the report."),
            ),
        ),
    ),
    Attention(
        "power",
        _("The impact of power"),
        _("It is not an even match when you rely on the system that you work with."),
        (
            Point(
                "holders",
                _("The organisation holds the decision-making power"),
                _("Who has the final say is named before anyone is asked to speak."),
            ),
            Point(
                "fear",
                _("It is scary to challenge, and people fear what may follow"),
                _(
                    "People from the system sign that nothing said here will affect anyone’s care, benefits or job. "
                    "Somebody outside is named whom you can tell."
                ),
            ),
            Point(
                "unequal",
                _("Not everyone has the same information"),
                _("Shared information reaches the whole group at once, with a plain summary."),
            ),
            Point(
                "willingness",
                _("Willingness to share power takes time"),
                _("A new group can take its time. Each cycle asks both sides again how things have shifted."),
            ),
        ),
    ),
    Attention(
        "level",
        _("Creating a level playing field"),
        _("We are equal as people. We are not all equally able to take part until we have what we need."),
        (
            Point(
                "investment",
                _("Investment in people’s development"),
                _("Five kinds of investment, promised in writing, and looked back on."),
            ),
            Point(
                "picture",
                _("One’s own experience within the bigger picture"),
                _("The operating model below is part of each group’s information."),
            ),
            Point(
                "policy",
                _("Knowing the relevant policy"),
                _("Policy is shared with a plain summary first."),
            ),
            Point(
                "possible",
                _("Knowing what is open to change, and what is not"),
                _("Each topic says what is open, what is fixed, and why, before anything else."),
            ),
            Point(
                "engage",
                _("Skills and confidence to work with decision-makers"),
                _("Decision-makers come with their name and job, and answer in plain words."),
            ),
        ),
    ),
    Attention(
        "decisions",
        _("How good decisions are made and change happens"),
        _("Three things make a decision good. Two make people able to change things."),
        (
            Point(
                "shift",
                GOOD["shift"],
                _("Reviews ask how far the eight shifts have come."),
            ),
            Point(
                "final-say",
                GOOD["final-say"],
                _("It stands at the top of each topic. If it changes, everyone is asked again."),
            ),
            Point(
                "balance",
                GOOD["balance"],
                _("Both stand side by side on the page of a topic."),
            ),
            Point(
                "personal-power",
                _("Personal power comes from a unique and valuable view"),
                _(
                    "Your words stay yours. You see what they led to, and you choose who knows they were yours."
                ),
            ),
            Point(
                "credible",
                _("Personal power flows from being credible, and from working relationships"),
                _("Requests carry the group’s own words to a named person, who owes an answer by a day."),
            ),
        ),
    ),
)
