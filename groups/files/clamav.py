"""Asking a ClamAV daemon about a file: its INSTREAM command, and nothing else of it."""

import re
import socket
import struct
import time
from contextlib import suppress
from typing import Protocol

CHUNK = 64 * 1024
PATIENCE = 60.0  # seconds for the whole conversation, shorter than a job's lease
LONGEST_REPLY = 4096
REPLY = re.compile(rb"stream: (?:(?P<clean>OK)|(?P<virus>[^\0\n]+) FOUND)[\0\n]?")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class NoVerdict(Exception):
    """The scanner did not answer, or not with a verdict. Asking again later is safe."""


def virus_in(file: Readable, address: str, *, patience: float = PATIENCE) -> str:
    """The name of the virus that the scanner at this address finds, or "". Raises NoVerdict."""
    until = time.monotonic() + patience
    try:
        with _connect(address, until) as line:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may say why before it hangs up
                _send(line, file, until)
            return _verdict(_reply(line, until))
    except (OSError, ValueError) as error:
        raise NoVerdict(type(error).__name__) from error


def _connect(address: str, until: float) -> socket.socket:
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_left(until))
        line.connect(address.removeprefix("unix:"))
        return line
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_left(until))


def _send(line: socket.socket, file: Readable, until: float) -> None:
    line.sendall(b"zINSTREAM\0")
    while chunk := file.read(CHUNK):
        line.settimeout(_left(until))
        line.sendall(struct.pack("!L", len(chunk)) + chunk)
    line.sendall(struct.pack("!L", 0))


def _reply(line: socket.socket, until: float) -> bytes:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY:
        line.settimeout(_left(until))
        more = line.recv(LONGEST_REPLY)
        if not more:
            break
        reply += more
    return reply


def _verdict(reply: bytes) -> str:
    found = REPLY.fullmatch(reply)
    if not found:
        raise NoVerdict("not a verdict")
    return (found["virus"] or b"").decode("ascii", "replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
