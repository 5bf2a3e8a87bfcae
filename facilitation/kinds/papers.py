"""What people hear about papers and packs."""

from typing import cast

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from facilitation.models import Pack, Paper, Session
from facilitation.pack_document import STYLESHEET, document
from groups.enclosures import Enclosure
from groups.kinds import Kind, register
from groups.models import Person
from groups.states import MessageTopic


def _wants_sending(row: models.Model) -> bool:
    session = cast("Session", row)
    return session.is_ahead and not session.has_ended and not Pack.objects.filter(session=session).exists()


def _is_ahead(row: models.Model) -> bool:
    session = cast("Session", row)
    return session.is_ahead and not session.has_ended


def _pack(row: models.Model, person: Person, looks: list[str]) -> Enclosure:
    session = cast("Session", row)
    made = document(session, looks)
    path = reverse("pack", args=[session.group.public_id, session.public_id])
    return Enclosure(made.title, made.html, made.body, STYLESHEET, path)


register(
    Kind(
        name="papers_out",
        subject_line=_("The papers for a session of your group"),
        template="facilitation/messages/papers_out.txt",
        model=Session,
        url_name="pack",
        url_arg="session_id",
        still_true=_is_ahead,
        topic=MessageTopic.SESSIONS,
        encloses=_pack,
    ),
    Kind(
        name="papers_wanted",
        subject_line=_("Your group waits for the papers of a session"),
        template="facilitation/messages/papers_wanted.txt",
        model=Session,
        url_name="pack_send",
        url_arg="session_id",
        still_true=_wants_sending,
        needs_you=True,
        prompt=True,
        minutes=5,
    ),
    Kind(
        name="paper_late",
        subject_line=_("A paper for a session of your group"),
        template="facilitation/messages/paper_late.txt",
        model=Paper,
        url_name="paper",
        url_arg="paper_id",
        still_true=lambda row: _is_ahead(cast("Paper", row).session),
        topic=MessageTopic.SESSIONS,
    ),
)
