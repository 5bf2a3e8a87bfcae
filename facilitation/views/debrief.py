"""After a session: would you like to talk about it? Offered to all with lived experience, whoever was there."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from facilitation.actions.debrief import accept_debrief, decline_debrief
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.forms.safety import CallMeForm
from groups.outside import whom_to_tell
from groups.permissions import Permission


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
