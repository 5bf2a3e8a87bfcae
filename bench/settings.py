"""The app as the public service runs it, on its own database, with the bare page beside it."""

from coproduction.settings import *  # noqa: F403  # the same service in all else
from coproduction.settings import BASE_DIR, DATABASES, TEMPLATES

DATABASES["default"]["NAME"] = "coproduction_bench"
ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]
