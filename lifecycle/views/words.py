"""My words: what I said, our request or decision, the reply, and what changed; or why it led to nothing."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from facilitation.models import Contribution
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from lifecycle.models import NotTaken, Trace
from lifecycle.retold import retold

SHOWN = 20


@for_members(Permission.SEE_GROUP)
def my_words(request: MemberRequest) -> HttpResponse:
    """Only the reader's own words, and only those said under their name: nothing else can be found."""
    not_taken, waiting = _not_taken(request.member), _waiting(request.member)
    part = request.GET.get("part", "")
    if part == "not_taken":
        return _one_part(request, part, not_taken)
    if part == "waiting":
        return _one_part(request, part, waiting)
    mine = Trace.objects.of_words_of(request.member).for_story()
    page = Paginator(mine.order_by("-at", "-pk"), SHOWN).get_page(request.GET.get("page"))
    why_not, still = list(not_taken[: SHOWN + 1]), list(waiting[: SHOWN + 1])
    context = {
        "page": page,
        "traces": retold(page, request.member.group),
        "not_taken": why_not[:SHOWN],
        "more_not_taken": len(why_not) > SHOWN,
        "waiting": still[:SHOWN],
        "more_waiting": len(still) > SHOWN,
    }
    return render(request, "lifecycle/asks/my_words.html", context)


def _one_part(request: MemberRequest, part: str, rows: QuerySet[Any]) -> HttpResponse:
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return render(
        request, "lifecycle/asks/my_words_part.html", {"part": part, "page": page, part: list(page)}
    )


def _not_taken(member: Membership) -> QuerySet[NotTaken]:
    beside = ("contribution__session", "contribution__typed_by", "contribution__helped_by")
    return NotTaken.objects.of_words_of(member).select_related(*beside).order_by("-on", "-pk")


def _waiting(member: Membership) -> QuerySet[Contribution]:
    """Heard, and neither used nor answered so far."""
    mine = Contribution.objects.in_group(member.group).filter(author=member, taken_back_at__isnull=True)
    used = Trace.objects.of_words_of(member).values("contribution")
    answered = NotTaken.objects.of_words_of(member).values("contribution")
    waiting = mine.exclude(pk__in=used).exclude(pk__in=answered)
    return waiting.select_related("session", "typed_by", "helped_by").order_by("-said_at", "pk")
