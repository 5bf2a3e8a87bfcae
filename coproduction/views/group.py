"""Our group: what we are here for, what comes next, what we asked for, and how we work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from facilitation.models import GroupText, Session
from facilitation.states import TextKind
from groups.access import MemberRequest, for_members
from groups.actions.facilitators import gap_seen_by
from groups.permissions import Permission
from groups.welcome import still_open
from lifecycle.models import Ask, Commitment
from lifecycle.views.cycles import ring_of

SHOWN_ASKS = 5


@for_members(Permission.SEE_GROUP)
def group_home(request: MemberRequest) -> HttpResponse:
    member = request.member
    group = member.group
    asks = Ask.objects.in_group(group).open().select_related("to").order_by("next_step_on", "pk")
    return render(
        request,
        "coproduction/group.html",
        {
            "purpose": GroupText.objects.in_group(group)
            .agreed(TextKind.PURPOSE)
            .select_related("decision")
            .first(),
            "next_session": Session.objects.in_group(group).visible_to(member).upcoming().first(),
            "asks": asks[:SHOWN_ASKS],
            "ring_stages": ring_of(group),
            "commitment": Commitment.objects.in_group(group).signed().select_related("lead").first(),
            **gap_seen_by(request.member),
            "welcomes": [(member, open_now)] if (open_now := still_open(member)) else [],
            "today": timezone.localdate(timezone=group.tz),
        },
    )
