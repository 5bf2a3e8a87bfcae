"""The settings of a service whose processes die: leases and ticks are short, so that minutes become seconds."""

from datetime import timedelta

from coproduction.clock import SCHEDULE, every
from coproduction.settings import *  # noqa: F403  # the same service in all else
from coproduction.settings import TEMPLATES, VAR

DELIVERY_LEASE = timedelta(seconds=3)
SCHEDULE["deliveries"] = every(1, "groups.tasks.sweep_deliveries")
INSTALLED_APPS = [*INSTALLED_APPS, "tests.outbox"]  # noqa: F405  # comes with the others
TEMPLATES[0]["DIRS"] += ["tests/templates"]
MAIL_COUNT = VAR / "sent"
MAILERS = {"default": {"BACKEND": "tests.outbox.mail.CountingBackend"}}
