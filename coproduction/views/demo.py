"""Signing in to the demo: its people stand on the sign-in page, each with one button. Not there otherwise."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from groups.access import for_anyone
from groups.models import Account


@dataclass(frozen=True)
class Part:
    email: str
    name: str
    about: Promise


DEMO_CAST = (
    Part("member@demo.example", "Ade Balogun", _("Lives with long-term pain. In the group for two years.")),
    Part("carer@demo.example", "Bronwen Hughes", _("Cares for her husband.")),
    Part("facilitator@demo.example", "Dee Walker", _("Runs the process with the group.")),
    Part("professional@demo.example", "Chris Doyle", _("A practice nurse, in the group as an equal.")),
    Part("lead@demo.example", "Dr Priya Nair", _("Medical Director. Answers what the group asks for.")),
    Part("coordinator@demo.example", "Evan Price", _("Makes the arrangements: rooms, letters and calls.")),
    Part("stranger@demo.example", "Gwen Stranger", _("Belongs to no group.")),
    Part("admin@demo.example", "Alex Admin", _("Looks after the app for the whole system.")),
)


@for_anyone
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "")
    if email not in {part.email for part in DEMO_CAST}:
        raise Http404
    login(request, get_object_or_404(Account, email=email))
    return redirect(settings.LOGIN_REDIRECT_URL)
