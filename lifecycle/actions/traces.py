"""Whoever said it is told what became of it; of words without a name, all who could read them are told."""

from django.db import models
from django.db.models import Q

from facilitation.models import Contribution, Decision
from facilitation.models.room import ContributionQuerySet
from facilitation.models.space import is_inside
from facilitation.states import Audience
from facilitation.states.agenda import AMONG_US
from groups.models import Group, Membership, Person
from groups.notifications import notify, settle
from lifecycle.kinds.words import NOT_TAKEN_KINDS, Telling
from lifecycle.models import Ask, NotTaken

REQUEST = Telling("words_came_to", "unnamed_words_came_to")
DECISION = Telling("words_in_decision", "unnamed_words_in_decision")
NOT_TAKEN = Telling("words_not_taken", "unnamed_words_not_taken")


def tell_whose_words(ask: Ask, occurrence: str) -> None:
    """Tell, at once, those whose words began this request. Nothing links anyone to words without a name.

    Where it had been written why some of them led to nothing, that no longer holds.
    """
    words = Contribution.objects.filter(pk__in=ask.traces.values("contribution"))
    forget_why_not(words)
    _tell(REQUEST, words, about=ask, group=ask.group, occurrence=occurrence)


def tell_of_use_in_request(said: Contribution, ask: Ask) -> None:
    """The words of one person were added to a request that is there already."""
    words = Contribution.objects.filter(pk=said.pk)
    _tell(REQUEST, words, about=ask, group=ask.group, occurrence=f"used {said.pk.hex}")


def tell_of_use_in_decision(said: Contribution, decision: Decision) -> None:
    words = Contribution.objects.filter(pk=said.pk)
    _tell(DECISION, words, about=decision, group=said.group, occurrence=f"used {said.pk.hex}")


def tell_why_not(not_taken: NotTaken) -> None:
    said = not_taken.contribution
    words = Contribution.objects.filter(pk=said.pk)
    _tell(NOT_TAKEN, words, about=said, group=said.group, occurrence=str(not_taken.pk))


def forget_why_not(words: ContributionQuerySet) -> None:
    """They are used after all: the reason why not goes, and so does every message of it that still waits."""
    withdrawn = NotTaken.objects.filter(contribution__in=words).select_related("contribution")
    for one in withdrawn:
        settle(NOT_TAKEN_KINDS, one.contribution)
    if withdrawn:
        withdrawn.delete()


def _tell(
    telling: Telling, words: ContributionQuerySet, *, about: models.Model, group: Group, occurrence: str
) -> None:
    """What was said among people with lived experience goes through nobody else's hands (promise 4).

    Whoever also said something to everyone hears of it by that alone.
    """
    among_us = Q(audience=Audience.LIVED) | Q(session__kind__in=AMONG_US)
    usual, ours = words.exclude(among_us), words.filter(among_us)
    ways = (
        (_authors, telling.author, telling.among_us.author),
        (_readers_of_unnamed, telling.readers, telling.among_us.readers),
    )
    for find, kind, kind_among_us in ways:
        told = find(usual, group)
        for name, people in ((kind, told), (kind_among_us, find(ours, group) - told)):
            if people:
                notify(name, about, group=group, to=people, occurrence=occurrence)


def _authors(words: ContributionQuerySet, group: Group) -> set[Person]:
    here = group.memberships.told_of_their_words()
    said = words.filter(taken_back_at__isnull=True)
    return set(Person.objects.filter(memberships__in=here.filter(pk__in=said.values("author"))))


def _readers_of_unnamed(words: ContributionQuerySet, group: Group) -> set[Person]:
    """Everyone who may read at least one of the unnamed words, hidden or not; that hangs on few things alone."""
    unnamed = words.filter(is_anonymous=True)
    if not unnamed.exists():
        return set()
    seen: dict[tuple[int, bool, bool], bool] = {}

    def may_read(member: Membership) -> bool:
        place = (member.roles, is_inside(member), member.meets_among_us)
        if place not in seen:
            seen[place] = unnamed.shown_to(member).exists()
        return seen[place]

    members = group.memberships.present().with_hats().select_related("person", "group")
    return {member.person for member in members if may_read(member)}
