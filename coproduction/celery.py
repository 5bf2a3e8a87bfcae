"""The Celery application. A message is only a nudge: rows with a lease hold the truth."""

import os

from celery import Celery

from coproduction import broker
from coproduction.clock import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")
broker.register()

app = Celery("coproduction")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
