"""Which dates suit people: asking, answering, typing it for someone, choosing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.actions import polls as acts
from facilitation.forms.polls import DatePollForm, SuitsForm, SuitsForSomeoneForm
from facilitation.hints import day_hints
from facilitation.models import DatePoll, PollAnswer
from facilitation.suiting import dates_in_view
from facilitation.views.sessions import to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.PLAN_SESSIONS)
def new(request: MemberRequest) -> HttpResponse:
    form = DatePollForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        poll = acts.ask_for_dates(form.planned(), dates=form.dates, by=request.member)
        messages.success(request, _("Asked. Everyone in the group is being told now."))
        for date in form.dates:
            for hint in day_hints(date.day, request.member.group):
                messages.warning(request, hint)
        return _to(request, poll)
    return render(request, "facilitation/date_poll_new.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def poll(request: MemberRequest, poll_id: UUID) -> HttpResponse:
    """The dates; and until its last day is over, what suits me."""
    asked = _find(request, poll_id)
    dates = dates_in_view(asked, to=request.member)
    mine = PollAnswer.objects.filter(date__poll=asked, member=request.member)
    said = dict(mine.values_list("date", "answer"))
    data = request.POST if request.method == "POST" else None
    form = SuitsForm(data, dates=[one.date for one in dates], said=said)
    if request.method == "POST" and (form.is_valid() or not asked.takes_answers):
        answers = form.answers() if form.is_valid() else {}
        acts.answer_poll(asked, answers=answers, member=request.member, by=request.member)
        messages.success(request, _("Thank you. You can change this until answers close."))
        return _to(request, asked)
    context = {"poll": asked, "dates": dates, "said": said, "form": form if asked.takes_answers else None}
    return render(request, "facilitation/date_poll.html", context)


@for_members(Permission.TYPE_FOR_OTHERS)
def poll_for(request: MemberRequest, poll_id: UUID) -> HttpResponse:
    """What somebody who does not sign in told us by phone or letter."""
    asked = _find(request, poll_id)
    if not asked.takes_answers:
        raise Refused(_("The time to say which dates suit is over."))
    dates = list(asked.in_order().select_related("group"))
    form = SuitsForSomeoneForm(request.POST or None, group=request.member.group, dates=dates, said={})
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        acts.answer_poll(asked, answers=form.answers(), member=member, by=request.member)
        messages.success(request, _("Kept. Their last word counts."))
        return _to(request, asked)
    return render(request, "facilitation/date_poll_for.html", {"poll": asked, "form": form})


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def pick(request: MemberRequest, poll_id: UUID, poll_date_id: UUID) -> HttpResponse:
    rows = _find(request, poll_id).in_order().select_related("poll", "group")
    session = acts.pick_date(get_object_or_404(rows, public_id=poll_date_id), by=request.member)
    messages.success(request, _("Kept as a draft on this date. Everyone hears of it when you announce it."))
    return to_session(session, request.member)


@for_members(Permission.PLAN_SESSIONS)
def call_off(request: MemberRequest, poll_id: UUID) -> HttpResponse:
    asked = _find(request, poll_id)
    if request.method == "POST":
        acts.call_off_poll(asked, by=request.member)
        messages.success(request, _("Called off. Whoever was asked is being told now."))
        return redirect("sessions", request.member.group.public_id)
    return render(request, "facilitation/date_poll_off.html", {"poll": asked})


def _find(request: MemberRequest, poll_id: UUID) -> DatePoll:
    rows = DatePoll.objects.in_group(request.member.group).select_related("group", "session")
    return get_object_or_404(rows, public_id=poll_id)


def _to(request: MemberRequest, poll: DatePoll) -> HttpResponse:
    return redirect("date_poll", request.member.group.public_id, poll.public_id)
