"""Starting, killing and replacing the processes of a service, on its own database, broker and folder."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "coproduction"]
QUIET = ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]


class Service:
    """Two workers, the clock and, where there is one, a Redis of its own."""

    def __init__(self, folder: Path, database_url: str, *, redis: bool) -> None:
        self.folder = folder
        self.env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "DEMO")}
        self.env |= {"DJANGO_SETTINGS_MODULE": "tests.outbox.settings", "VAR": str(folder)}
        if database_url:
            self.env["DATABASE_URL"] = database_url
        self.commands = {"clock": [*CELERY, "beat", "--loglevel", "ERROR", "--pidfile="]}
        pool = ["--pool", "prefork" if redis else "threads", "--concurrency", "2"]
        for name in ("worker 1", "worker 2"):
            self.commands[name] = [*CELERY, "worker", *pool, *QUIET, "--hostname", name.replace(" ", "")]
        if redis:
            port = free_port()
            self.env["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
            self.commands["broker"] = redis_command(port, folder)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, *words], env=self.env, stdout=subprocess.PIPE)

    def migrate(self) -> None:
        assert self.run("manage.py", "migrate", "--verbosity", "0").wait() == 0

    def start(self) -> None:
        for name in ("broker", "clock", "worker 1", "worker 2"):
            if name in self.commands:
                self.begin(name)

    def add_web(self) -> int:
        """Serve pages as production does, and give the port."""
        port = free_port()
        shape = ["--worker-class", "gthread", "--workers", "1", "--threads", "2", "--log-level", "error"]
        command = [sys.executable, "-m", "gunicorn", "coproduction.wsgi:application"]
        self.commands["web"] = [*command, "--bind", f"127.0.0.1:{port}", *shape]
        self.begin("web")
        return port

    def begin(self, name: str) -> None:
        with (self.folder / "log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name], env=self.env, start_new_session=True, stderr=log, stdout=log
            )

    def kill(self, name: str) -> None:
        """SIGKILL, its children too; then somebody starts it again."""
        if name not in self.running:  # a broker in a folder dies by losing what it holds
            for message in (self.folder / "broker" / "messages").glob("*"):
                message.unlink(missing_ok=True)
            return
        self.end(name)
        self.begin(name)

    def end(self, name: str) -> None:
        """SIGKILL, and nobody starts it again."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):  # it ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@cache
def empty_database() -> Path:
    """A file that was migrated once for all tests of this process; each works on its copy."""
    folder = Path(tempfile.mkdtemp(prefix="outbox"))
    atexit.register(shutil.rmtree, folder)
    Service(folder, "", redis=False).migrate()
    return folder / "db.sqlite3"


@contextmanager
def service(folder: Path, *, database_url: str, redis: bool) -> Iterator[Service]:
    """A service with an empty database. Nothing runs yet; whatever runs in the end is killed."""
    with own_database(database_url) as url:
        made = Service(folder, url, redis=redis)
        if url:
            made.migrate()
        else:
            shutil.copy(empty_database(), folder)
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A database of its own beside the given one; none for SQLite, which has its folder."""
    if not url:
        yield ""
        return
    name = f"outbox_{uuid.uuid4().hex[:12]}"
    server = urlsplit(url)._replace(path="/postgres", query="").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def redis_command(port: int, folder: Path) -> list[str]:
    program = shutil.which("redis-server") or "redis-server"
    quiet = ["--save", "", "--appendonly", "no", "--loglevel", "warning"]
    return [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), *quiet]


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def until(true: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False
