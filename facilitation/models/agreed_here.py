"""What a session left behind so far, of every kind, in one query."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from facilitation.models.decisions import Decision
from facilitation.models.parked import ParkedMatter
from facilitation.models.quick import QuickAgree
from facilitation.models.sessions import Session
from facilitation.models.to_do import STANDING, ToDo
from facilitation.states.quick import QuickState


@dataclass(frozen=True)
class Agreed:
    """`kind` is "decision", "quick", "to_do" or "parked"; `state` one of that kind's states."""

    kind: str
    id: UUID
    words: str
    state: str


def agreed_in(session: Session) -> list[Agreed]:
    """In the order in which it came about."""
    decisions = _told(Decision.objects.filter(session=session), "decision", "wording", "created_at")
    parked = _told(ParkedMatter.objects.filter(session=session), "parked", "words", "at")
    put = QuickAgree.objects.in_session(session).filter(state=QuickState.OPEN)
    to_do = ToDo.objects.filter(session=session, state__in=STANDING)
    others = (_told(put, "quick", "wording", "put_at"), _told(to_do, "to_do", "words", "made_at"), parked)
    rows = decisions.union(*others, all=True).order_by("told_at")
    return [Agreed(kind, UUID(str(key)), words, state) for kind, key, words, state, _at in rows]


def _told(rows: QuerySet[Any], kind: str, words: str, at: str) -> QuerySet[Any, Any]:
    plain = rows.order_by().annotate(
        told_kind=Value(kind, CharField()),
        told_words=Cast(words, CharField()),
        told_state=Cast("state", CharField()),
        told_at=F(at),
    )
    told: QuerySet[Any, Any] = plain.values_list(
        "told_kind", "public_id", "told_words", "told_state", "told_at"
    )
    return told
