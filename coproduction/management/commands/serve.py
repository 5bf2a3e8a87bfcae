"""The embedded run: pages, streams, jobs and clock on this machine, ended together by Ctrl-C."""

import os
import socket
import sys
import time
import urllib.request
from http.client import HTTPException
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand

from coproduction import local, supervisor
from groups.models import Account

WEB = "uvicorn coproduction.asgi:application --log-level warning --no-access-log --no-server-header"
WORKER = "celery --quiet -A coproduction worker --beat --pool threads --concurrency 2 --loglevel WARNING"
QUIET = "--without-gossip --without-mingle --without-heartbeat"


class Command(BaseCommand):
    help = "Prepare the database and serve the app with its worker and clock. PORT and HOST say where."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with local.only_run(settings.VAR):
                check_port()
                self.prepare()
                self.serve()
        except local.AlreadyRunning as folder:
            raise CommandError(
                f"The app is already running on {folder}. Stop it first, or set VAR."
            ) from None

    def prepare(self) -> None:
        self.say("Getting the database and the pages ready…")
        call_command("migrate", verbosity=0)
        local.collect_static()
        if settings.DEMO and "demo" in get_commands() and not Account.objects.exists():
            self.say("Filling in the demo group…")
            call_command("demo")

    def serve(self) -> None:
        ended = supervisor.run_together(commands(), on_started=self.announce)
        if ended:
            raise CommandError(f"The {ended} process ended by itself, so everything was stopped.")
        self.say("Stopped.")

    def announce(self) -> None:
        if not answers(f"http://{host()}:{port()}/health/live"):
            return  # a process that could not start says why, and ends the run
        self.say(self.style.SUCCESS(f"Ready: {settings.SITE_URL}"))
        if settings.DEMO:
            self.say(f"Sign in as one of the demo people at {settings.SITE_URL}/account/login/")
        self.say("Press Ctrl-C to stop.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()  # at once, also where the output goes to a file


def host() -> str:
    return os.environ.get("HOST", "127.0.0.1")


def port() -> str:
    return os.environ.get("PORT", "8000")


def check_port() -> None:
    """Say at once what uvicorn would only say at the end."""
    with socket.socket(socket.AF_INET6 if ":" in host() else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), int(port())))
        except OSError as error:
            raise CommandError(
                f"Port {port()} cannot be used ({error.strerror}). PORT=… chooses another."
            ) from None


def commands() -> dict[str, list[str]]:
    # An open stream would keep uvicorn waiting for ever.
    web = [*WEB.split(), "--host", host(), "--port", port(), "--timeout-graceful-shutdown", "3"]
    worker = [*WORKER.split(), *QUIET.split()]
    return {"web": [sys.executable, "-m", *web], "worker": [sys.executable, "-m", *worker]}


def answers(url: str, within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  # our own address
                return True
        except (OSError, HTTPException):
            time.sleep(0.1)
    return False
