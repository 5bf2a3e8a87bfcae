"""Asking to join: for anyone, signed in or not. A group that does not welcome it looks like no group at all."""

from datetime import date
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.access import for_anyone
from groups.actions.interest import express_interest, withdraw
from groups.forms.interest import InterestForm
from groups.models import Expression, Group
from groups.states import ExpressionState

ASKED = "asked_to_join"  # in the session: by which day they hear from us


@for_anyone
@never_cache
def public_interest(request: HttpRequest, group_id: UUID) -> HttpResponse:
    group = _group(group_id)
    posted = request.POST if request.method == "POST" else None
    form = InterestForm(posted, questions=list(group.interest_questions.all()))
    if not form.is_valid():
        return _page(request, group, form)
    if not ratelimit.consume(request, action="interest", key=str(group.public_id)):
        form.add_error(
            None, _("Too many people asked just now. What you wrote is still here: try again in an hour.")
        )
        return _page(request, group, form, status=429)
    asked = express_interest(form.newcomer(), group=group, thank=_may_thank(request, form))
    request.session[ASKED] = asked.acknowledge_by.isoformat()
    return redirect("public_interest_sent", group.public_id)


@for_anyone
@never_cache
@require_safe
def public_interest_sent(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """What happens next, and by when. The same page for everyone."""
    asked = request.session.get(ASKED)
    context = {"group": _group(group_id), "by": date.fromisoformat(asked) if asked else None}
    return render(request, "groups/interest/sent.html", context)


@for_anyone
@never_cache
def interest_take_back(request: HttpRequest, token: str) -> HttpResponse:
    """By the link in a message. Looking changes nothing: mail scanners look too."""
    found = Expression.objects.with_link(token)
    if found is None:
        return render(request, "groups/interest/no_such_link.html", status=404)
    if request.method == "POST" and found.state != ExpressionState.WITHDRAWN:
        withdraw(found, by=found.person)
        return redirect("interest_take_back", token)
    return render(request, "groups/interest/take_back.html", {"expression": found})


def _group(group_id: UUID) -> Group:
    return get_object_or_404(Group.objects.welcoming().select_related("system"), public_id=group_id)


def _page(request: HttpRequest, group: Group, form: InterestForm, *, status: int = 200) -> HttpResponse:
    return render(request, "groups/interest/ask.html", {"group": group, "form": form}, status=status)


def _may_thank(request: HttpRequest, form: InterestForm) -> bool:
    """So that nobody can flood someone else's letter box from here. The page never tells."""
    address = form.cleaned_data["email"].lower()
    return bool(ratelimit.consume(request, action="interest_thanks", key=address))
