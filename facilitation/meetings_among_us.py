"""Get-ready meetings and debriefs: what they are made of, and whom no machine can tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.models import Session
from facilitation.states import ItemPurpose
from facilitation.states.agenda import SessionKind
from groups.models import Delivery, Membership, Person
from groups.notifications.by_hand import kinds_among_us
from groups.notifications.reaching import reaches
from groups.permissions import Permission
from groups.states import SENT_BY_MACHINE, Channel, DeliveryState

LENGTH = timedelta(hours=1)
DAYS_BETWEEN = timedelta(days=2)
JUST_BEFORE = timedelta(hours=1, minutes=15)  # where two days before is past already
JUST_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class ReadyItem:
    title: Promise
    purpose: ItemPurpose
    minutes: int


@dataclass(frozen=True)
class Shape:
    """What a meeting is called, what it is for, and what it talks about, ready to be changed."""

    title: Promise
    about: Promise
    items: tuple[ReadyItem, ...]


SHARE, EXPLORE = ItemPurpose.SHARE, ItemPurpose.EXPLORE

SHAPES: dict[str, Shape] = {
    SessionKind.GET_READY: Shape(
        _("Get ready together"),
        _("We look at who is coming and what they can decide, and practise what we want to ask."),
        (
            ReadyItem(_("Who is coming, and what they do"), SHARE, 10),
            ReadyItem(_("What they can decide, and what they cannot"), SHARE, 15),
            ReadyItem(_("What matters most to us"), EXPLORE, 15),
            ReadyItem(_("Practise what we want to ask"), EXPLORE, 20),
        ),
    ),
    SessionKind.DEBRIEF: Shape(
        _("Look back together"),
        _("We talk about how it was for us, and what would make the next one better."),
        (
            ReadyItem(_("How it was for each of us"), SHARE, 20),
            ReadyItem(_("What we heard, and what was missing"), EXPLORE, 20),
            ReadyItem(_("What would help next time"), EXPLORE, 20),
        ),
    ),
}


def proposed_start(session: Session, kind: str) -> datetime:
    """Two days before the session at the same time, or shortly before it; or shortly after it ends."""
    if kind == SessionKind.DEBRIEF:
        return session.ends_at + JUST_AFTER
    zone = session.group.tz
    local = timezone.localtime(session.starts_at, zone).replace(tzinfo=None)
    earlier = (local - DAYS_BETWEEN).replace(tzinfo=zone)
    return earlier if earlier > timezone.now() + DAYS_BETWEEN else session.starts_at - JUST_BEFORE


def to_tell_oneself(session: Session, everyone: Iterable[Membership] | None = None) -> list[Membership]:
    """Those who may come and whom no app, machine or hand among us tells: whoever plans the meeting does.

    `everyone`: who takes part now, by name and with their people, if the page has loaded them.
    """
    if everyone is None:
        everyone = session.group.memberships.active().with_names()
    among_us = [one for one in everyone if one.meets_among_us]
    hands = any(one.may(Permission.SEND_BY_HAND) for one in among_us)
    unreached = [one for one in among_us if not _is_reached(one.person)]
    told = _told_by_hand(session, hands=hands) if unreached else set()
    return [one for one in unreached if one.person_id not in told]


def _is_reached(person: Person) -> bool:
    """In the app, or by a machine."""
    return person.account_id is not None or any(reaches(person, way) for way in SENT_BY_MACHINE)


def _told_by_hand(session: Session, *, hands: bool) -> set[int]:
    """The people with a letter or a call about this meeting: one that went, or that somebody among us can see to."""
    told = [DeliveryState.SENT, *([DeliveryState.BY_HAND] if hands else [])]
    about = Delivery.objects.filter(notification__subject=str(session.public_id), state__in=told)
    by_hand = about.exclude(channel=Channel.APP).filter(notification__kind__in=kinds_among_us())
    return set(by_hand.values_list("person", flat=True))
