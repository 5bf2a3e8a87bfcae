"""Everything that keeps a group going, in one place, for those who see to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.access import MemberRequest, for_members
from groups.permissions import Permission


@for_members(Permission.INVITE)
@require_safe
def looking_after(request: MemberRequest) -> HttpResponse:
    """Links only: each page has its own door, and a link shows where `request.member.can` has its permission."""
    return render(request, "groups/looking_after.html")
