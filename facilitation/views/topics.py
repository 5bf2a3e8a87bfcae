"""A topic: what is declared comes first; then what matters, options, what people said, rounds, what became of it."""

from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitation.actions import options, rounds, topics
from facilitation.declared import changes_between
from facilitation.forms.decisions import DeclarationForm, DropForm, OptionForm, TopicForm
from facilitation.forms.rounds import RoundForm
from facilitation.models import Contribution, Option, Session, Topic
from facilitation.states import TopicState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.together import Rows, read_together
from groups.transitions import Refused

SHOWN = 20
MOST_WORDS = 50


@for_members(Permission.SEE_GROUP)
def topic(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = find_topic(request, topic_id)
    member = request.member
    parts = _parts_of(found)
    context = {
        "topic": found,
        "changes": [(new, old, changes_between(old, new)) for new, old in pairwise(parts["versions"])],
        "options": parts["options"],
        "words": _said_about(found, request)[:MOST_WORDS],
        "speak_at": _where_to_speak(found, request),
        "decisions": parts["decisions"],
        "may_propose": found.state == TopicState.OPEN and member.may(Permission.SPEAK),
    }
    return render(request, "facilitation/decisions/topic.html", context)


@for_members(Permission.DECLARE_TOPICS)
@require_http_methods(["GET", "POST"])
def topic_new(request: MemberRequest) -> HttpResponse:
    form = TopicForm(
        request.POST or None,
        group=request.member.group,
        initial={"title": request.GET.get("title", "")[:160]},
    )
    if request.method == "POST" and form.is_valid():
        made = topics.declare_topic(
            title=form.cleaned_data["title"], declaration=form.declaration(), by=request.member
        )
        return redirect("topic", request.member.group.public_id, made.public_id)
    return render(request, "facilitation/decisions/topic_form.html", {"form": form})


@for_members(Permission.DECLARE_TOPICS)
@require_http_methods(["GET", "POST"])
def topic_change(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = find_topic(request, topic_id)
    form = DeclarationForm(request.POST or None, instance=found.current, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        topics.change_topic(found, declaration=form.declaration(), by=request.member)
        messages.success(request, _("Changed. Everyone in the group is told, and open rounds ask again."))
        return _to_topic(request, found)
    return render(request, "facilitation/decisions/topic_form.html", {"form": form, "topic": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def topic_drop(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = find_topic(request, topic_id)
    if found.state != TopicState.OPEN:
        raise Refused(_("This topic is closed already."))
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        topics.drop_topic(found, why=form.cleaned_data["why"], by=request.member)
        messages.success(request, _("Closed. Everyone in the group is told, with the reason."))
        return _to_topic(request, found)
    return render(request, "facilitation/decisions/topic_drop.html", {"form": form, "topic": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def topic_reopen(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = topics.reopen_topic(find_topic(request, topic_id), by=request.member)
    messages.success(request, _("Open again. Everyone in the group is told."))
    return _to_topic(request, found)


@for_members(Permission.SPEAK)
@require_http_methods(["GET", "POST"])
def option_new(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = find_topic(request, topic_id)
    if found.state != TopicState.OPEN or found.current is None:
        raise Refused(_("This topic takes no options now. A facilitator can open it again."))
    form = OptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options.propose_option(form.instance, topic=found, by=request.member)
        messages.success(request, _("Your option stands with the others. You can take it back at any time."))
        return _to_topic(request, found)
    return render(request, "facilitation/decisions/option_new.html", {"form": form, "topic": found})


@for_members(Permission.SPEAK)
@require_POST
def option_take_back(request: MemberRequest, option_id: UUID) -> HttpResponse:
    rows = Option.objects.filter(group=request.member.group).select_related("topic", "proposed_by", "group")
    option = get_object_or_404(rows, public_id=option_id)
    options.take_back_option(option, by=request.member)
    messages.success(request, _("Your option is gone."))
    return _to_topic(request, option.topic)


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def round_open(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    found = find_topic(request, topic_id)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = rounds.open_round(topic=found, **form.cleaned_data, by=request.member)
            return redirect("decision", request.member.group.public_id, opened.public_id)
        except Refused as refused:
            if found.state != TopicState.OPEN:
                raise
            form.add_error("closes_on", str(refused))
    return render(request, "facilitation/decisions/round_open.html", {"form": form, "topic": found})


def find_topic(request: MemberRequest, topic_id: UUID) -> Topic:
    topics_here = Topic.objects.in_group(request.member.group).select_related(
        "current__final_say_member", "group"
    )
    return get_object_or_404(topics_here, public_id=topic_id)


def _parts_of(found: Topic) -> Rows:
    """The newest versions of what is declared, the options and the newest decisions, in one question."""
    versions, decisions = found.versions.order_by("-number"), found.decisions.order_by("-created_at")
    return read_together(
        versions=versions.filter(pk__in=versions.values("pk")[:SHOWN]).select_related("declared_by"),
        options=Option.objects.of_topic(found),
        decisions=decisions.filter(pk__in=decisions.values("pk")[:SHOWN]),
    )


def _said_about(found: Topic, request: MemberRequest) -> QuerySet[Contribution]:
    """What was said where the topic was talked about, as far as this member may read it."""
    here = Session.objects.in_group(request.member.group).visible_to(request.member)
    said = Contribution.objects.filter(item__topic=found, session__in=here).readable_by(request.member)
    return said.select_related("author", "session").order_by("-session__starts_at", "pk")


def _where_to_speak(found: Topic, request: MemberRequest) -> Session | None:
    """The session, ahead or still taking thoughts, that talks about the topic; else the next one."""
    if found.state != TopicState.OPEN:
        return None
    here = Session.objects.in_group(request.member.group).visible_to(request.member)
    about = here.filter(items__topic=found).order_by("-starts_at").first()
    return about if about and about.takes_late_thoughts else here.upcoming().first()


def _to_topic(request: MemberRequest, found: Topic) -> HttpResponse:
    return redirect("topic", request.member.group.public_id, found.public_id)
