"""The words of a message: neutral subject, plain text, and the way to stop it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template import Context, Engine
from django.urls import reverse
from django.utils import timezone, translation

from groups.kinds import WEEKLY, Attachment, Kind
from groups.models import Delivery
from groups.notifications.stopping import short_stop_link, stop_link, stop_token
from groups.notifications.week import week
from groups.states import Channel, DeliveryState, MembershipState

FRAME = "groups/messages/frame.txt"
TEXT = "groups/messages/text.txt"
CODE = "[code]"  # stands for every code in what we keep


@dataclass(frozen=True)
class Words:
    """What one person is sent, and what is kept of it."""

    subject: str
    text: str
    stop_link: str
    codes: Collection[str]
    attachments: Sequence[Attachment] = ()  # of an email; not kept

    @property
    def kept(self) -> str:
        """The text without its codes and secret links."""
        return reduce(lambda text, code: text.replace(code, CODE), self.codes, self.text)


def write(delivery: Delivery, kind: Kind, row: models.Model) -> Words:
    """Find the words in the person's language, with times in the group's zone."""
    if delivery.channel == Channel.TEXT and delivery.state != DeliveryState.BY_HAND:
        return _as_text(delivery, kind, row)
    group, person = delivery.notification.group, delivery.person
    by_email = delivery.channel == Channel.EMAIL
    can_look = by_email and getattr(delivery, "place", None) != MembershipState.LEFT
    link = settings.SITE_URL + kind.path(group, delivery.notification.subject)
    stop = stop_link(stop_token(person, kind.name))
    codes = kind.codes(row) | kind.codes_for(row, person)
    facts = {
        **codes,
        **kind.facts_for(row, delivery.notification.occurrence),
        "subject": row,
        "group": group,
        "person": person,
        "link": link if can_look else "",  # nobody can follow one on paper, or into a group they left
        "stop_link": stop,
        "by_email": by_email,
        "by_hand": delivery.channel in (Channel.LETTER, Channel.PHONE),  # private as no other way is
        "by_letter": delivery.channel == Channel.LETTER,
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "EMERGENCY_NUMBER": settings.EMERGENCY_NUMBER,
    }
    with translation.override(person.language), timezone.override(group.tz):
        if kind.name == WEEKLY:
            facts |= week(delivery)
        said = _render(kind.template, facts)
        text = _render(FRAME, {**facts, "said": said})
        subject = _subject_line(kind)
        files = kind.attachments(row, group) if by_email else []
    return Words(subject, text, stop_link=stop, codes={stop, *codes.values()}, attachments=files)


def _as_text(delivery: Delivery, kind: Kind, row: models.Model) -> Words:
    """Short and neutral: a phone lies open on a table. It names no group and says nothing of the matter."""
    person, stop, group = delivery.person, short_stop_link(delivery), delivery.notification.group
    with translation.override(person.language):
        subject = _subject_line(kind)
        facts = {
            "person": person,
            "subject_line": subject,
            "in_short": kind.in_short(row, group),
            "messages_link": settings.SITE_URL + reverse("messages"),
            "stop_link": stop,
            "SITE_NAME": settings.SITE_NAME,
        }
        return Words(subject, _render(TEXT, facts), stop_link=stop, codes={stop})


def as_email(delivery: Delivery, words: Words) -> EmailMessage:
    """One-click stopping is RFC 8058. The Message-ID is the delivery's, so a repeat can be recognised."""
    email = EmailMessage(
        subject=words.subject,
        body=words.text,
        to=[delivery.person.mail_to],
        headers={
            "Message-ID": f"<{delivery.public_id}@{settings.SITE_HOST}>",
            "List-Unsubscribe": f"<{words.stop_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    for file in words.attachments:
        email.attach(file.name, file.content, file.mimetype)
    return email


def _subject_line(kind: Kind) -> str:
    return " ".join(str(kind.subject_line).split())


def _render(template: str, facts: dict[str, object]) -> str:
    """Plain text: nothing is escaped, and no line is left over."""
    return Engine.get_default().get_template(template).render(Context(facts, autoescape=False)).strip()
