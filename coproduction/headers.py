"""Response headers that Django does not set by itself."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

# Voice notes need the microphone; nothing here needs more.
PERMISSIONS = "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"


class HeadersMiddleware(MiddlewareMixin):
    """Works for pages and streams alike, because it only looks at the finished response."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
