"""Search over everything a person may see in their group.

The words are posted, so that they stand in no address, no history of a shared phone and no log.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from groups import search as finding
from groups.access import MemberRequest, for_members
from groups.forms.search import SearchForm
from groups.models import Group, SearchEntry
from groups.permissions import Permission

A_PAGE = 20


@dataclass(frozen=True)
class Result:
    entry: SearchEntry
    kind: str
    address: str
    excerpt: list[tuple[str, bool]]


@for_members(Permission.SEE_GROUP)
def search(request: MemberRequest) -> HttpResponse:
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        found = finding.find(words, by=request.member, kind=form.cleaned_data["kind"])
        page = Paginator(found, A_PAGE).get_page(request.POST.get("page"))
        context |= {"page": page, "results": [_result(one, request.member.group, words) for one in page]}
    return render(request, "groups/search.html", context)


def _result(entry: SearchEntry, group: Group, words: str) -> Result:
    return Result(
        entry,
        str(finding.kinds().get(entry.kind, "")),
        finding.address_of(entry, group),
        finding.excerpt(entry, words),
    )
