"""Sessions: the list, and what views about one session share."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from facilitation.calendars import file_name, session_calendar
from facilitation.models import DatePoll, Session
from facilitation.models.sessions import SessionQuerySet
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.together import Rows, read_together

A_PAGE = 20


@for_members(Permission.SEE_GROUP)
def listing(request: MemberRequest) -> HttpResponse:
    member = request.member
    sessions = Session.objects.in_group(member.group).visible_to(member)
    context = {
        "ahead": _with_reply(sessions.upcoming(), member)[:A_PAGE],
        **_being_planned(sessions, member),
        "past": Paginator(sessions.past().select_related("pack", "group"), A_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "facilitation/sessions.html", context)


def _with_reply(sessions: SessionQuerySet, member: Membership) -> SessionQuerySet:
    """Each with `my_reply`: what this member said about coming, or None."""
    mine = {"my_reply": FilteredRelation("coming", condition=Q(coming__member=member))}
    return sessions.annotate(**mine).select_related(*mine)


def _being_planned(sessions: SessionQuerySet, member: Membership) -> Rows:
    """Dates that are asked for, and for those who plan the drafts."""
    some: dict[str, QuerySet[Any]] = {"polls": DatePoll.objects.in_group(member.group).waiting()}
    if member.may(Permission.PLAN_SESSIONS):
        drafts = sessions.drafts()
        some["drafts"] = drafts.filter(pk__in=drafts.values("pk")[:A_PAGE])
    return read_together(**some)


@for_members(Permission.SEE_GROUP)
def calendar_file(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(
        Session.objects.in_group(request.member.group)
        .visible_to(request.member)
        .announced()
        .select_related("group"),
        public_id=session_id,
    )
    link = request.build_absolute_uri(reverse("session", args=[session.group.public_id, session.public_id]))
    return HttpResponse(
        session_calendar(session, link=link),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(session)}"'},
    )


def find_session(member: Membership, session_id: UUID) -> Session:
    """A session of the member's group that they may see, or 404."""
    sessions = (
        Session.objects.in_group(member.group)
        .visible_to(member)
        .select_related("group", "for_session", "series")
    )
    return get_object_or_404(sessions, public_id=session_id)


def confirm(request: HttpRequest, session: Session, act: str, **more: object) -> HttpResponse:
    """Ask before an act that everyone feels."""
    return render(request, f"facilitation/session_{act}.html", {"session": session, **more})


def to_session(session: Session, member: Membership, *, at: str = "") -> HttpResponse:
    """Back to its page; `at` a part of it, so that whoever uses keys goes on where they were."""
    page = reverse("session", args=[member.group.public_id, session.public_id])
    return redirect(f"{page}#{at}" if at else page)
