"""The crowd: people with a room open on their screens, in a process of its own so that it is measured apart.

Reads a plan as JSON, holds one stream for each person, changes each room now and then by a hand that goes up or down,
and asks for the fragment whenever a stream says "changed", as a page does. Prints what it saw as JSON.
"""

import asyncio
import json
import sys
import time
from typing import Any

TOKEN = "c" * 32
HELPERS = 48  # connections for fragments and changes, as a proxy keeps them
SETTLE = 5.0  # seconds before measuring


class Crowd:
    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.pages, self.live = plan["pages"], plan["live"]
        self.free: asyncio.Queue[Connection] = asyncio.Queue()
        self.changed_at: dict[int, float] = {}
        self.waits: list[float] = []
        self.changes = self.fragments = self.errors = self.lost = self.open = 0
        self.measuring = False

    async def live_through(self) -> dict[str, Any]:
        for _ in range(HELPERS):
            self.free.put_nowait(Connection(self.pages))
        rooms = list(enumerate(self.plan["rooms"]))
        streams = [
            asyncio.create_task(self.listen(number, room, cookie))
            for number, room in rooms
            for cookie in room["cookies"]
        ]
        await self.all_here(len(streams))
        changers = [asyncio.create_task(self.change(number, room)) for number, room in rooms]
        await asyncio.sleep(SETTLE)
        self.measuring, began, spent = True, time.monotonic(), time.process_time()
        await asyncio.sleep(self.plan["seconds"])
        told = self.told(time.monotonic() - began, time.process_time() - spent)
        for task in (*changers, *streams):
            task.cancel()
        return told

    async def all_here(self, people: int) -> None:
        for _ in range(600):
            if self.open >= people:
                return
            await asyncio.sleep(0.1)

    def told(self, seconds: float, cpu: float) -> dict[str, Any]:
        waits = sorted(self.waits)
        return {
            "open": self.open,
            "lost": self.lost,
            "changes": self.changes,
            "fragments": self.fragments,
            "errors": self.errors,
            "median": part(waits, 0.5),
            "p95": part(waits, 0.95),
            "most": waits[-1] if waits else 0.0,
            "cpu": cpu / seconds,
        }

    async def listen(self, number: int, room: dict[str, Any], cookie: str) -> None:
        await asyncio.sleep(number * 0.02)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.live)
            writer.write(request("GET", room["stream"], cookie, self.live))
            status = await reader.readline()
            if b" 200 " not in status:
                self.errors += 1
                return
            self.open += 1
            while line := await reader.readline():
                if line.startswith(b"event: changed"):
                    asyncio.get_running_loop().create_task(self.look(number, room, cookie))
        except (OSError, asyncio.IncompleteReadError):
            pass  # counted as lost below
        self.lost += 1

    async def look(self, number: int, room: dict[str, Any], cookie: str) -> None:
        began = self.changed_at.get(number)
        status = await self.ask("GET", room["words"], cookie)
        if began and self.measuring:
            self.fragments += 1
            self.waits.append(time.monotonic() - began)
            self.errors += status != 200

    async def change(self, number: int, room: dict[str, Any]) -> None:
        every = self.plan["every"]
        await asyncio.sleep(every * number / len(self.plan["rooms"]))
        up = True
        while True:
            began = self.changed_at[number] = time.monotonic()
            status = await self.ask("POST", room["hand_up" if up else "hand_down"], room["cookies"][0])
            self.changes += self.measuring
            self.errors += status not in {200, 302}
            up = not up
            await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))

    async def ask(self, method: str, path: str, cookie: str) -> int:
        connection = await self.free.get()
        try:
            return await connection.ask(method, path, cookie)
        finally:
            self.free.put_nowait(connection)


class Connection:
    """One kept connection, opened anew when the server has closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, cookie: str) -> int:
        for _ in range(2):
            try:
                return await self._ask(method, path, cookie)
            except (OSError, asyncio.IncompleteReadError):
                self.streams = None
        return 0

    async def _ask(self, method: str, path: str, cookie: str) -> int:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(request(method, path, cookie, self.port))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        if status not in {204, 304}:
            length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            await reader.readexactly(length)
        if b"connection: close" in head:
            writer.close()
            self.streams = None
        return status


def request(method: str, path: str, cookie: str, port: int) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Cookie: {cookie}; csrftoken={TOKEN}",
        f"X-CSRFToken: {TOKEN}",
        "HX-Request: true" if path.endswith("/words/") else "Accept: */*",
        "Content-Length: 0",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def part(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


if __name__ == "__main__":
    print(json.dumps(asyncio.run(Crowd(json.load(sys.stdin)).live_through())))
