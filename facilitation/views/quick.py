"""Quick agree: words put to everyone in a session. Nobody is shown who objected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitation.actions import agreements
from facilitation.actions.having_no_say import runs
from facilitation.forms.quick import QuickAgreeForm
from facilitation.models import QuickAgree, Session
from facilitation.states import SessionState
from facilitation.views.room import after_act
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def put(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Put words to everyone."""
    session = _session(request, session_id)
    if session.state != SessionState.OPEN:
        raise Refused(_("Words are put to everyone while a session is open."))
    already = QuickAgree.objects.in_session(session).open().first()
    form = QuickAgreeForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            return _to(request, agreements.quick_agree(**form.cleaned_data, by=request.member))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "session": session, "already": already}
    return render(request, "facilitation/decisions/quick_put.html", context)


@for_members(Permission.JOIN_ROOM, or_pass=True)
def show(request: MemberRequest, session_id: UUID, quick_id: UUID) -> HttpResponse:
    """The words, who has the final say, and how to object."""
    found = _found(request, session_id, quick_id)
    member = request.member
    is_open = found.state == "open" and found.session.state == SessionState.OPEN
    context = {
        "put": found,
        "is_open": is_open,
        "may_object": is_open and may_object(member, found),
        "may_act": is_open and member.may(Permission.ACT_FOR_GROUP),
    }
    return render(request, "facilitation/decisions/quick.html", context)


@for_members(Permission.JOIN_ROOM, or_pass=True)
@require_POST
def objects(request: MemberRequest, session_id: UUID, quick_id: UUID) -> HttpResponseBase:
    found = _found(request, session_id, quick_id)
    agreements.object_to(found, by=request.member)
    if _is_in_room(request):
        return after_act(request, found.session)
    messages.success(request, _("It is not agreed. Nobody is told who objected, and nobody has to say why."))
    return _to(request, found)


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def agreed(request: MemberRequest, session_id: UUID, quick_id: UUID) -> HttpResponseBase:
    found = _found(request, session_id, quick_id)
    decision = agreements.record_quick_agree(found, by=request.member)
    if _is_in_room(request):
        return after_act(request, found.session)
    return redirect("decision", request.member.group.public_id, decision.public_id)


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def withdraw(request: MemberRequest, session_id: UUID, quick_id: UUID) -> HttpResponseBase:
    found = _found(request, session_id, quick_id)
    agreements.withdraw_quick_agree(found, by=request.member)
    if _is_in_room(request):
        return after_act(request, found.session)
    return _to(request, found)


def _is_in_room(request: MemberRequest) -> bool:
    """Done by a script in the room, or by a plain form that stands there: both stay in the room."""
    return bool(request.headers.get("HX-Request")) or "in_room" in request.POST


def may_object(member: Membership, found: QuickAgree) -> bool:
    """Voters who neither put these words nor lead what they are about."""
    return member.may(Permission.VOTE) and found.put_by_id != member.pk and not runs(member, found.item)


def _session(request: MemberRequest, session_id: UUID) -> Session:
    sessions = Session.objects.in_group(request.member.group).visible_to(request.member)
    return get_object_or_404(sessions, public_id=session_id)


def _found(request: MemberRequest, session_id: UUID, quick_id: UUID) -> QuickAgree:
    rows = QuickAgree.objects.in_session(_session(request, session_id))
    rows = rows.select_related("session__group", "item", "topic_version", "put_by", "decision")
    return get_object_or_404(rows, public_id=quick_id)


def _to(request: MemberRequest, found: QuickAgree) -> HttpResponse:
    return redirect("quick_agree", request.member.group.public_id, found.session.public_id, found.public_id)
