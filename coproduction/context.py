"""What every template knows about this site."""

from django.conf import settings
from django.http import HttpRequest

from coproduction.demo.people import CAST


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "EMERGENCY_NUMBER": settings.EMERGENCY_NUMBER,
        "DEMO": settings.DEMO,
        "demo_cast": CAST if settings.DEMO else (),
    }
