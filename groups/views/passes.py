"""Coming into the room with a pass: type its code, or follow its link. Nobody signs in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from groups import codes, passes
from groups.access import for_anyone
from groups.actions.passes import wrong_code
from groups.forms.invitations import CodeForm
from groups.models import RoomPass
from groups.transitions import Refused


@for_anyone
@never_cache
@sensitive_post_parameters("code")
def room_pass(request: HttpRequest) -> HttpResponse:
    """Type a code. A wrong code, an old one and an unknown one get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    typed = form.cleaned_data["code"]
    if not ratelimit.consume(request, action="room_pass", key=codes.tidy(typed)[: codes.HANDLE]):
        form.add_error(None, _("That was too many tries. Wait an hour, then try again."))
        return _page(request, form, status=429)
    found = RoomPass.objects.select_related("group").with_code(typed)
    if found is None:
        wrong_code(typed)
        form.add_error("code", _no_such_code())
        return _page(request, form, status=404)
    return _come_in(request, found)


@for_anyone
@never_cache
def room_pass_link(request: HttpRequest, code: str) -> HttpResponse:
    """The link of a letter or an email. Following it changes nothing but this browser."""
    found = RoomPass.objects.select_related("group").with_link(code)
    if found is None:
        form = CodeForm({"code": "-"})
        form.add_error("code", _no_such_code())
        return _page(request, form, status=404)
    return _come_in(request, found)


@for_anyone
@require_POST
def room_pass_leave(request: HttpRequest) -> HttpResponse:
    """On a phone that is shared: this browser forgets the pass. Its code works until the session closes."""
    passes.forget(request)
    messages.success(request, _("You have left. This device has forgotten your pass."))
    return redirect("room_pass")


def _come_in(request: HttpRequest, found: RoomPass) -> HttpResponse:
    if request.user.is_authenticated:
        raise Refused(_("Somebody is signed in on this device. Sign out first, then use the pass."))
    passes.hold(request, found)
    return redirect("room", found.group.public_id, found.room)


def _page(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "groups/room_pass.html", {"form": form}, status=status)


def _no_such_code() -> str:
    return _("This code does not work. Look whether it is typed as in your letter, or ask for a new one.")
