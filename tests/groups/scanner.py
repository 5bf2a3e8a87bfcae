"""A virus scanner for tests: speaks INSTREAM on a loopback port, and can misbehave in every way."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.groups.a_file import EICAR

type Answer = Callable[[socket.socket], None]


def _read(line: socket.socket, size: int) -> bytes:
    taken = b""
    while len(taken) < size:
        more = line.recv(size - len(taken))
        if not more:
            raise ConnectionError
        taken += more
    return taken


def whole(line: socket.socket) -> bytes:
    """What clamd reads: a command, chunks with their length, and an empty one."""
    assert _read(line, 10) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack("!L", _read(line, 4))[0]:
        content += _read(line, size)
    return content


def honest(line: socket.socket) -> None:
    found = EICAR in whole(line)
    line.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if found else b"stream: OK\0")


def in_pieces(line: socket.socket) -> None:
    whole(line)
    for letter in b"stream: OK\0":
        line.sendall(bytes([letter]))


def saying(reply: bytes) -> Answer:
    def answer(line: socket.socket) -> None:
        whole(line)
        line.sendall(reply)

    return answer


def silent(line: socket.socket) -> None:
    whole(line)
    with suppress(OSError):  # until the other side gives up
        line.recv(1)


def hanging_up(line: socket.socket) -> None:
    _read(line, 20)


def full(line: socket.socket) -> None:
    """Says that it is too much before everything is sent."""
    _read(line, 20)
    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")


@contextmanager
def scanner(answer: Answer) -> Iterator[str]:
    """A scanner that answers each connection so; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):  # the test is over
                while True:
                    line, _ = server.accept()
                    with line, suppress(OSError):  # the other side hung up
                        answer(line)

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
