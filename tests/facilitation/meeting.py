"""Sessions and agendas for the stories of this folder."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils import timezone

from facilitation.models import AgendaItem, Session
from facilitation.states import ItemPurpose, SessionState
from groups.models import Group


def make_session(
    group: Group, *, state: str = SessionState.ANNOUNCED, starts_at: datetime | None = None, **more: Any
) -> Session:
    """A session in ten days, unless said otherwise."""
    starts_at = starts_at or timezone.now() + timedelta(days=10)
    if state != SessionState.DRAFT:
        more = {"announced_at": timezone.now() - timedelta(days=1), "papers_out_on": group.today} | more
    return Session.objects.create(
        group=group,
        state=state,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        **{"title": "Planning conversations"} | more,
    )


def make_item(session: Session, title: str = "What matters to us", **more: Any) -> AgendaItem:
    more = {"purpose": ItemPurpose.EXPLORE, "minutes": 30, "position": session.items.count() + 1} | more
    return AgendaItem.objects.create(group=session.group, session=session, title=title, **more)


def path(name: str, group: Group, *ids: object) -> str:
    """The address of a page in a group."""
    return reverse(name, args=[group.public_id, *(getattr(row, "public_id", row) for row in ids)])


def words_of(response: Any) -> str:
    """The page as somebody reads it: without tags, entities or doubled spaces."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())
