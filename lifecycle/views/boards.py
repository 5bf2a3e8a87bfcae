"""How long answers take in a group, and what waits for one decision-maker over all their groups."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.access import MemberRequest, PersonRequest, for_members, for_signed_in
from groups.models import Membership
from groups.permissions import Permission
from lifecycle.answer_times import times_of_group, times_of_lead
from lifecycle.models import Ask
from lifecycle.timeline import escalated

SHOWN = 20


@for_members(Permission.SEE_GROUP)
@require_safe
def answer_times(request: MemberRequest) -> HttpResponse:
    return render(request, "lifecycle/asks/times.html", {"times": times_of_group(request.member.group)})


@for_signed_in
@require_safe
def requests_to_me(request: PersonRequest) -> HttpResponse:
    """By their day, so that what is late comes first. Only the one who is asked sees this page."""
    places = Membership.objects.present().who_may(Permission.ANSWER_ASKS).filter(person=request.person)
    if not places.exists():
        raise Http404
    mine = Ask.objects.filter(to__in=places).for_list().with_rests()
    page = Paginator(mine.systems_turn().by_clock(), SHOWN).get_page(request.GET.get("page"))
    theirs = list(mine.awaiting_the_group().by_clock()[:SHOWN])
    context = {
        "page": page,
        "asks": list(page),
        "theirs": theirs,
        "escalated": escalated(list(page)),
        "today": timezone.localdate(),
        "times": times_of_lead(request.person),
        "oversees_groups": True,
    }
    return render(request, "lifecycle/asks/to_me.html", context)
