"""Thoughts from people who could not be there, or who thought of it later."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.forms.late import LateThoughtForm
from facilitation.models import Session
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SPEAK)
@never_cache
def thought(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Send a thought. A receipt is shown in the answer itself: nothing may carry it to another page."""
    session = find_session(request.member, session_id)
    if not session.takes_late_thoughts:
        raise Refused(_("A session takes thoughts from the day it is announced until its notes are settled."))
    form = LateThoughtForm(request.POST or None, member=request.member, items=session.items.all())
    if request.method == "POST" and form.is_valid():
        code = _send(form, session, request.member)
        if code:
            context = {"session": session, "code": code}
            return render(request, "facilitation/late_receipt.html", context)
        if not form.errors:
            messages.success(request, _("Thank you. Your thought stands beside what was said in the room."))
            return to_session(session, request.member)
    return render(request, "facilitation/late_thought.html", {"form": form, "session": session})


def _send(form: LateThoughtForm, session: Session, member: Membership) -> str:
    """The code of the receipt, or nothing for words with a name. A refusal becomes an error of the form."""
    said = {name: form.cleaned_data[name] for name in ("words", "audience", "once")}
    said["item"] = form.about
    try:
        if form.is_anonymous:
            return contribute_anonymously(session, is_late=True, **said)
        contribute(session, by=member, is_late=True, **said)
    except Refused as refused:
        form.add_error(None, str(refused))
    return ""
