"""The public service's processes, started as bin/web and bin/live start them, and what they cost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PORT, LIVE_PORT = 18431, 18432
WORKERS, THREADS = 2, 4
TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn() -> Iterator[int]:
    """Serve pages with gunicorn gthread 2×4 and pooled connections. Gives the main process's id."""
    command = [sys.executable, "-m", "gunicorn", "coproduction.wsgi:application"]
    shape = ["--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS)]
    quiet = ["--bind", f"127.0.0.1:{PORT}", "--log-level", "error", "--keep-alive", "30"]
    with _running([*command, *shape, *quiet], PORT) as pid:
        yield pid


@contextmanager
def uvicorn(port: int) -> Iterator[int]:
    """One ASGI process: for streams beside gunicorn, or for everything in the embedded run."""
    command = [sys.executable, "-m", "uvicorn", "coproduction.asgi:application", "--port", str(port)]
    quiet = ["--log-level", "error", "--no-access-log", "--timeout-graceful-shutdown", "3"]
    with _running([*command, *quiet], port) as pid:
        yield pid


@contextmanager
def _running(command: list[str], port: int) -> Iterator[int]:
    server = subprocess.Popen(command)
    try:
        _wait(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(15)


def cpu_seconds(main: int) -> float:
    """Processor time used so far by the main process and its workers."""
    return sum(_ticks(pid) for pid in (main, *_children(main))) / TICK


def memory_mb(main: int) -> float:
    """The largest worker's resident memory."""
    return max(resident_kb(pid) for pid in _children(main)) / 1024


def resident_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")


def _children(main: int) -> list[int]:
    listed = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return [int(pid) for pid in listed]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
