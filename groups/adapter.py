"""How allauth deals with accounts here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groups.models import Account, Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody can make an account out of the blue: people come by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Unknown addresses share one limit."""
        return get_client_ip(request) or "0.0.0.0"  # noqa: S104 - no address to listen on, a stand-in

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Someone who chose another language than the usual one finds it on every device."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        person = Person.objects.filter(account=user).exclude(language=settings.LANGUAGE_CODE).first()
        if person:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                person.language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
