"""Sessions: the list, one session before, during and after, and planning one."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions import sessions as acts
from facilitation.calendars import file_name, session_calendar
from facilitation.forms.coming import ComingForm
from facilitation.forms.sessions import SessionForm
from facilitation.models import Coming, Contribution, GroupText, Session
from facilitation.needs import needs_in_view
from facilitation.states import ComingAnswer, SessionState, TextState
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission

A_PAGE = 20
MOST_WORDS = 50
COPIED = ("title", "place", "access_notes", "phone_in", "video_link", "about")


@for_members(Permission.SEE_GROUP)
def listing(request: MemberRequest) -> HttpResponse:
    member = request.member
    sessions = Session.objects.in_group(member.group)
    mine = Prefetch("coming", Coming.objects.filter(member=member), to_attr="my_replies")
    context = {
        "ahead": sessions.upcoming().prefetch_related(mine)[:A_PAGE],
        "drafts": sessions.drafts()[:A_PAGE] if member.may(Permission.PLAN_SESSIONS) else [],
        "past": Paginator(sessions.past(), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "facilitation/sessions.html", context)


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, session_id: UUID) -> HttpResponse:
    member = request.member
    session = find_session(member, session_id)
    replies = _replies(session) if member.may(Permission.PLAN_SESSIONS) else []
    said = replies or session.coming.filter(member=member)
    context = {
        "session": session,
        "items": session.items.select_related("led_by", "topic"),
        "texts": GroupText.objects.in_group(member.group).filter(state=TextState.AGREED).order_by("-kind"),
        "reply": (reply := next((one for one in said if one.member_id == member.pk), None)),
        "form": ComingForm(instance=reply)
        if session.state == SessionState.ANNOUNCED and member.may(Permission.JOIN_ROOM)
        else None,
        "replies": replies,
        **needs_in_view(session, member),
        "arranged": session.arrangements.of(member).select_related("typed_by"),
        "words": _words(session, member, request.GET.get("page")),
        "my_zone": _other_zone(member),
    }
    return render(request, "facilitation/session.html", context)


@for_members(Permission.PLAN_SESSIONS)
def new(request: MemberRequest) -> HttpResponse:
    member = request.member
    last = _to_copy(request)
    form = SessionForm(request.POST or None, group=member.group, initial=_copied(last) if last else {})
    if request.method == "POST" and form.is_valid():
        session = acts.plan_session(Session(**form.changes()), by=member)
        messages.success(request, _("Kept as a draft. Add what you will talk about, then announce it."))
        return to_session(session, member)
    latest = Session.objects.in_group(member.group).order_by("-starts_at").first()
    context = {"form": form, "latest": None if last else latest, **needs_in_view(None, member)}
    return render(request, "facilitation/session_new.html", context)


@for_members(Permission.PLAN_SESSIONS)
def edit(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    form = SessionForm(request.POST or None, group=request.member.group, instance=session)
    if request.method == "POST" and form.is_valid():
        acts.change_session(session, by=request.member, **form.changes())
        messages.success(request, _("Changed."))
        return to_session(session, request.member)
    context = {"form": form, "session": session, **needs_in_view(session, request.member)}
    return render(request, "facilitation/session_edit.html", context)


@for_members(Permission.PLAN_SESSIONS)
def announce(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.announce_session(session, by=request.member)
        messages.success(request, _("Announced. Everyone in the group is being told now."))
        return to_session(session, request.member)
    return confirm(request, session, "announce", **needs_in_view(session, request.member))


@for_members(Permission.PLAN_SESSIONS)
def cancel(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.cancel_session(session, by=request.member)
        messages.success(request, _("Called off. Whoever was told about it is being told now."))
        return to_session(session, request.member)
    return confirm(request, session, "cancel")


@for_members(Permission.SEE_GROUP)
def calendar_file(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(
        Session.objects.in_group(request.member.group).announced().select_related("group"),
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
    sessions = Session.objects.in_group(member.group).visible_to(member).select_related("group")
    return get_object_or_404(sessions, public_id=session_id)


def confirm(request: HttpRequest, session: Session, act: str, **more: object) -> HttpResponse:
    """Ask before an act that everyone feels."""
    return render(request, f"facilitation/session_{act}.html", {"session": session, **more})


def to_session(session: Session, member: Membership) -> HttpResponse:
    return redirect("session", member.group.public_id, session.public_id)


def _replies(session: Session) -> list[Coming]:
    """For those who plan: who said what, and what to get ready."""
    order = {answer: place for place, answer in enumerate(ComingAnswer.values)}
    replies = session.coming.select_related("member").order_by("member__name")
    return sorted(replies, key=lambda reply: order[reply.answer])


def _words(session: Session, member: Membership, page: str | None) -> Page[Contribution]:
    """What this member may read: all that was said once it is over, before that only what was sent ahead.

    By item, then by key, which is random, so that the order tells nothing about who said what.
    """
    words = Contribution.objects.readable_by(member).filter(session=session)
    if not session.is_over:
        words = words.filter(is_late=True)
    in_order = words.select_related("author__person", "typed_by", "helped_by", "item").order_by(
        F("item__position").asc(nulls_last=True), "pk"
    )
    return Paginator(in_order, MOST_WORDS).get_page(page)


def _other_zone(member: Membership) -> ZoneInfo | None:
    """Where the member is, if clocks there are not those of the group."""
    return ZoneInfo(member.person.zone) if member.person.zone != member.group.zone else None


def _to_copy(request: MemberRequest) -> Session | None:
    """The session named in ?from=, if it is one of this group."""
    sessions = Session.objects.in_group(request.member.group).select_related("group")
    try:
        return sessions.filter(public_id=UUID(request.GET.get("from", ""))).first()
    except ValueError:
        return None


def _copied(session: Session) -> dict[str, Any]:
    """What a session has in common with the one before: all but its day."""
    zone = session.group.tz
    return model_to_dict(session, fields=COPIED) | {
        "starts": timezone.localtime(session.starts_at, zone).time(),
        "ends": timezone.localtime(session.ends_at, zone).time(),
    }
