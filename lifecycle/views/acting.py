"""What the pages of one request share: finding it, trying an act, showing its form."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from groups.access import MemberRequest
from groups.transitions import Refused
from lifecycle.models import Ask
from lifecycle.story import read_story


def find_ask(request: MemberRequest, ask_id: UUID) -> Ask:
    """With all that its page tells."""
    asks_here = Ask.objects.in_group(request.member.group).for_story()
    found = get_object_or_404(asks_here, public_id=ask_id)
    read_story(found)
    return found


def made[Row](form: forms.BaseForm, act: Callable[[], Row]) -> Row | None:
    """What it makes, if the form is right. A refusal stands on the form, so that what was typed stays."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def acted(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it if the form is right, for an act that makes nothing to go on with."""
    return made(form, lambda: (act(),)) is not None


def form_page(
    request: MemberRequest, found: Ask, form: forms.BaseForm, heading: str, button: str, **more: object
) -> HttpResponse:
    context = {"ask": found, "form": form, "heading": heading, "button": button, **more}
    return render(request, "lifecycle/asks/act.html", context)


def to_ask(found: Ask) -> HttpResponse:
    return redirect("ask", found.group.public_id, found.public_id)
