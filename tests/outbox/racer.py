"""Threads that claim and send the same deliveries at once. python -m tests.outbox.racer <how many> <threads>"""

import os
import sys
from threading import Thread

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.outbox.settings")
django.setup()

from django.db import connection

from groups.models import Delivery
from groups.notifications import sending
from tests.cast import make_group
from tests.outbox import mail
from tests.outbox.teller import tell_some

# Small batches and no pauses: many claims, close together.
sending.BATCH = 2
mail.BEFORE = mail.AFTER = 0


def send_all() -> None:
    while Delivery.objects.due().exists():
        sending.send_due()
    connection.close()


def main(number: int, threads: int) -> None:
    tell_some(make_group(), range(number))
    racers = [Thread(target=send_all) for _ in range(threads)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
