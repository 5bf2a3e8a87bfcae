"""What was sent to me, and how to stop it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from groups.access import PersonRequest, for_anyone, for_signed_in
from groups.actions import reaching
from groups.kinds import KINDS, WEEKLY
from groups.models import Delivery, Notification
from groups.notifications.stopping import Stop, read_stop_token
from groups.states import Channel

PER_PAGE = 20


@for_signed_in
@require_safe
def messages(request: PersonRequest) -> HttpResponse:
    """Everything ever sent to this person: when, how, what it said and what became of it."""
    theirs = Delivery.objects.filter(person=request.person).order_by("pk")
    facts = (
        Notification.objects.filter(pk__in=theirs.values("notification"))
        .select_related("group")
        .prefetch_related(Prefetch("deliveries", queryset=theirs))
        .order_by("-created_at", "-pk")
    )
    page = Paginator(facts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/messages.html", {"page": page})


@for_signed_in
@require_POST
def put_off(request: PersonRequest, delivery_id: UUID) -> HttpResponse:
    """Later."""
    reaching.put_off(_mine(request, delivery_id), by=request.person)
    return redirect("today")


@for_signed_in
@require_POST
def message_read(request: PersonRequest, delivery_id: UUID) -> HttpResponse:
    """I have seen this."""
    reaching.mark_read(_mine(request, delivery_id), by=request.person)
    return redirect("today")


@csrf_exempt  # a mail program's one-click stop brings no cookie; the token in the address is the proof
@for_anyone
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then stop. Works signed out, and in one click from a mail program (RFC 8058)."""
    found = read_stop_token(token)
    if found is None:
        return render(request, "groups/stop_old.html", status=404)
    facts = {"stop": found, "kind": KINDS.get(found.kind), "weekly": found.kind == WEEKLY}
    if request.method != "POST":
        return render(request, "groups/stop.html", facts)
    what = _stop(found, request.POST.get("what", "kind"))
    return render(request, "groups/stopped.html", facts | {"what": what})


def _stop(found: Stop, asked: str) -> str:
    """Do what was asked; a mail program asks for nothing by name and stops this kind. Returns what was done."""
    person, kind = found.person, KINDS.get(found.kind)
    if asked in ("channel", "email"):
        reaching.stop_channel(person, found.channel, by=person)
        return "channel"
    if asked == "topic" and kind and found.kind != WEEKLY:
        reaching.stop_topic(person, kind.topic, by=person)
        return "topic"
    if asked == "again":
        reaching.start_kind(person, found.kind, by=person)
        return "again"
    reaching.stop_kind(person, found.kind, by=person)
    return "kind"


def _mine(request: PersonRequest, delivery_id: UUID) -> Delivery:
    return get_object_or_404(
        Delivery.objects.select_related("person"),
        person=request.person,
        channel=Channel.APP,
        public_id=delivery_id,
    )
