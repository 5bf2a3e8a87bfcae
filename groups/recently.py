"""Whoever opens what is most private shows once more that they are themselves: a phone may have been left open."""

from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Account

LATELY = timedelta(minutes=15)


def prove_again(request: HttpRequest) -> HttpResponse | None:
    """The way to go first; None when they signed in just now.

    Who has a password or a second step gives it (allauth's own page). Who signs in by emailed codes alone
    signs in anew.
    """
    account = cast("Account", request.user)
    if account.last_login and account.last_login > timezone.now() - LATELY:
        return None
    if reauthentication.get_reauthentication_flows(account):
        if reauthentication.did_recently_reauthenticate(request):
            return None
        raise ReauthenticationRequired
    logout(request)
    messages.info(request, _("This page is private. Sign in once more to open it."))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
