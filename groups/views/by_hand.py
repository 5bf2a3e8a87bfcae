"""Letters and calls: what waits for a coordinator to post it or to say it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions.by_hand import drop_by_hand, sent_by_hand
from groups.actions.calls import ENOUGH_TRIES
from groups.forms.calls import CallForm
from groups.letters import enclosed_with
from groups.looks import looked_at
from groups.models import Delivery, Group, Look, PrintRun
from groups.models.notifications import DeliveryQuerySet
from groups.needs import BEFORE_WRITING, shown_needs
from groups.notifications.by_hand import for_hands_of, kinds_among_us, letters_to_print, words_of
from groups.notifications.not_arrived import not_arrived
from groups.notifications.titles import titles_of
from groups.permissions import Permission
from groups.states import CallAnswer, Channel
from groups.to_make import to_make

PER_PAGE = 20


@for_members(Permission.SEND_BY_HAND)
@require_safe
def by_hand(request: MemberRequest) -> HttpResponse:
    """Letters, then calls; the oldest first."""
    page = Paginator(_listed(request), PER_PAGE).get_page(request.GET.get("page"))
    group = request.member.group
    calls = _calls_beside(request, page.object_list)
    rows = [(one, calls.get((one.notification_id, one.person_id))) for one in page]
    context = {
        "page": page,
        "ways": [(way, [row for row in rows if row[0].channel == way]) for way in Channel],
        "flags": shown_needs([delivery.person for delivery in page], to=request.member, kinds=BEFORE_WRITING),
        "titles": titles_of(page.object_list),
        "to_print": letters_to_print(group).count(),
        "among_us": kinds_among_us(),
        "enough_tries": ENOUGH_TRIES,
        "runs": _standing_runs(group),
        "to_make": to_make(request.member),
        "lost": not_arrived(request.member).count(),
    }
    return render(request, "groups/by_hand.html", context)


@for_members(Permission.SEND_BY_HAND)
@require_safe
def by_hand_one(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    """One letter to print, or the words for one call."""
    return show_one(request, waiting_one(request, delivery_id))


def show_one(request: MemberRequest, delivery: Delivery, form: CallForm | None = None) -> HttpResponse:
    """Showing the number or the address is a look that the person can read of."""
    looked_at([delivery.person], Look.What.REACH, by=request.member)
    context = {
        "delivery": delivery,
        "words": words_of(delivery),
        "among_us": kinds_among_us(),
        "enclosed": enclosed_with(delivery),
        "flags": shown_needs([delivery.person], to=request.member, kinds=BEFORE_WRITING),
        "place": request.member.group.memberships.present().filter(person=delivery.person).first(),
        "calls": delivery.calls.select_related("by"),
        "form": form or CallForm(),
    }
    return render(request, "groups/by_hand_one.html", context)


def waiting_one(request: MemberRequest, delivery_id: UUID) -> Delivery:
    return get_object_or_404(_waiting(request), public_id=delivery_id)


@for_members(Permission.SEND_BY_HAND)
@require_POST
def by_hand_done(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    """Posted, said, or not needed any more."""
    delivery = waiting_one(request, delivery_id)
    if request.POST.get("what") == "drop":
        drop_by_hand(delivery, by=request.member)
        messages.success(request, _("It is off the list."))
    else:
        sent_by_hand(delivery, by=request.member)
        messages.success(request, _("Noted. Thank you."))
    return redirect("by_hand", request.member.group.public_id)


def _listed(request: MemberRequest) -> DeliveryQuerySet:
    """Each matter once for each person: a call about what also goes as a letter stands beside the letter."""
    same = Delivery.objects.waiting_for_hands().filter(
        notification=OuterRef("notification"), person=OuterRef("person"), channel=Channel.LETTER
    )
    return _waiting(request).exclude(Q(channel=Channel.PHONE) & Exists(same))


def _calls_beside(request: MemberRequest, some: Iterable[Delivery]) -> dict[tuple[int, int], Delivery]:
    """The calls that belong to letters, by matter and person."""
    letters = [one for one in some if one.channel == Channel.LETTER]
    calls = _waiting(request).filter(
        channel=Channel.PHONE,
        notification__in=[one.notification_id for one in letters],
        person__in=[one.person_id for one in letters],
    )
    return {(call.notification_id, call.person_id): call for call in calls}


def _standing_runs(group: Group) -> models.QuerySet[PrintRun]:
    """Printed by somebody, and some of it not in the post yet."""
    waits = Delivery.objects.waiting_for_hands().filter(print_run=OuterRef("pk"))
    runs = PrintRun.objects.in_group(group).standing().filter(Exists(waits))
    return runs.select_related("by").annotate(number=Count("letters")).order_by("made_at")


def _waiting(request: MemberRequest) -> DeliveryQuerySet:
    return (
        for_hands_of(request.member)
        .select_related("notification__group", "person__account", "print_run")
        .annotate(tries=Count("calls", filter=Q(calls__answer=CallAnswer.NO_ANSWER)))
        .order_by("channel", "due_at", "pk")
    )
