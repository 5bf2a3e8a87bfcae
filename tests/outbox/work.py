"""A job that takes its time, so that deaths find it at work, and notes that it came to its end."""

import os
import time

from django.conf import settings

from groups.jobs import Report
from groups.models import Job


def slow_work(job: Job, report: Report) -> None:
    for percent in (25, 50, 75):
        time.sleep(0.05)
        report(percent)
    file = os.open(settings.VAR / "worked", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{job.subject}\n".encode())
    os.close(file)
