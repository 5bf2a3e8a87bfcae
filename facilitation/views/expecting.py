"""What to expect of a session: said by those who plan, shown to everyone who may come."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.actions.expecting import say_what_to_expect
from facilitation.forms.expecting import WhatToExpectForm
from facilitation.models import WhatToExpect
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.files.serving import serve
from groups.permissions import Permission


@for_members(Permission.PLAN_SESSIONS)
def expect(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    said = WhatToExpect.objects.filter(session=session).select_related("entrance").first()
    form = WhatToExpectForm(request.POST or None, request.FILES or None, instance=said or WhatToExpect())
    if request.method == "POST" and form.is_valid():
        say_what_to_expect(
            session,
            by=request.member,
            photo=form.cleaned_data["photo"],
            without_photo=form.cleaned_data.get("without_photo", False),
            **form.changes(),
        )
        messages.success(request, _("Kept. Everyone who sees the session reads it."))
        return to_session(session, request.member)
    return render(
        request, "facilitation/expect/change.html", {"form": form, "session": session, "said": said}
    )


@for_members(Permission.SEE_GROUP, or_pass=True)
@require_safe
def entrance(request: MemberRequest, session_id: UUID) -> HttpResponseBase:
    """The photograph of the entrance, also for whoever comes with a room pass."""
    session = find_session(request.member, session_id)
    said = get_object_or_404(WhatToExpect.objects.select_related("entrance"), session=session)
    if said.entrance is None:
        raise Http404
    return serve(request, said.entrance)
