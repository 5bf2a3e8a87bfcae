"""What a helper may do about sessions: say whether the person comes and what is right, and send their thoughts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.actions.arrangements import Typed, answer
from facilitation.actions.coming import say_coming
from facilitation.actions.contributions import contribute
from facilitation.forms.arrangements import AnswersForm
from facilitation.forms.coming import ComingForm
from facilitation.forms.helping import HelpedThoughtForm
from facilitation.models import Coming, Session
from facilitation.views.arranged import own_arrangements
from groups.access import HelperRequest, for_helpers
from groups.helping_more import more_for
from groups.permissions import Permission
from groups.states import HelperPower, Origin
from groups.transitions import Refused

SHOWN = 5


@for_helpers(None)
@require_safe
def helping_one(request: HelperRequest) -> HttpResponse:
    """What this helper may do for one person, and nothing else."""
    helper = request.helper
    sessions = Session.objects.in_group(
        helper.group
    ).counted()  # nobody sees a meeting among us through another
    about_sessions = helper.has(HelperPower.COMING) or helper.has(HelperPower.THOUGHTS)
    context = {
        "helper": helper,
        "powers": helper.powers,
        "more": more_for(helper),
        "ahead": sessions.upcoming().select_related("group")[:SHOWN] if about_sessions else [],
        "past": sessions.past().select_related("group")[:SHOWN] if about_sessions else [],
    }
    return render(request, "facilitation/helping_one.html", context)


@for_helpers(HelperPower.COMING)
def helping_coming(request: HelperRequest, session_id: UUID) -> HttpResponse:
    helper, session = request.helper, _session(request, session_id)
    if not helper.member.may(Permission.JOIN_ROOM):
        raise Refused(_("They do not come to sessions."))
    reply = Coming.objects.filter(session=session, member=helper.member).first()
    form = ComingForm(request.POST if request.method == "POST" else None, instance=reply, session=session)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_coming(session, answer=said["answer"], note=said["note"], by=helper.member, helped_by=helper)
        return _done(request)
    return _form(request, session, form, _("Are they coming?"))


@for_helpers(HelperPower.COMING)
def helping_arranged(request: HelperRequest, session_id: UUID) -> HttpResponse:
    helper, session = request.helper, _session(request, session_id)
    own = own_arrangements(session, helper.member)
    if not own:
        raise Refused(_("Nothing is arranged for them at this session."))
    form = AnswersForm(
        request.POST if request.method == "POST" else None, arrangements=own, ended=session.has_ended
    )
    if request.method == "POST" and form.is_valid():
        typed = Typed(by=request.person, origin=Origin.APP, helper=helper)
        answer(session, form.answers(), by=helper.member, typed=typed)
        return _done(request)
    return _form(request, session, form, _("What do they say about it?"))


@for_helpers(HelperPower.THOUGHTS)
def helping_thought(request: HelperRequest, session_id: UUID) -> HttpResponse:
    """Their thought, under their name. A helper knows who speaks, so it can never be without one."""
    helper, session = request.helper, _session(request, session_id)
    if not (helper.member.may(Permission.SPEAK) and session.takes_late_thoughts):
        raise Refused(_("A session takes thoughts from the day it is announced until its notes are settled."))
    form = HelpedThoughtForm(request.POST if request.method == "POST" else None, member=helper.member)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "audience", "once")}
        contribute(session, by=helper.member, is_late=True, helped_by=helper, **said)
        return _done(request)
    return _form(request, session, form, _("Send a thought with their name"))


def _session(request: HelperRequest, session_id: UUID) -> Session:
    sessions = Session.objects.in_group(request.helper.group).visible_to(request.helper.member).counted()
    return get_object_or_404(sessions.select_related("group"), public_id=session_id)


def _form(request: HelperRequest, session: Session, form: object, title: str) -> HttpResponse:
    context = {"form": form, "session": session, "helper": request.helper, "title": title}
    return render(request, "facilitation/helping_form.html", context)


def _done(request: HelperRequest) -> HttpResponse:
    messages.success(request, _("Sent for them. They can read that you did this."))
    return redirect("helping_one", request.helper.public_id)
