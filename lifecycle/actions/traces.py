"""Whoever said it is told what became of it; of words without a name, all who could read them are told."""

from django.db import models

from facilitation.models import Contribution, Decision
from facilitation.models.room import ContributionQuerySet
from facilitation.models.space import is_inside
from facilitation.states import Audience
from groups.models import Group, Membership, Person
from groups.notifications import notify, settle
from lifecycle.kinds.words import NOT_TAKEN_KINDS, Telling
from lifecycle.models import Ask, NotTaken

REQUEST = Telling("words_came_to", "unnamed_words_came_to")
DECISION = Telling("words_in_decision", "unnamed_words_in_decision")
NOT_TAKEN = Telling("words_not_taken", "unnamed_words_not_taken")
NOT_TAKEN_AMONG_US = Telling("words_not_taken_among_us", "unnamed_words_not_taken_among_us")


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
    """What concerns only people with lived experience goes through nobody else's hands (promise 4)."""
    said = not_taken.contribution
    among_us = said.audience == Audience.LIVED or bool(said.session and said.session.is_among_us)
    telling = NOT_TAKEN_AMONG_US if among_us else NOT_TAKEN
    words = Contribution.objects.filter(pk=said.pk)
    _tell(telling, words, about=said, group=said.group, occurrence=str(not_taken.pk))


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
    here = group.memberships.told_of_their_words()
    said = words.filter(taken_back_at__isnull=True)
    authors = Person.objects.filter(memberships__in=here.filter(pk__in=said.values("author")))
    if authors:
        notify(telling.author, about, group=group, to=authors, occurrence=occurrence)
    readers = _readers_of_unnamed(words, group)
    if readers:
        notify(telling.readers, about, group=group, to=readers, occurrence=occurrence)


def _readers_of_unnamed(words: ContributionQuerySet, group: Group) -> list[Person]:
    """Everyone who may read at least one of the unnamed words, hidden or not; that hangs on few things alone."""
    unnamed = words.filter(is_anonymous=True)
    if not unnamed.exists():
        return []
    seen: dict[tuple[int, bool, bool], bool] = {}

    def may_read(member: Membership) -> bool:
        place = (member.roles, is_inside(member), member.meets_among_us)
        if place not in seen:
            seen[place] = unnamed.shown_to(member).exists()
        return seen[place]

    members = group.memberships.present().with_hats().select_related("person", "group")
    return [member.person for member in members if may_read(member)]
