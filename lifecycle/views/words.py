"""My words: what I said, our request, the reply, and what changed."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from facilitation.models import Contribution
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from lifecycle.models import Trace

SHOWN = 20


@for_members(Permission.SEE_GROUP)
def my_words(request: MemberRequest) -> HttpResponse:
    """Only the reader's own words, and only those said under their name: nothing else can be found."""
    mine = Trace.objects.of_words_of(request.member).for_story()
    page = Paginator(mine.order_by("-at", "-pk"), SHOWN).get_page(request.GET.get("page"))
    waiting = Contribution.objects.in_group(request.member.group).filter(
        author=request.member, taken_back_at__isnull=True
    )
    used = Trace.objects.of_words_of(request.member).values("contribution")
    context = {
        "page": page,
        "traces": list(page),
        "waiting": waiting.exclude(pk__in=used)
        .select_related("session", "typed_by", "helped_by")
        .order_by("-said_at")[:SHOWN],
    }
    return render(request, "lifecycle/asks/my_words.html", context)
