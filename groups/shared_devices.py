"""A tick at sign-in says "others use this device too". Then the sign-in ends after half an hour without use, and with
the browser: the next person at the library's computer finds nothing.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

IDLE = timedelta(minutes=30)
ASKED, SHARED = "shared_device_asked", "shared_device"
SIGN_IN = {"account_login", "account_request_login_code", "mfa_login_webauthn"}


class SharedDeviceMiddleware(MiddlewareMixin):
    """Stands outside Django's session middleware, whose cookie it shortens."""

    def process_view(self, request: HttpRequest, *view: object) -> None:
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name in SIGN_IN and ASKED in request.POST:
            request.session[SHARED] = SHARED in request.POST
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.get(SHARED):
            request.session.set_expiry(int(IDLE.total_seconds()))  # anew with every page

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie and cookie.value and hasattr(request, "session") and request.session.get(SHARED):
            cookie["max-age"] = cookie["expires"] = ""  # so that it ends with the browser
        return response
