"""What a person comes to a group as, in plain words: each is a side and a role."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.permissions import Role
from groups.states import Side


@dataclass(frozen=True)
class ComingAs:
    words: Promise
    side: Side
    role: Role


COMES_AS: dict[str, ComingAs] = {
    "member": ComingAs(_("Someone with lived experience"), Side.LIVED, Role.MEMBER),
    "carer": ComingAs(_("Someone who cares for a person"), Side.LIVED, Role.MEMBER),
    "supporter": ComingAs(_("A supporter, who comes with one person"), Side.LIVED, Role.SUPPORTER),
    "professional": ComingAs(_("A professional"), Side.SYSTEM, Role.PROFESSIONAL),
    "lead": ComingAs(_("A decision-maker"), Side.SYSTEM, Role.LEAD),
    "coordinator": ComingAs(_("A coordinator, who makes the arrangements"), Side.SYSTEM, Role.COORDINATOR),
    "facilitator": ComingAs(_("A facilitator with lived experience"), Side.LIVED, Role.FACILITATOR),
    "facilitator_from_system": ComingAs(
        _("A facilitator from the health and care system"), Side.SYSTEM, Role.FACILITATOR
    ),
}

# What whoever looks after the group may also invite people as.
FACILITATING = ("facilitator", "facilitator_from_system")

# Those whose part needs no screen at all.
BY_HAND = ("member", "carer", "professional")

# On which side a role is held.
SIDES: dict[Role, tuple[Side, ...]] = {
    Role.MEMBER: (Side.LIVED,),
    Role.PROFESSIONAL: (Side.SYSTEM,),
    Role.FACILITATOR: (Side.LIVED, Side.SYSTEM),
    Role.LEAD: (Side.SYSTEM,),
    Role.COORDINATOR: (Side.SYSTEM,),
    Role.SUPPORTER: (Side.LIVED,),
}

_ROLES = {
    Role.MEMBER: _("takes part"),
    Role.PROFESSIONAL: _("takes part as a professional"),
    Role.FACILITATOR: _("facilitates"),
    Role.LEAD: _("decision-maker"),
    Role.COORDINATOR: _("makes the arrangements"),
    Role.SUPPORTER: _("comes with someone"),
}


# Who they are together, for the page that says who can do something.
TOGETHER: dict[Role, Promise] = {
    Role.MEMBER: _("people with lived experience"),
    Role.PROFESSIONAL: _("professionals in the group"),
    Role.FACILITATOR: _("facilitators"),
    Role.LEAD: _("decision-makers"),
    Role.COORDINATOR: _("coordinators"),
    Role.SUPPORTER: _("supporters"),
}


def in_words(roles: int) -> list[Promise]:
    """The roles of a membership, as words."""
    return [_ROLES[role] for role in Role if role in Role(roles)]


_OFFERED = {
    Role.MEMBER: _("someone with lived experience, or a carer"),
    Role.PROFESSIONAL: _("a professional"),
    Role.FACILITATOR: _("a facilitator"),
    Role.LEAD: _("a decision-maker"),
    Role.COORDINATOR: _("a coordinator"),
    Role.SUPPORTER: _("a supporter, with one person"),
}


# What someone in the group is asked to take on.
COMES_AS_ROLE: dict[Role, Promise] = {
    Role.MEMBER: _("Take part as someone with lived experience"),
    Role.PROFESSIONAL: _("Take part as a professional"),
    Role.FACILITATOR: _("Facilitate"),
    Role.LEAD: _("Answer for the system, as a decision-maker"),
    Role.COORDINATOR: _("Make the arrangements"),
}


def offered(roles: int) -> list[Promise]:
    """What an invitation asks someone to come as."""
    return [_OFFERED[role] for role in Role if role in Role(roles)]


# What a role brings, and what it takes away whatever else someone holds: for whoever is asked to take it on.
BRINGS: dict[Role, tuple[Promise, Promise | str]] = {
    Role.MEMBER: (_("You speak, take part in decisions and use the lived experience space."), ""),
    Role.PROFESSIONAL: (
        _("You speak and take part in decisions as an equal."),
        _("You do not see the lived experience space, nor what is private to others."),
    ),
    Role.FACILITATOR: (
        _("You plan sessions, run the room and look after the people of the group."),
        _("You have no say on anything you facilitate. You get it back when you hand that over."),
    ),
    Role.LEAD: (
        _("You commit for the system and answer what the group asks you for."),
        _(
            "You do not take part in the group's decisions. You do not see the lived experience space, nor what "
            "is private to others."
        ),
    ),
    Role.COORDINATOR: (_("You make the arrangements: packs, letters and calls."), ""),
    Role.SUPPORTER: (
        _("You come with one person."),
        _("You do not take part in decisions, and you do not read what is said without a name."),
    ),
}
