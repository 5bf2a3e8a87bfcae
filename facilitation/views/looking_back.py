"""What I heard, what I will do differently; and a facilitator's own reflection, which nobody else reads."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.actions import looking_back as acts
from facilitation.forms.looking_back import ReflectionForm, WhatIHeardForm
from facilitation.good_facilitation import MARKS
from facilitation.models import Reflection, Session, WhatIHeard
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused

EARLIER = 3  # beside the one being written


@for_members(Permission.SAY_WHAT_I_HEARD)
def what_i_heard(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = _past(request.member, session_id)
    if not session.is_usual:
        raise Http404
    mine = WhatIHeard.objects.filter(session=session, member=request.member).order_by("-number")
    latest = mine.first()
    first = {"heard": latest.heard, "will_do": latest.will_do} if latest else {}
    form = WhatIHeardForm(request.POST or None, initial=first)
    if request.method != "POST" or not form.is_valid():
        context = {"session": session, "form": form, "latest": latest, "earlier": mine[1:]}
        return render(request, "facilitation/what_i_heard.html", context)
    acts.say_what_i_heard(session, **form.cleaned_data, by=request.member)
    messages.success(request, _("Thank you. Everyone in the group can read it under the session."))
    return to_session(session, request.member)


@for_members(Permission.RUN_ROOM)
def reflection(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Only ever one's own."""
    session = _past(request.member, session_id)
    mine = Reflection.objects.filter(member=request.member).select_related("session__group")
    kept = mine.filter(session=session).first()
    form = ReflectionForm(
        request.POST if request.method == "POST" else None, initial=kept.answers if kept else {}
    )
    if request.method == "POST" and form.is_valid():
        acts.reflect(session, answers=form.cleaned_data, by=request.member)
        messages.success(request, _("Kept, for you alone."))
        return to_session(session, request.member)
    earlier = mine.exclude(session=session).order_by("-session__starts_at")[:EARLIER]
    context = {"session": session, "form": form, "kept": kept, "earlier": _side_by_side(list(earlier))}
    return render(request, "facilitation/reflection.html", context)


@for_members(Permission.RUN_ROOM)
@require_POST
def reflection_delete(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = _past(request.member, session_id)
    acts.forget_reflection(session, by=request.member)
    messages.success(request, _("It is deleted."))
    return to_session(session, request.member)


def _past(member: Membership, session_id: UUID) -> Session:
    session = find_session(member, session_id)
    if not session.is_over:
        raise Refused(_("This can be written when the session is over."))
    return session


def _side_by_side(earlier: list[Reflection]) -> list[tuple[str, list[tuple[Session, str]]]]:
    """For each mark, what they wrote after each of the sessions before."""
    return [
        (
            str(mark.label),
            [(one.session, words) for one in earlier if (words := one.answers.get(mark.id, ""))],
        )
        for mark in MARKS
        if any(one.answers.get(mark.id) for one in earlier)
    ]
