"""Tells people the news while other processes die, waits until all is done, and prints what became of each.

python -m tests.outbox.teller <how many> <seconds to wait>
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.outbox.settings")
django.setup()

from django.db.models import Q

from coproduction.celery import app
from groups.models import Delivery, Group, Person
from groups.notifications import notify
from groups.states import Channel, DeliveryState
from tests.cast import make_group
from tests.outbox import all_kinds

UNDER_WAY = Q(state__in=[DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.IN_HAND])


def tell(number: int) -> None:
    """Facts for some people each, some time apart."""
    group = make_group()
    all_kinds.begin(group)
    several = max(10, number // 40)
    for start in range(0, number, several):
        tell_some(group, range(start, min(start + several, number)))
        time.sleep(0.2)


def tell_some(group: Group, numbers: range) -> None:
    people = Person.objects.bulk_create(
        Person(name=f"Person {n}", email=f"{n}@demo.example", quiet_from="00:00", quiet_until="00:00")
        for n in numbers
    )
    told = Person.objects.filter(email__in=[person.email for person in people])
    notify("news", group, group=group, to=told, occurrence=str(numbers.start))


def wait(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and (
        Delivery.objects.filter(UNDER_WAY).exists() or not all_kinds.is_done()
    ):
        time.sleep(0.3)


def main(number: int, seconds: float) -> None:
    app.set_current()
    tell(number)
    wait(seconds)
    emails = Delivery.objects.filter(channel=Channel.EMAIL, gathered_in__isnull=True)
    rows = [[str(d.public_id), d.state, d.may_have_been_sent] for d in emails]
    json.dump({"emails": rows, "wrong": all_kinds.what_is_wrong()}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
