"""Signs that people may be asked only for show, for everyone in the group."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from lifecycle.signs import signs_of


@for_members(Permission.SEE_GROUP)
@require_safe
def signs(request: MemberRequest) -> HttpResponse:
    found = signs_of(request.member.group)
    context = {
        "showing": [sign for sign in found if sign.facts],
        "not_showing": [sign for sign in found if not sign.facts],
    }
    return render(request, "lifecycle/signs.html", context)
