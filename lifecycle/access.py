"""A door of this app alone: for the one a request went to, by the link of an email and a code.

It opens that one request and no other address. Everything else asks for sign-in and the second factor.
"""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from groups.access import Door, answer_one_person, declare
from groups.models import Membership
from lifecycle import passes
from lifecycle.models import AnswerPass, Ask


class AnsweringRequest(HttpRequest):
    """A request of somebody who answers one ask. There is no `member`: no menu of a group stands around the page."""

    ask: Ask
    lead: Membership
    answer_pass: AnswerPass


def for_answering(
    view: Callable[[AnsweringRequest], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Only for a browser that holds the pass of a request that is still with that lead, and open."""

    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponseBase:
        found = passes.held_for(request)
        if found is None:
            return redirect("answer_code")
        asked = cast("AnsweringRequest", request)
        asked.answer_pass, asked.ask = found
        asked.lead = asked.answer_pass.member
        with timezone.override(asked.ask.group.tz):
            return answer_one_person(request, view, asked)

    return login_not_required(declare(inside, Door("answering")))
