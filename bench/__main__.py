"""make bench: the main pages beside the bare page, and people live at once, under the public service's servers.

ONLY=pages, ONLY=live or ONLY=memory (what an open page costs, with 0 to 500 of them) measures one of them.
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import django
import psycopg

DATABASE_URL = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/coproduction")
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/8")
NAME = "coproduction_bench"
ONLY = os.environ.get("ONLY", "")
PEOPLE = int(
    os.environ.get("PEOPLE", "2000")
)  # live at once in the public service; up to 200 in the embedded run


def main() -> None:
    if ONLY == "embedded":
        return _embedded()
    if ONLY == "memory":
        return _apart({"ONLY": "memory here"})
    if ONLY == "memory here":
        return _memory()
    if not _fresh_database():
        sys.exit("make bench needs PostgreSQL. Set DATABASE_URL, or start one on this machine.")
    _set_up(
        {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    )
    if ONLY in {"", "pages"}:
        _pages()
    if ONLY in {"", "live"}:
        _live()
        _apart({"ONLY": "embedded"})
    return None


def _pages() -> None:
    from django.db import connection

    from bench import overview
    from bench.pages import report
    from bench.servers import gunicorn, memory_mb

    overview.load()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within minutes of so many new rows
    with gunicorn() as server:
        report(server)
        print(f"\nmemory of one web worker: {memory_mb(server):.0f} MB (goal 110)\n")


def _live() -> None:
    from bench import live
    from bench.servers import LIVE_PORT, PORT, gunicorn, uvicorn

    with gunicorn() as pages, uvicorn(LIVE_PORT) as streams:
        live.report(
            "the public service",
            pages=pages,
            live=streams,
            ports=(PORT, LIVE_PORT),
            people=PEOPLE,
            rooms=max(1, PEOPLE * 170 // 2000),
            goal=0.5,
        )


def _embedded() -> None:
    """One process and SQLite, as `make run` has it."""
    _set_up({"DJANGO_SETTINGS_MODULE": "coproduction.settings"})
    from bench import live
    from bench.servers import PORT, uvicorn

    people = min(PEOPLE, 200)
    with uvicorn(PORT) as server:
        live.report(
            "embedded",
            pages=server,
            live=server,
            ports=(PORT, PORT),
            people=people,
            rooms=max(1, people * 17 // 200),
            goal=1.0,
        )


def _memory() -> None:
    """Needs neither PostgreSQL nor a quiet machine: memory does not depend on how busy it is."""
    _set_up({"DJANGO_SETTINGS_MODULE": "coproduction.settings"})
    from bench import memory
    from bench.servers import PORT, uvicorn

    with uvicorn(PORT) as server:
        memory.report("embedded", live=server, port=PORT)


def _apart(changes: dict[str, str]) -> None:
    """The same with other stores, which Django can only be told once in a process."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    with tempfile.TemporaryDirectory() as var:
        subprocess.run([sys.executable, "-m", "bench"], env={**kept, **changes, "VAR": var}, check=True)


def _set_up(environment: dict[str, str]) -> None:
    os.environ |= {**environment, "DEMO": "1", "LOG_LEVEL": "ERROR"}
    django.setup()
    from bench.loading import load

    load()


def _fresh_database() -> bool:
    server = urlsplit(DATABASE_URL)._replace(path="/postgres", query="").geturl()  # noqa: SLF001 - a named tuple's own method
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {NAME}")
    except psycopg.Error:
        return False
    return True


main()
