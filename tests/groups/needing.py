"""Needs that somebody wrote down and shares."""

from django.urls import reverse

from groups.actions.needs import record_needs, share_needs
from groups.models import Membership


def needs(member: Membership, **words: str) -> None:
    record_needs(member.person, words, by=member.person)


def share(member: Membership) -> None:
    share_needs(member.person, group=member.group, by=member.person)


def url(name: str, member: Membership, *more: object) -> str:
    return reverse(name, args=[member.group.public_id, *more])
