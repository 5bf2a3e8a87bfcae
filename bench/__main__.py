"""make bench: the main pages beside the bare page, on PostgreSQL, under the public service's servers."""

import os
import sys
from urllib.parse import urlsplit

import django
import psycopg

DATABASE_URL = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/coproduction")
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/8")
NAME = "coproduction_bench"


def main() -> None:
    if not _fresh_database():
        sys.exit("make bench needs PostgreSQL. Set DATABASE_URL, or start one on this machine.")
    os.environ |= {
        "DATABASE_URL": DATABASE_URL,
        "REDIS_URL": REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DEMO": "1",
        "LOG_LEVEL": "ERROR",
    }
    django.setup()
    from bench.loading import load  # noqa: PLC0415 - needs Django set up
    from bench.pages import report  # noqa: PLC0415
    from bench.servers import gunicorn, memory_mb  # noqa: PLC0415

    load()
    with gunicorn() as server:
        report(server)
        print(f"\nmemory of one web worker: {memory_mb(server):.0f} MB (goal 110)")


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
