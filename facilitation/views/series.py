"""Sessions that repeat: all of them on one page, and acts on several at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.actions import series as acts
from facilitation.forms.planning import FollowingForm
from facilitation.hints import closed_hints
from facilitation.models import Session, SessionSeries
from facilitation.models.planning import following
from facilitation.states import SessionState
from facilitation.views.sessions import confirm, find_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, series_id: UUID) -> HttpResponse:
    series = _find(request, series_id)
    visible = series.sessions.visible_to(request.member).select_related("group")
    sessions = list(visible.order_by("starts_at", "pk"))
    if not sessions and not request.member.may(Permission.PLAN_SESSIONS):
        raise Http404
    plans = request.member.may(Permission.PLAN_SESSIONS)
    context = {
        "series": series,
        "sessions": [(one, closed_hints(one.day, one.group) if plans else []) for one in sessions],
        "drafts": any(one.state == SessionState.DRAFT for one in sessions),
    }
    return render(request, "facilitation/series.html", context)


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def announce(request: MemberRequest, series_id: UUID) -> HttpResponse:
    series = _find(request, series_id)
    acts.announce_series(series, by=request.member)
    messages.success(request, _("Announced. Everyone in the group is told of all these days in one message."))
    return _to(request, series)


@for_members(Permission.PLAN_SESSIONS)
def change_following(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session, series = _of_a_series(request, session_id)
    those = following(session)
    form = FollowingForm(request.POST or None, session=session, following=those)
    if request.method == "POST" and form.is_valid():
        acts.change_following(session, times=form.moments, by=request.member, **form.changes())
        messages.success(request, _("Changed, here and in all that follow."))
        return _to(request, series)
    return confirm(request, session, "following", form=form, following=those)


@for_members(Permission.PLAN_SESSIONS)
def cancel_following(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session, series = _of_a_series(request, session_id)
    if request.method == "POST":
        acts.cancel_following(session, by=request.member)
        messages.success(request, _("Called off. Whoever was told of them is told in one message."))
        return _to(request, series)
    return confirm(request, session, "cancel_following", following=following(session))


def _find(request: MemberRequest, series_id: UUID) -> SessionSeries:
    rows = SessionSeries.objects.in_group(request.member.group).select_related("group")
    return get_object_or_404(rows, public_id=series_id)


def _of_a_series(request: MemberRequest, session_id: UUID) -> tuple[Session, SessionSeries]:
    session = find_session(request.member, session_id)
    if session.series is None:
        raise Http404
    if session.state not in (SessionState.DRAFT, SessionState.ANNOUNCED):
        raise Refused(_("This session has begun or was called off. Go on from one that is still to come."))
    return session, session.series


def _to(request: MemberRequest, series: SessionSeries) -> HttpResponse:
    return redirect("series", request.member.group.public_id, series.public_id)
