"""The Personalised Care Operating Model, in the deck's own short labels. The longer words are ours.

It is the bigger picture in which a group's topics and requests have their place.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tier:
    """Part of the population, from everyone to few."""

    key: str
    name: Promise
    about: Promise


@dataclass(frozen=True)
class Component:
    """One part of the model. A key never changes its meaning; `tiers` says for whom, where the deck says it."""

    key: str
    name: Promise
    about: Promise
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True)
class Enabler:
    key: str
    name: Promise


TIERS = WHOLE, THIRTY, TARGETED, SPECIALIST = (
    Tier("whole", _("Whole population"), _("When someone’s health status changes.")),
    Tier(
        "thirty",
        _("30% of the population"),
        _("People with long-term physical and mental health conditions."),
    ),
    Tier("targeted", _("Targeted"), _("People who are offered help early, because it is likely to do good.")),
    Tier("specialist", _("Specialist"), _("People whose needs are the most complex.")),
)

COMPONENTS: tuple[Component, ...] = (
    Component(
        "shared-decisions",
        _("Shared decision making"),
        _(
            "You learn what the options are, with the good and the bad of each. "
            "Then you choose by what matters to you."
        ),
        TIERS,
    ),
    Component(
        "planning",
        _("Personalised care and support planning"),
        _(
            "A talk that starts early, about what matters to you. It looks at your health and your whole life."
        ),
    ),
    Component(
        "review",
        _("Review"),
        _("You look together at what works and what does not. Then you change the plan."),
    ),
    Component(
        "pathway",
        _("Optimal medical pathway"),
        _("The medical care that is known to work best."),
    ),
    Component(
        "community",
        _("Social prescribing and community-based support"),
        _("A link worker gets to know you, and puts you in touch with people and groups near you."),
        TIERS,
    ),
    Component(
        "self-management",
        _("Supported self management"),
        _(
            "You gain the knowledge, skills and confidence to look after your health: coaching, peers, courses."
        ),
        (TARGETED, SPECIALIST),
    ),
    Component(
        "budgets",
        _("Personal health budgets and integrated personal budgets"),
        _("Money for the needs you have named. You plan and agree together how to use it."),
        (SPECIALIST,),
    ),
)

ENABLERS: tuple[Enabler, ...] = (
    Enabler("leadership", _("Leadership, coproduction and change")),
    Enabler("workforce", _("Workforce")),
    Enabler("finance", _("Finance")),
    Enabler("commissioning", _("Commissioning and payment")),
)
