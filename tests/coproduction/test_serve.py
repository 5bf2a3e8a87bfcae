"""`make run`, the real thing: it serves, it keeps its data, and it stops at once."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coproduction import local

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return kept | {"VAR": str(var), "PORT": str(port), "DEMO": "0"}


@contextmanager
def serving(var: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(var, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("Press Ctrl-C"):
                break
        else:
            pytest.fail("it ended before it was ready")
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=15)


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def test_it_serves_and_stops_within_ten_seconds(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as process:
        assert get(port, "/health/ready") == '{"database": true, "broker": true}'
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=15)
    assert time.monotonic() - begun < 10
    assert process.returncode == 0
    assert "Stopped." in said
    assert not re.search(r"Traceback", said)


def refusal(var: Path, port: int) -> str:
    refused = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(var, port),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 1
    return refused.stderr


def test_a_second_run_on_the_same_folder_is_told_so(tmp_path: Path) -> None:
    with local.only_run(tmp_path):
        assert "already running" in refusal(tmp_path, free_port())


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} cannot be used" in refusal(tmp_path, port)
