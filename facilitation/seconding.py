"""Who looks a second time at words that were hidden: somebody else than whoever hid or said them."""

from collections.abc import Iterable

from facilitation.models import Hiding
from facilitation.models.room import audiences_read_by
from facilitation.models.sessions import sees_among_us
from facilitation.models.space import is_inside, moderators, people_inside
from groups.models import Membership
from groups.permissions import Permission, Role


def second_people(hiding: Hiding) -> list[Membership]:
    """Another facilitator who may read the words; else a coordinator with lived experience who may. Or nobody.

    Of a post in the lived experience space: another of those whom the space chose to look after it.
    Load the hiding with its contribution or post, and their authors.
    """
    if hiding.post_id:
        return _others(hiding, moderators(hiding.group))
    here = hiding.group.memberships.active().with_hats().select_related("person", "group")
    first = _others(hiding, here.who_may(Permission.MODERATE))
    return first or _others(hiding, here.lived().holding(Role.COORDINATOR))


def deciders(hiding: Hiding) -> list[Membership]:
    """Who may say what was decided: a second person; else any voter, or anybody inside, for the group or the space."""
    people = second_people(hiding)
    if people or hiding.post_id:
        return people or _others(hiding, people_inside(hiding.group))
    here = hiding.group.memberships.active().with_hats().select_related("person", "group")
    return _others(hiding, here.who_may(Permission.VOTE))


def may_decide(hiding: Hiding, member: Membership) -> bool:
    return member in deciders(hiding)


def reads_the_words(hiding: Hiding, member: Membership) -> bool:
    """Their author, and while a second look is wanted whoever takes it alone."""
    if hiding.of.author_id == member.pk:
        return True
    return hiding.state == "appealed" and member in second_people(hiding)


def may_know(hiding: Hiding, member: Membership) -> bool:
    """Whoever could read the words reads why they are hidden, and what came of it."""
    return hiding.of.author_id == member.pk or _could_read(hiding, member)


def _others(hiding: Hiding, members: Iterable[Membership]) -> list[Membership]:
    apart = {hiding.hidden_by_id, hiding.of.author_id}
    return [each for each in members if each.pk not in apart and _could_read(hiding, each)]


def _could_read(hiding: Hiding, member: Membership) -> bool:
    said = hiding.contribution
    if said is None:
        return is_inside(member)
    if said.session and said.session.is_among_us and not sees_among_us(member):
        return False  # nobody from the system learns even that something was hidden there
    if said.is_anonymous and not member.may(Permission.SEE_ANONYMOUS):
        return False
    return said.audience in audiences_read_by(member)
