"""Answering one request from the link of an email, with a code, without signing in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from groups.access import for_anyone
from groups.forms.invitations import CodeForm
from lifecycle import passes
from lifecycle.access import AnsweringRequest, for_answering
from lifecycle.actions.asks import must_be_systems_turn
from lifecycle.actions.passes import end_pass, must_be_open_to_answer, send_code, use_code
from lifecycle.models.passes import ask_of_link
from lifecycle.views.answering import write_answer


@for_anyone
@never_cache
def answer_link(request: HttpRequest, code: str) -> HttpResponse:
    """Looking changes nothing: mail scanners look too. The page says nothing of the request."""
    ask = ask_of_link(code)
    if ask is None:
        return render(request, "lifecycle/by_link/closed.html", status=404)
    if request.user.is_authenticated:
        return redirect("ask_answer", ask.group.public_id, ask.public_id)
    must_be_open_to_answer(ask)
    must_be_systems_turn(ask)
    if request.method != "POST":
        return render(request, "lifecycle/by_link/link.html")
    if not ratelimit.consume(request, action="answer_code", key=str(ask.public_id)):
        return render(request, "lifecycle/by_link/link.html", {"too_many": True}, status=429)
    passes.remember_link(request, send_code(ask))
    return redirect("answer_code")


@for_anyone
@never_cache
@sensitive_post_parameters("code")
def answer_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the email. A wrong one, an old one and one used before get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    given = passes.waiting(request)
    if given is None:
        return render(request, "lifecycle/by_link/closed.html", status=404 if request.POST else 200)
    if not form.is_valid():
        return render(request, "lifecycle/by_link/code.html", {"form": form})
    if not use_code(given, form.cleaned_data["code"]):
        form.add_error("code", _("This code does not work. Type it again, or follow the link for a new one."))
        return render(request, "lifecycle/by_link/code.html", {"form": form}, status=404)
    passes.hold(request, given)
    return redirect("answer_by_link")


@for_answering
@never_cache
def answer_by_link(request: AnsweringRequest) -> HttpResponse:
    """That one request and the form for it. Afterwards the pass is over."""
    return write_answer(request, request.ask, request.lead, done=lambda: _done(request))


@for_anyone
@require_POST
def answer_leave(request: HttpRequest) -> HttpResponse:
    """On a device that is shared: this browser forgets it, and the code opens nothing any more."""
    found = passes.held_for(request)
    if found:
        end_pass(found[0])
    passes.forget(request)
    messages.success(request, _("You have left. This device has forgotten the request."))
    return redirect("answer_code")


def _done(request: AnsweringRequest) -> HttpResponse:
    end_pass(request.answer_pass)
    passes.forget(request)
    return render(request, "lifecycle/by_link/done.html")
