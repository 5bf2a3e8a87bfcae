"""What is about the person who is signed in: one page that leads to all of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.access import PersonRequest, for_signed_in


@for_signed_in
@require_safe
def me(request: PersonRequest) -> HttpResponse:
    return render(request, "groups/me.html", {"places": request.places})
