"""One session before, during and after. It asks the database only for the parts that this session has."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render

from facilitation.agenda_check import check_agenda
from facilitation.expecting import Expected, expect, names_of_facilitators
from facilitation.forms.coming import ComingForm
from facilitation.hints import hints_for
from facilitation.meetings_among_us import to_tell_oneself
from facilitation.models import AgendaItem, Coming, Contribution, Session
from facilitation.models.co_facilitation import CoFacilitation
from facilitation.models.hiding import veiled
from facilitation.models.sessions import sees_among_us
from facilitation.needs import needs_in_view, shows_needs
from facilitation.notes import notes_for
from facilitation.papers_out import may_change_papers
from facilitation.session_parts import find_with_parts, holds, small_parts, words_on_page
from facilitation.states import ComingAnswer, SessionState
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.outside import whom_to_tell
from groups.permissions import Permission, Role
from groups.templatetags.safety import told_already
from groups.together import Rows

MOST_WORDS = 50


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, session_id: UUID) -> HttpResponse:
    member = request.member
    session, beside = find_with_parts(member, session_id)
    parts = small_parts(session, member)
    everyone = _everyone(session, member)
    told_already(request, member.group, whom_to_tell(member.group, parts["outside"]))
    context = {
        "session": session,
        "texts": parts["texts"],
        "my_zone": _other_zone(member),
        "words": _words(session, member, request.GET.get("page")),
        **_agenda(session, member, parts),
        **_reply(session, member, parts),
        **_people(session, member, parts["helpers"], everyone),
        **_papers_and_acts(session, member, parts),
        **_afterwards(session, member, parts),
        **_among_us(session, member, beside, everyone),
    }
    return render(request, "facilitation/session.html", context)


def _agenda(session: Session, member: Membership, parts: Rows) -> dict[str, Any]:
    """Loads the items with the session, for whoever asks for them after.

    Those who plan see what people would like on the agenda of this session, or of one to come.
    """
    items = AgendaItem.objects.select_related("led_by", "asked_to_lead", "topic", "proposal__member")
    prefetch_related_objects(
        [session], Prefetch("items", items if holds(session, "agenda") else AgendaItem.objects.none())
    )
    found = list(session.items.all())
    past = session.is_over or session.state == SessionState.CANCELLED
    return {
        "items": found,
        "proposed": [] if past else parts["proposals"],
        "check": check_agenda(found, planned=session.minutes),
    }


def _reply(session: Session, member: Membership, parts: Rows) -> dict[str, Any]:
    """What this member said about coming, and for those who plan what everyone did."""
    mine: Coming | None = getattr(session, "my_reply", None)
    asks = session.state == SessionState.ANNOUNCED and member.may(Permission.JOIN_ROOM)
    order = {answer: place for place, answer in enumerate(ComingAnswer.values)}
    return {
        "reply": mine,
        "form": ComingForm(instance=mine, session=session) if asks else None,
        "replies": sorted(parts["replies"], key=lambda reply: order[reply.answer]),
    }


def _everyone(session: Session, member: Membership) -> list[Membership] | None:
    """Who takes part, loaded once for all that those who arrange see of them; None for anyone else."""
    return list(member.group.memberships.active().with_names()) if shows_needs(session, member) else None


def _people(
    session: Session, member: Membership, helpers: list[CoFacilitation], everyone: list[Membership] | None
) -> dict[str, Any]:
    """Who runs it, and for those who arrange who takes part and needs what."""
    return {
        "help_to_run": helpers,
        "expected": None if session.is_over else _expected(session, helpers, everyone),
        "hints": hints_for(session) if member.may(Permission.PLAN_SESSIONS) else [],
        **needs_in_view(session, member, among=everyone),
    }


def _expected(session: Session, helpers: list[CoFacilitation], everyone: list[Membership] | None) -> Expected:
    if everyone is None:
        facilitators = names_of_facilitators(session)
    else:
        known = [one for one in everyone if one.meets_among_us or not session.is_among_us]
        facilitators = [one.name for one in known if one.holds(Role.FACILITATOR)]
    return expect(
        session,
        said=getattr(session, "expect", None),
        facilitators=facilitators,
        co_facilitators=sorted(one.member.name for one in helpers if getattr(one, "is_running", False)),
    )


def _papers_and_acts(session: Session, member: Membership, parts: Rows) -> dict[str, Any]:
    """What is ready for people, and what was agreed or parked."""
    shown = {part: parts[part] for part in ("papers", "arranged", "to_dos", "parked")}
    return shown | {"may_change_papers": may_change_papers(session, member)}


def _afterwards(session: Session, member: Membership, parts: Rows) -> dict[str, Any]:
    if not session.is_over:
        return {}
    return {
        "notes": notes_for(session, member) if holds(session, "notes") else [],
        "heard": parts["heard"],
    }


def _among_us(
    session: Session, member: Membership, beside: list[Session], everyone: list[Membership] | None
) -> dict[str, Any]:
    """Its get-ready meeting and debrief, and of one of these whom to tell, for those who may know of them."""
    if not sees_among_us(member):
        return {}
    own = [] if session.is_among_us else beside
    tells = session.is_among_us and member.may(Permission.PLAN_SESSIONS)
    alone = to_tell_oneself(session, everyone) if tells else []
    return {"among_us": True, "beside": own, "to_tell_oneself": alone}


def _words(session: Session, member: Membership, page: str | None) -> Page[Contribution]:
    """What this member may read: all that was said once it is over, before that only what was sent ahead.

    By item, then by key, which is random, so that the order tells nothing about who said what.
    """
    many: int = getattr(session, "many_words", 0)
    in_order = (
        words_on_page(member)
        .filter(session=session)
        .select_related("author__person", "typed_by", "helped_by", "item")
        .order_by(F("item__position").asc(nulls_last=True), "pk")
    )
    pages = Paginator(in_order if many else in_order.none(), MOST_WORDS)
    pages.count = many  # known already
    shown = pages.get_page(page)
    shown.object_list = veiled(shown.object_list, member)
    return shown


def _other_zone(member: Membership) -> ZoneInfo | None:
    """Where the member is, if clocks there are not those of the group."""
    return ZoneInfo(member.person.zone) if member.person.zone != member.group.zone else None
