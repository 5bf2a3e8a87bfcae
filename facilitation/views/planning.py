"""Planning a session: a new one, from nothing, a shape or last time; changing, announcing and calling it off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from facilitation.actions import sessions as acts
from facilitation.actions.expecting import copy_what_to_expect
from facilitation.actions.series import announce_series_at_once, plan_series
from facilitation.forms.planning import NewSessionForm
from facilitation.forms.sessions import SessionForm
from facilitation.hints import day_hints, hints_for
from facilitation.models import AgendaItem, Session
from facilitation.needs import needs_in_view
from facilitation.patterns import Pattern, like_session, like_shape
from facilitation.session_shapes import SHAPES, shape_named
from facilitation.views.sessions import confirm, find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Person
from groups.notifications.previewing import preview
from groups.permissions import Permission
from groups.states import Channel

COPIED = tuple(SessionForm.Meta.fields)
ANNOUNCE = "announce"


@for_members(Permission.PLAN_SESSIONS)
def new(request: MemberRequest) -> HttpResponse:
    member = request.member
    pattern = _pattern(request)
    form = NewSessionForm(request.POST or None, group=member.group, pattern=pattern)
    if wants_hints(request):
        return show_hints(request, SessionForm(group=member.group, initial=_day_asked(request)))
    if request.method == "POST" and form.is_valid():
        return _plan(request, form, pattern)
    latest = Session.objects.in_group(member.group).counted().order_by("-starts_at").first()
    context = {
        "form": form,
        "pattern": pattern,
        "shapes": SHAPES,
        "chosen": request.GET.get("shape"),
        "latest": latest,
        **needs_in_view(None, member),
    }
    return render(request, "facilitation/session_new.html", context)


@for_members(Permission.PLAN_SESSIONS)
def edit(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if wants_hints(request):
        return show_hints(request, SessionForm(group=request.member.group, initial=_day_asked(request)))
    form = SessionForm(request.POST or None, group=request.member.group, instance=session)
    if request.method == "POST" and form.is_valid():
        acts.change_session(session, by=request.member, **form.changes())
        messages.success(request, _("Changed."))
        return to_session(session, request.member)
    context = {"form": form, "session": session, **needs_in_view(session, request.member)}
    return render(request, "facilitation/session_edit.html", context)


@for_members(Permission.PLAN_SESSIONS)
def announce(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.announce_session(session, by=request.member)
        _say_announced(request, session)
        return to_session(session, request.member)
    more = {"hints": hints_for(session), "previews": _previews(session, request.person)}
    return confirm(request, session, ANNOUNCE, **more, **needs_in_view(session, request.member))


@for_members(Permission.PLAN_SESSIONS)
def cancel(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.cancel_session(session, by=request.member)
        messages.success(request, _("Called off. Whoever was told about it is being told now."))
        return to_session(session, request.member)
    return confirm(request, session, "cancel")


def wants_hints(request: HttpRequest) -> bool:
    """A day has just been chosen in a form, and its hints are asked for alone."""
    return "HX-Request" in request.headers and "day" in request.GET


def show_hints(request: HttpRequest, form: SessionForm) -> HttpResponse:
    return render(request, "facilitation/day_hints.html", {"hints": form.hints})


def _day_asked(request: HttpRequest) -> dict[str, str]:
    return {"day": request.GET["day"]}


def _plan(request: MemberRequest, form: NewSessionForm, pattern: Pattern) -> HttpResponse:
    member, session = request.member, form.planned()
    if there := Session.objects.in_group(member.group).filter(public_id=session.public_id).first():
        return to_session(there, member)  # the same form, sent twice
    agenda = pattern.items if form.cleaned_data.get("with_agenda") else []
    if form.cleaned_data["repeat"]:
        return _plan_series(request, form, pattern, agenda)
    if ANNOUNCE in request.POST:
        acts.announce_at_once(session, agenda=agenda, by=member)
        _say_announced(request, session)
    else:
        acts.plan_session(session, agenda=agenda, by=member)
        messages.success(request, _("Kept as a draft. Add what you will talk about, then announce it."))
    if pattern.session:
        copy_what_to_expect(pattern.session, session, by=member)
    if agenda and pattern.waits_for_a_topic:
        messages.info(
            request,
            _("What you want to decide stands as “Explore”. Choose its topic, then it can be decided."),
        )
    return to_session(session, member)


def _plan_series(
    request: MemberRequest, form: NewSessionForm, pattern: Pattern, agenda: list[AgendaItem]
) -> HttpResponse:
    every, times = form.cleaned_data["repeat"], form.moments
    if ANNOUNCE in request.POST:
        series = announce_series_at_once(
            form.planned(), every=every, times=times, agenda=agenda, by=request.member
        )
        messages.success(request, _("Announced. Everyone in the group is being told now."))
    else:
        series = plan_series(form.planned(), every=every, times=times, agenda=agenda, by=request.member)
        messages.success(request, _("Kept as drafts. Look at each, then announce them."))
    if pattern.session:
        for session in series.sessions.all():
            copy_what_to_expect(pattern.session, session, by=request.member)
    return redirect("series", series.group.public_id, series.public_id)


def _previews(session: Session, reader: Person) -> dict[str, str]:
    """What everyone will get, by the way it reaches them, as `reader` would read it."""
    on_paper = Person(name=_("Their name"), language=reader.language)  # of someone who does not sign in
    ways = (
        (_("By email"), reader, Channel.EMAIL),
        (_("By letter or call"), on_paper, Channel.LETTER),
        (_("By text message"), reader, Channel.TEXT),
    )
    return {
        way: preview("session_announced", session, group=session.group, person=person, channel=channel)
        for way, person, channel in ways
    }


def _say_announced(request: HttpRequest, session: Session) -> None:
    messages.success(request, _("Announced. Everyone in the group is being told now."))
    for hint in day_hints(session.day, session.group):
        messages.warning(request, hint)


def _pattern(request: MemberRequest) -> Pattern:
    """What is named in ?from= or ?shape=, if there is such a thing in this group."""
    if shape := shape_named(request.GET.get("shape", "")):
        return like_shape(shape)
    sessions = Session.objects.in_group(request.member.group).counted().select_related("group")
    try:
        session = sessions.filter(public_id=UUID(request.GET.get("from", ""))).first()
    except ValueError:
        session = None
    return like_session(session, COPIED) if session else Pattern()
