"""Arranged for you: the person says whether it is right, and afterwards whether it was there for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.arrangements import YES, Typed, answer
from facilitation.forms.arrangements import AnswersForm, TypedAnswersForm
from facilitation.models import Arrangement, Session
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.looks import looked_at
from groups.models import Look, Membership
from groups.permissions import Permission


@for_members(Permission.JOIN_ROOM)
def arranged(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """One's own list. `all` answers yes to everything that has no answer yet."""
    member = request.member
    session = find_session(member, session_id)
    own = own_arrangements(session, member)
    if request.method == "POST" and "all" in request.POST:
        unanswered = [one for one in own if not (one.met if session.has_ended else one.is_right is not None)]
        answer(session, [(one, YES, "") for one in unanswered], by=member)
        return _thanks(request, session)
    form = AnswersForm(
        request.POST if request.method == "POST" else None, arrangements=own, ended=session.has_ended
    )
    if request.method == "POST" and form.is_valid():
        answer(session, form.answers(), by=member)
        return _thanks(request, session)
    return render(
        request, "facilitation/arranged_answers.html", {"form": form, "session": session, "own": own}
    )


@for_members(Permission.TYPE_FOR_OTHERS)
def arranged_for(request: MemberRequest, session_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody said it by phone, by letter or in person."""
    session = find_session(request.member, session_id)
    here = request.member.group.memberships.present().select_related("person", "group")
    them = get_object_or_404(here, public_id=member_id)
    own = own_arrangements(session, them)
    form = TypedAnswersForm(
        request.POST if request.method == "POST" else None, arrangements=own, ended=session.has_ended
    )
    if request.method == "POST" and form.is_valid():
        typed = Typed(by=request.person, origin=form.cleaned_data["origin"])
        answer(session, form.answers(), by=them, typed=typed)
        messages.success(request, _("Kept as they said it."))
        return redirect("arrange", them.group.public_id, session.public_id, them.public_id)
    looked_at([them.person] if own else [], Look.What.ACCESS, by=request.member)
    context = {"form": form, "session": session, "own": own, "them": them}
    return render(request, "facilitation/arranged_answers.html", context)


def own_arrangements(session: Session, member: Membership) -> list[Arrangement]:
    """What is arranged for this person, of a session that takes place."""
    if not (session.is_ahead or session.has_ended):
        return []
    return list(session.arrangements.filter(member=member).select_related("typed_by").order_by("pk"))


def _thanks(request: MemberRequest, session: Session) -> HttpResponse:
    messages.success(request, _("Thank you. Those who arrange it read this."))
    return to_session(session, request.member)
