"""Keeps the processes of the embedded run together: they start together and end together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event
from types import FrameType

type Processes = dict[str, subprocess.Popen[bytes]]

PATIENCE = 8.0  # seconds between asking a process to end and ending it


def run_together(
    commands: Mapping[str, Sequence[str]],
    *,
    on_started: Callable[[], None] = lambda: None,
    patience: float = PATIENCE,
) -> str | None:
    """Run until a signal says stop (answers None) or one process ends by itself (answers its name)."""
    stop = Event()
    before = {number: signal.signal(number, _setter(stop)) for number in _signals()}
    # A session of its own keeps Ctrl-C from reaching the children before us.
    processes = {name: subprocess.Popen(words, start_new_session=True) for name, words in commands.items()}  # noqa: S603  # our own commands
    try:
        on_started()
        return _first_to_end(processes, stop)
    finally:
        end(processes, patience)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(processes: Processes, patience: float) -> None:
    """Ask every process to end, and after a while end it with all its children."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + patience
    for process in processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _first_to_end(processes: Processes, stop: Event) -> str | None:
    while not stop.wait(0.2):
        for name, process in processes.items():
            if process.poll() is not None:
                return name
    return None


def _signals() -> tuple[signal.Signals, ...]:
    return signal.SIGINT, signal.SIGTERM, signal.SIGHUP


def _setter(stop: Event) -> Callable[[int, FrameType | None], None]:
    def set_it(number: int, frame: FrameType | None) -> None:
        stop.set()

    return set_it
