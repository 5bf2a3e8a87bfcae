"""One session with word of what it holds, so that its page asks only for what is there."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, Manager, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from facilitation.models import (
    AgendaItem,
    Arrangement,
    Coming,
    Contribution,
    GroupText,
    ItemProposal,
    NoteOfItem,
    Paper,
    ParkedMatter,
    Session,
    ToDo,
    WhatIHeard,
)
from facilitation.models.co_facilitation import CoFacilitation
from facilitation.models.room import ContributionQuerySet
from facilitation.models.sessions import AFTER, SessionQuerySet
from facilitation.states import SessionState, TextState
from groups.models import Membership
from groups.outside import contacts_of
from groups.permissions import Permission
from groups.together import Rows, read_together

MOST = 20
FOR_PLANNERS = ("proposals", "replies")


def find_with_parts(member: Membership, session_id: UUID) -> tuple[Session, list[Session]]:
    """A session of the member's group that they may see, and the meetings beside it that they may know of; or 404.

    One question to the database for both. `holds` tells what else is worth asking for; `my_reply` is what this
    member said about coming, or None; `many_words` how many words of it have a place on their page.
    """
    seen = Session.objects.in_group(member.group).visible_to(member)
    around = seen.filter(Q(public_id=session_id) | Q(for_session__public_id=session_id))
    found = list(_with_parts(around, member).order_by("starts_at"))
    session = next((one for one in found if one.public_id == session_id), None)
    if session is None:
        raise Http404
    return session, [one for one in found if one is not session and one.state != SessionState.CANCELLED]


def holds(session: Session, part: str) -> bool:
    """Whether a session from `find_with_parts` has any of this: papers, to_dos, parked …"""
    return bool(getattr(session, f"has_{part}"))


def small_parts(session: Session, member: Membership) -> Rows:
    """What this session has of those parts that are a few rows each, by name, in one question to the database.

    `texts` (purpose and ground rules) and `outside` (whom to tell) are the group's, and stand on every session.
    """
    group = member.group
    here = Q(session=session) if session.is_among_us else Q(session=session) | Q(session=None)
    proposals = ItemProposal.objects.in_group(group).filter(here).waiting().select_related("member")
    parked = session.parked.all()
    running = CoFacilitation.objects.running().filter(pk=OuterRef("pk"))
    helpers = session.co_facilitations.select_related("member").annotate(is_running=Exists(running))
    wanted: dict[str, QuerySet[Any]] = {
        "proposals": proposals.filter(pk__in=proposals.values("pk")[:MOST]),
        "replies": session.coming.select_related("member").order_by("member__name"),
        "papers": session.papers.to_list(),
        "to_dos": ToDo.objects.of_session(session),
        "parked": parked.filter(pk__in=parked.order_by("at", "pk").values("pk")[:MOST]).order_by("at", "pk"),
        "helpers": helpers.order_by("asked_at"),
        "arranged": session.arrangements.of(member).select_related("typed_by"),
        "heard": session.what_was_heard.newest(),
    }
    there = {part: rows for part, rows in wanted.items() if holds(session, part) and _is_for(member, part)}
    texts = GroupText.objects.in_group(group).filter(state=TextState.AGREED).order_by("-kind")
    empty: Rows = {part: [] for part in wanted}
    return empty | read_together(texts=texts, outside=contacts_of(group), **there)


def _is_for(member: Membership, part: str) -> bool:
    return part not in FOR_PLANNERS or member.may(Permission.PLAN_SESSIONS)


def words_on_page(member: Membership) -> ContributionQuerySet:
    """What has a place on this member's page of its session: all once it is over, before that what was sent ahead."""
    shown = Contribution.objects.shown_to(member)
    return shown.filter(Q(is_late=True) | Q(session__state__in=AFTER))


def _with_parts(sessions: SessionQuerySet, member: Membership) -> SessionQuerySet:
    proposed = ItemProposal.objects.in_group(member.group).waiting()
    parts = {
        "agenda": _of(AgendaItem.objects),
        "replies": _of(Coming.objects),
        "papers": _of(Paper.objects),
        "to_dos": _of(ToDo.objects),
        "parked": _of(ParkedMatter.objects),
        "helpers": _of(CoFacilitation.objects),
        "arranged": _of(Arrangement.objects.of(member)),
        "heard": _of(WhatIHeard.objects),
        "notes": _of(NoteOfItem.objects),
        "proposals": Exists(proposed.filter(Q(session=OuterRef("pk")) | Q(session=None))),
    }
    words = words_on_page(member).filter(session=OuterRef("pk")).order_by().values("session")
    held = sessions.annotate(
        **{f"has_{part}": there for part, there in parts.items()},
        many_words=Coalesce(Subquery(words.annotate(many=Count("pk")).values("many")), 0),
        my_reply=FilteredRelation("coming", condition=Q(coming__member=member)),
    )
    beside_it = ("group", "for_session", "series", "pack", "expect__entrance", "my_reply")
    return held.select_related(*beside_it)


def _of(rows: Manager[Any] | QuerySet[Any]) -> Exists:
    return Exists(rows.filter(session=OuterRef("pk")))
