"""A facilitator's browser, and what is left after the web process died under it.

python -m tests.outbox.sharer door      make a group of twelve; print its address and a signed-in cookie
python -m tests.outbox.sharer left      print, for each thing shared, how many were told of it
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.outbox.settings")
django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from facilitation.models import InformationItem
from groups.models import Activity, Delivery, Notification
from groups.states import Channel
from tests.cast import CAST, join, make_group

MEMBERS = 11


def door() -> dict[str, str]:
    group = make_group()
    facilitator = join(group, CAST["facilitator"], "facilitator@demo.example")
    for number in range(MEMBERS):
        join(group, CAST["member"], f"member{number}@demo.example")
    account = facilitator.person.account
    assert account
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    path = reverse("information_new", args=[group.public_id])
    return {"path": path, "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def left() -> dict[str, list[int]]:
    """Of each thing shared: activities, notifications, and people told in the app; and of all, strays."""
    told = {
        item.title: [
            Activity.objects.filter(target__endswith=str(item.public_id)).count(),
            Notification.objects.filter(subject=str(item.public_id)).count(),
            Delivery.objects.filter(notification__subject=str(item.public_id), channel=Channel.APP).count(),
        ]
        for item in InformationItem.objects.all()
    }
    strays = Notification.objects.count() - len(told)
    return told | {"strays": [strays]}


if __name__ == "__main__":
    json.dump({"door": door, "left": left}[sys.argv[1]](), sys.stdout)
