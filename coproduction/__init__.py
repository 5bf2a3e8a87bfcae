"""The frame: settings, addresses, the clock and what must reach every app. Imported by nobody."""

from coproduction.celery import app as celery_app

__all__ = ["celery_app"]
