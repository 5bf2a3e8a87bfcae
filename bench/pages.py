"""Main pages beside the bare page: median time, processor time, queries, bytes on the wire."""

import gzip
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from time import perf_counter

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.overview import GROUPS, OVERSEER
from bench.servers import PORT, cpu_seconds
from facilitation.models import Session
from groups.models import Account, Group
from lifecycle.models import Ask, ImpactReport

ROUNDS = 200
WARM_UP = 30


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    who: str
    goal: float = 0.0  # times the bare page; 0: by its number of queries


@dataclass(frozen=True)
class Figures:
    milliseconds: float
    cpu: float  # milliseconds of processor time for each request
    queries: int
    kilobytes: float  # gzipped
    plain: float  # kilobytes as they are without the proxy that gzips them


def pages() -> list[Page]:
    """The pages that people open most, as the demo's people."""
    group = Group.objects.get(name__startswith="Northshire")
    session = Session.objects.in_group(group).upcoming().first()
    ask = Ask.objects.in_group(group).awaiting_the_group().first()
    report = ImpactReport.objects.in_group(group).published().first()
    assert session
    assert ask
    assert report
    here, member = group.public_id, "member@demo.example"
    return [
        Page("Today", reverse("today"), member),
        Page("Our group", reverse("group", args=[here]), member),
        Page("Sessions", reverse("sessions", args=[here]), member),
        Page("One session", reverse("session", args=[here, session.public_id]), member),
        Page("The room", reverse("room", args=[here, session.public_id]), "carer@demo.example"),
        Page(
            "The room, run by Dee",
            reverse("room", args=[here, session.public_id]),
            "facilitator@demo.example",
        ),
        Page(
            "A room, after a change",
            reverse("room_words", args=[here, session.public_id]),
            "carer@demo.example",
            1.0,
        ),
        Page("What we asked for", reverse("asks", args=[here]), member),
        Page("One request", reverse("ask", args=[here, ask.public_id]), member),
        Page("Decisions", reverse("decisions", args=[here]), member),
        Page("Information", reverse("information", args=[here]), member),
        Page("How we work", reverse("how_we_work", args=[here]), member),
        Page("What changed", reverse("what_changed", args=[here]), member),
        Page("An impact report", reverse("report", args=[here, report.public_id]), "lead@demo.example", 3.0),
        Page("Groups, for a lead", reverse("groups_overview"), "lead@demo.example", 3.0),
        Page(f"{GROUPS:,} groups", reverse("groups_overview"), OVERSEER, 3.0),
    ]


def cookie_of(email: str) -> str:
    """A session of this person, made as signing in makes it."""
    account = Account.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def measure(url: str, email: str, server: int) -> Figures:
    cookie = cookie_of(email)
    wire = HTTPConnection("127.0.0.1", PORT, timeout=20)
    for _ in range(WARM_UP):
        body = _get(wire, url, cookie)
    before, times = cpu_seconds(server), []
    for _ in range(ROUNDS):
        started = perf_counter()
        _get(wire, url, cookie)
        times.append(perf_counter() - started)
    cpu = (cpu_seconds(server) - before) / ROUNDS
    return Figures(
        median(times) * 1000,
        cpu * 1000,
        _queries(url, email),
        len(gzip.compress(body)) / 1024,
        len(body) / 1024,
    )


def _get(wire: HTTPConnection, url: str, cookie: str) -> bytes:
    wire.request("GET", url, headers={"Cookie": cookie, "Host": f"localhost:{PORT}"})
    answer = wire.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{url} answered {answer.status}.")
    return body


def _queries(url: str, email: str) -> int:
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(email=email), settings.AUTHENTICATION_BACKENDS[0])
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


def report(server: int) -> None:
    """Each page beside the bare page of the same moment, for machines are faster and slower from minute to minute."""
    print(
        f"{'page':<22}{'median ms':>10}{'÷ bare':>8}{'CPU ÷ bare':>12}{'queries':>9}{'goal':>6}{'KB':>7}{'plain':>7}"
    )
    bares = []
    for page in pages():
        bare = measure("/bare/", "member@demo.example", server)
        found = measure(page.url, page.who, server)
        goal = page.goal or (2.0 if found.queries <= 6 else 3.0)
        ratio, cpu = found.milliseconds / bare.milliseconds, found.cpu / bare.cpu
        met = "" if max(ratio, cpu) <= goal and found.queries <= 12 else "  over the goal"
        print(
            f"{page.name:<22}{found.milliseconds:>10.1f}{ratio:>8.2f}{cpu:>12.2f}{found.queries:>9}"
            f"{goal:>6.1f}{found.kilobytes:>7.1f}{found.plain:>7.1f}{met}"
        )
        bares.append(bare)
    times, cpus = [one.milliseconds for one in bares], [one.cpu for one in bares]
    print(
        f"\nbare page: {min(times):.1f} to {max(times):.1f} ms, {min(cpus):.1f} to {max(cpus):.1f} ms CPU, "
        f"{bares[0].queries} queries"
    )
