"""The settings of a service whose processes die: leases and ticks are short, so that minutes become seconds."""

from datetime import timedelta

from coproduction.clock import SCHEDULE, every
from coproduction.settings import *  # noqa: F403  # the same service in all else
from coproduction.settings import TEMPLATES, VAR

DELIVERY_LEASE = timedelta(seconds=3)
CLOCK_LEASE = timedelta(seconds=3)
# No provider holds back what the tests count.
SENT_IN_A_MINUTE = {"email": 0, "text": 0}
JOB_LEASE = timedelta(seconds=3)
SCHEDULE["jobs"] = every(1, "groups.tasks.sweep_jobs")
SCHEDULE["weekly messages"] = every(1, "groups.tasks.gather_weekly")
SCHEDULE["seal reviews"] = every(2, "lifecycle.tasks.seal_reviews")
SCHEDULE["clean files"] = every(4, "groups.tasks.clean_files")
SCHEDULE["deliveries"] = every(1, "groups.tasks.sweep_deliveries")
INSTALLED_APPS = [*INSTALLED_APPS, "tests.outbox"]  # noqa: F405  # comes with the others
TEMPLATES[0]["DIRS"] += ["tests/templates"]
MAIL_COUNT = VAR / "sent"
MAILERS = {"default": {"BACKEND": "tests.outbox.mail.CountingBackend"}}
