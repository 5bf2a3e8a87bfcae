"""Coming in by invitation: a code or a link, then yes or no. Open to anyone who holds one."""

from typing import cast

from allauth.account.views import request_login_code
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups import codes
from groups.access import for_anyone
from groups.actions import invitations
from groups.coming_as import offered
from groups.forms.invitations import CodeForm, EmailForm, NameForm
from groups.models import Account, Invitation
from groups.states import Channel

HELD = "invitation"  # in the session: which invitation this browser has shown the code of


@for_anyone
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Type a code. A wrong code and an unknown one get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/join.html", {"form": form})
    typed = form.cleaned_data["code"]
    if not _may_try(request, typed):
        form.add_error(None, _("That was too many tries. Wait an hour, then try again."))
        return render(request, "groups/join.html", {"form": form}, status=429)
    found = Invitation.objects.with_code(typed)
    if found is None:
        invitations.wrong_code(typed)
        form.add_error("code", _no_such_code())
        return render(request, "groups/join.html", {"form": form}, status=404)
    return _hold(request, found)


@for_anyone
@never_cache
def join_link(request: HttpRequest, code: str) -> HttpResponse:
    """Follow the link of an email. Looking changes nothing: mail scanners look too."""
    found = Invitation.objects.with_link(code)
    if found is None:
        return _closed(request, _no_such_code(), status=404)
    return _hold(request, found)


@for_anyone
@never_cache
def join_accept(request: HttpRequest) -> HttpResponse:
    """Who invites you, to what and as what; then say yes, in the way that fits you."""
    held = _held(request)
    if held is None:
        return redirect("join")
    if not held.is_open:
        return _closed(request, invitations.why_not(held), status=410)
    if request.user.is_authenticated:
        return _accept_signed_in(request, held)
    if _is_new(held) and "other" not in request.GET:
        return _accept_new(request, held)
    return _ask_for_email(request, held)


@for_anyone
@require_POST
def join_decline(request: HttpRequest) -> HttpResponse:
    held = _held(request)
    if held is None:
        return redirect("join")
    invitations.decline(held)
    del request.session[HELD]
    return render(request, "groups/join_declined.html")


def _accept_signed_in(request: HttpRequest, held: Invitation) -> HttpResponse:
    form = _name_form(request, held)
    if not form.is_valid():
        return _page(request, held, form)
    account = cast("Account", request.user)
    invitations.accept(held, **_chosen(form), by=account)
    return _welcome(request, held)


def _accept_new(request: HttpRequest, held: Invitation) -> HttpResponse:
    form = _name_form(request, held)
    if not form.is_valid():
        return _page(request, held, form, email=held.email)
    login(request, invitations.accept_with_new_account(held, **_chosen(form)))
    return _welcome(request, held)


def _ask_for_email(request: HttpRequest, held: Invitation) -> HttpResponse:
    """An address nobody has proved: a code is sent to it, and signing in with that leads back here."""
    posted = request.POST if request.method == "POST" else None
    form = EmailForm(posted, initial={"email": held.email})
    if not form.is_valid():
        return _page(request, held, form, asks_email=True)
    if not ratelimit.consume(request, action="join_email", key=str(held.public_id)):
        form.add_error(None, _("That was too many tries. Wait an hour, then try again."))
        return _page(request, held, form, asks_email=True, status=429)
    invitations.account_for(form.cleaned_data["email"])
    return cast("HttpResponse", request_login_code(request))


def _page(
    request: HttpRequest, held: Invitation, form: NameForm | EmailForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"invitation": held, "form": form, "roles": offered(held.roles), **more}
    return render(request, "groups/join_accept.html", context, status=status)


def _name_form(request: HttpRequest, held: Invitation) -> NameForm:
    posted = request.POST if request.method == "POST" else None
    return NameForm(posted, initial={"name": held.name}, side=held.side)


def _chosen(form: NameForm) -> dict[str, str]:
    return {"name": form.cleaned_data["name"], "line": form.cleaned_data.get("line", "")}


def _welcome(request: HttpRequest, held: Invitation) -> HttpResponse:
    del request.session[HELD]
    messages.success(request, _("Welcome. You are in the group now."))
    return redirect("welcome", held.group.public_id)


def _hold(request: HttpRequest, found: Invitation) -> HttpResponse:
    if not found.is_open:
        return _closed(request, invitations.why_not(found), status=410)
    request.session[HELD] = {"id": str(found.public_id), "generation": found.generation}
    return redirect("join_accept")


def _held(request: HttpRequest) -> Invitation | None:
    """The invitation this browser holds; not if a newer code was sent since."""
    held = request.session.get(HELD)
    if not held:
        return None
    found = Invitation.objects.filter(public_id=held["id"], generation=held["generation"])
    return found.select_related("group__system", "invited_by").first()


def _is_new(held: Invitation) -> bool:
    """Came by a code sent to an address that has no account yet: holding the code proves the address."""
    return held.channel == Channel.EMAIL and not Account.objects.filter(email=held.email.lower()).exists()


def _may_try(request: HttpRequest, typed: str) -> bool:
    return bool(ratelimit.consume(request, action="join", key=codes.tidy(typed)[: codes.HANDLE]))


def _no_such_code() -> str:
    return _("This code does not work. Look whether it is typed as in your invitation, or ask for a new one.")


def _closed(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    return render(request, "groups/join_closed.html", {"why": why}, status=status)
