"""After a session: would you like to talk about it? Offered to all with lived experience, whoever was there."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from facilitation.actions.debrief import accept_debrief, accept_debrief_for, decline_debrief
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.actions.data import only_by_hand
from groups.forms.safety import CallForThemForm, CallMeForm
from groups.looks import looked_at
from groups.models import Look
from groups.outside import whom_to_tell
from groups.permissions import Permission
from groups.states import Side


@for_members(Permission.SEE_GROUP)
def debrief(request: MemberRequest, session_id: UUID) -> HttpResponse:
    member, session = request.member, find_session(request.member, session_id)
    if "no" in request.POST:
        decline_debrief(session, by=member)
        messages.success(request, _("That is fine. You can ask for a call at any time."))
        return to_session(session, member)
    form = CallMeForm(request.POST if request.method == "POST" else None, by=member)
    if form.is_valid():
        call = accept_debrief(session, **form.asked(), by=member)
        messages.success(request, _("%(name)s is being told now.") % {"name": call.to.name})
        return to_session(session, member)
    context = {"form": form, "session": session, "told": whom_to_tell(member.group)}
    return render(request, "facilitation/debrief.html", context | {"help_lines": settings.HELP_LINES})


@for_members(Permission.TYPE_FOR_OTHERS)
def debrief_for(request: MemberRequest, session_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody without an account said that they would like to talk about it."""
    session = find_session(request.member, session_id)
    here = request.member.group.memberships.present().filter(side=Side.LIVED)
    them = get_object_or_404(here.select_related("person", "group"), public_id=member_id)
    only_by_hand(them)
    form = CallForThemForm(request.POST if request.method == "POST" else None, by=them)
    if form.is_valid():
        call = accept_debrief_for(them, session, **form.asked(), by=request.member)
        messages.success(request, _("%(name)s is being told now.") % {"name": call.to.name})
        return to_session(session, request.member)
    if request.method == "GET":
        looked_at([them.person], Look.What.REACH, by=request.member)  # the number stands in the form
    context = {"form": form, "session": session, "them": them}
    return render(request, "facilitation/debrief_for.html", context)
