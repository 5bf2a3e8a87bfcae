"""A room with all that everyone in it sees at once, in one query."""

from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery

from facilitation.models.co_facilitation import CoFacilitation
from facilitation.models.coming import Presence
from facilitation.models.going_round import RoundTurn
from facilitation.models.room import Hand, Signal
from facilitation.models.sessions import AgendaItem, Session
from facilitation.states import HandState, ItemState, SignalKind
from groups.models import Membership


def rooms_seen_by(member: Membership) -> models.QuerySet[Session]:
    """The sessions of this member's group, with all that the room shows at a glance, in one query.

    `am_in`, `i_help_run_it`, `my_hand_is_up`, `my_turn` and `turns_before_me` are about this member; `hands_are_up`,
    `needs_slow`, `needs_again` and `needs_break` about the room; `on_…` about the item that is on; `item_count` about the agenda.
    """
    here = {"session": OuterRef("pk")}
    up = Hand.objects.filter(**here, state=HandState.UP)
    mine = RoundTurn.objects.filter(**here, member=member)
    waiting = Signal.objects.filter(**here).waiting()
    return (
        Session.objects.in_group(member.group)
        .visible_to(member)
        .annotate(
            on=FilteredRelation("items", condition=Q(items__state=ItemState.NOW)),
            on_id=F("on__public_id"),
            on_title=F("on__title"),
            on_topic=F("on__topic__public_id"),
            on_purpose=F("on__purpose"),
            on_note=F("on__content_note"),
            on_minutes=F("on__minutes"),
            on_since=F("on__started_at"),
            on_place=Subquery(
                _count(AgendaItem.objects.filter(**here, position__lte=OuterRef("on__position")))
            ),
            item_count=Subquery(_count(AgendaItem.objects.filter(**here))),
            my_turn=Subquery(mine.values("place")[:1]),
            turns_before_me=Subquery(_count(RoundTurn.objects.filter(**here, place__lt=OuterRef("my_turn")))),
            i_help_run_it=Exists(CoFacilitation.objects.running().filter(**here, member=member)),
            am_in=Exists(Presence.objects.filter(**here, member=member)),
            my_hand_is_up=Exists(up.filter(member=member)),
            hands_are_up=Exists(up),
            needs_slow=Exists(waiting.filter(kind=SignalKind.SLOW)),
            needs_again=Exists(waiting.filter(kind=SignalKind.AGAIN)),
            needs_break=Exists(waiting.filter(kind=SignalKind.BREAK)),
        )
    )


def _count(rows: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
    number: models.QuerySet[Any, Any] = rows.order_by().values("session").annotate(number=Count("pk"))
    return number.values("number")
