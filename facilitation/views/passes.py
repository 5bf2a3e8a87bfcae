"""Room passes: who has one for this session, one to print or read out, taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions.passes import give_room_pass, revoke_room_pass
from facilitation.models import Session
from facilitation.views.sessions import find_session
from groups.access import MemberRequest, for_members
from groups.models import RoomPass
from groups.models.passes import RoomPassQuerySet
from groups.passes import may_have_pass
from groups.permissions import Permission
from groups.states import PassState


@for_members(Permission.SEND_BY_HAND)
@require_safe
def room_passes(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Those who do not sign in first."""
    session = find_session(request.member, session_id)
    given = {one.member_id: one for one in _given(request, session)}
    present = request.member.group.memberships.active().with_names()
    people = [(member, given.get(member.pk)) for member in present if may_have_pass(member)]
    people.sort(key=lambda pair: bool(pair[0].person.account_id))
    return render(request, "facilitation/room_passes.html", {"session": session, "people": people})


@for_members(Permission.SEND_BY_HAND)
@require_POST
def room_pass_give(request: MemberRequest, session_id: UUID, member_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    present = request.member.group.memberships.present().select_related("person", "group")
    member = get_object_or_404(present, public_id=member_id)
    given = give_room_pass(session, member=member, by=request.member)
    return redirect("room_pass_one", request.member.group.public_id, session.public_id, given.public_id)


@for_members(Permission.SEND_BY_HAND)
@require_safe
def room_pass_one(request: MemberRequest, session_id: UUID, pass_id: UUID) -> HttpResponse:
    """One pass, to print or to read out. Its code is worked out for this page and kept nowhere."""
    session = find_session(request.member, session_id)
    given = get_object_or_404(_given(request, session), public_id=pass_id)
    shown = given if given.state == PassState.ISSUED else None
    return render(
        request, "facilitation/room_pass_one.html", {"session": session, "given": given, "shown": shown}
    )


@for_members(Permission.SEND_BY_HAND)
@require_POST
def room_pass_revoke(request: MemberRequest, session_id: UUID, pass_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    given = get_object_or_404(_given(request, session), public_id=pass_id)
    revoke_room_pass(session, given, by=request.member)
    messages.success(request, _("The pass is taken back. It opens nothing any more."))
    return redirect("room_passes", request.member.group.public_id, session.public_id)


def _given(request: MemberRequest, session: Session) -> RoomPassQuerySet:
    here = RoomPass.objects.in_group(request.member.group).filter(room=session.public_id)
    return here.select_related("member__person", "issued_by")
