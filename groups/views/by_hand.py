"""Letters and calls: what waits for a coordinator to post it or to say it."""

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
from groups.looks import looked_at
from groups.models import Delivery, Group, Look, PrintRun
from groups.models.notifications import DeliveryQuerySet
from groups.needs import BEFORE_WRITING, shown_needs
from groups.notifications.by_hand import words_of
from groups.notifications.titles import titles_of
from groups.permissions import Permission
from groups.states import CallAnswer, Channel

PER_PAGE = 20


@for_members(Permission.SEND_BY_HAND)
@require_safe
def by_hand(request: MemberRequest) -> HttpResponse:
    """Letters, then calls; the oldest first."""
    page = Paginator(_waiting(request), PER_PAGE).get_page(request.GET.get("page"))
    group = request.member.group
    context = {
        "page": page,
        "ways": [(way, [one for one in page if one.channel == way]) for way in Channel],
        "flags": shown_needs([delivery.person for delivery in page], to=request.member, kinds=BEFORE_WRITING),
        "titles": titles_of(page.object_list),
        "to_print": Delivery.objects.to_print(group).count(),
        "enough_tries": ENOUGH_TRIES,
        "runs": _standing_runs(group),
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


def _standing_runs(group: Group) -> models.QuerySet[PrintRun]:
    """Printed by somebody, and some of it not in the post yet."""
    waits = Delivery.objects.waiting_for_hands().filter(print_run=OuterRef("pk"))
    runs = PrintRun.objects.in_group(group).standing().filter(Exists(waits))
    return runs.select_related("by").annotate(number=Count("letters")).order_by("made_at")


def _waiting(request: MemberRequest) -> DeliveryQuerySet:
    return (
        Delivery.objects.waiting_for_hands()
        .filter(notification__group=request.member.group)
        .select_related("notification__group", "person__account", "print_run")
        .annotate(tries=Count("calls", filter=Q(calls__answer=CallAnswer.NO_ANSWER)))
        .order_by("channel", "due_at", "pk")
    )
