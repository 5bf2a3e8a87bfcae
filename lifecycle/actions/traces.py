"""Whoever said it is told what became of it; of words without a name, all who could read them are told."""

from facilitation.models import Contribution
from groups.models import Membership, Person
from groups.notifications import notify
from lifecycle.models import Ask


def tell_whose_words(ask: Ask, occurrence: str) -> None:
    """Tell, at once, those whose words began this request. Nothing links anyone to words without a name."""
    words = Contribution.objects.filter(pk__in=ask.traces.values("contribution"), taken_back_at__isnull=True)
    here = ask.group.memberships.told_of_their_words()
    authors = Person.objects.filter(memberships__in=here.filter(pk__in=words.values("author")))
    if authors:
        notify("words_came_to", ask, group=ask.group, to=authors, occurrence=occurrence)
    readers = _readers_of_unnamed(ask)
    if readers:
        notify("unnamed_words_came_to", ask, group=ask.group, to=readers, occurrence=occurrence)


def _readers_of_unnamed(ask: Ask) -> list[Person]:
    """Everyone who may read at least one of the unnamed words; that hangs on roles and side alone."""
    unnamed = Contribution.objects.filter(pk__in=ask.traces.values("contribution"), is_anonymous=True)
    if not unnamed.exists():
        return []
    seen: dict[tuple[int, str], bool] = {}

    def may_read(member: Membership) -> bool:
        place = (member.roles, member.side)
        if place not in seen:
            seen[place] = unnamed.readable_by(member).exists()
        return seen[place]

    members = ask.group.memberships.present().select_related("person")
    return [member.person for member in members if may_read(member)]
