"""The folder broker gives every message out whole, once, in the order it came."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

from coproduction import broker


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    broker.register()
    with Connection(f"{broker.SCHEME}://localhost", transport_options=broker.options(tmp_path)) as connection:
        yield connection


@pytest.fixture
def queue(connection: Connection) -> SimpleQueue:
    # Kombu remembers which queues it has made, whatever the folder: each test has a queue of its own.
    return connection.SimpleQueue(f"nudges_{uuid4().hex}")


def taken(queue: SimpleQueue) -> list[object]:
    found: list[object] = []
    while True:
        try:
            message = queue.get(block=False)
        except queue.Empty:
            return found
        message.ack()
        found.append(message.payload)


def test_messages_come_out_in_the_order_they_went_in(queue: SimpleQueue) -> None:
    for number in range(20):
        queue.put({"number": number})
    assert taken(queue) == [{"number": number} for number in range(20)]


def test_a_half_written_message_is_never_seen(queue: SimpleQueue, tmp_path: Path) -> None:
    (tmp_path / "messages" / "00000000000000000000_half.unfinished").write_text('{"body": ')
    queue.put({"number": 1})
    assert taken(queue) == [{"number": 1}]


def test_a_message_is_whole_as_soon_as_it_can_be_seen(queue: SimpleQueue, tmp_path: Path) -> None:
    """Someone reads the folder all the while; nothing they can see is cut short."""
    writer = Thread(target=lambda: [queue.put({"text": "x" * 200_000}) for _ in range(30)])
    writer.start()
    while writer.is_alive():
        for file in (tmp_path / "messages").glob("*.msg"):
            assert json.loads(file.read_text(encoding="utf-8"))["body"]
    writer.join()
    assert len(taken(queue)) == 30
