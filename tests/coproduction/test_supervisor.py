"""The processes of a local run start together and end together, however stubborn they are."""

import os
import signal
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from coproduction import supervisor

DEAFNESS = """
import pathlib, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
while True:
    signal.pause()
"""
TELLING = """
import os, pathlib, signal, sys
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
signal.pause()
"""
LASTING = [sys.executable, "-c", "import signal; signal.pause()"]
DEAF = [sys.executable, "-c", DEAFNESS]
SHORT = [sys.executable, "-c", ""]


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_ends_every_process_and_is_no_failure() -> None:
    ended = supervisor.run_together({"web": LASTING, "worker": LASTING}, on_started=interrupt)
    assert ended is None


def test_when_one_process_ends_the_others_end_too_and_it_is_named() -> None:
    assert supervisor.run_together({"web": SHORT, "worker": LASTING}) == "web"


def test_a_process_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    deaf_now = tmp_path / "deaf"

    def once_deaf() -> None:
        if deaf_now.exists():
            interrupt()
        else:
            Timer(0.05, once_deaf).start()

    begun = time.monotonic()
    commands = {"worker": [*DEAF, str(deaf_now)]}
    assert supervisor.run_together(commands, on_started=once_deaf, patience=0.5) is None
    assert time.monotonic() - begun < 8


def test_what_a_signal_did_before_is_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    supervisor.run_together({"web": SHORT})
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_failure_while_starting_leaves_nothing_running(tmp_path: Path) -> None:
    note = tmp_path / "process"
    tells = [sys.executable, "-c", TELLING, str(note)]

    def fail() -> None:
        while not note.exists() or not note.read_text():
            time.sleep(0.01)
        raise RuntimeError("no address is free")

    with pytest.raises(RuntimeError, match="no address"):
        supervisor.run_together({"web": tells}, on_started=fail)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
