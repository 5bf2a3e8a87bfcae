"""What an open page costs the process that holds its stream: its resident memory with none, some and many open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from bench.crowd import Connection, request
from bench.rooms import make_rooms
from bench.servers import resident_kb

STEPS = (0, 100, 200, 500)
ROOMS = 50
WARM_UP = 40  # requests before measuring, so that what is loaded once is not counted as somebody's
SETTLE = 3.0  # seconds


def report(name: str, *, live: int, port: int) -> None:
    """Open more and more streams and print the memory at each step. `live`: the id of the process that holds them."""
    rooms = make_rooms(max(STEPS), ROOMS)
    print(f"{name}: resident memory of the process that holds the streams")
    first = 0
    for number, resident in asyncio.run(_steps(rooms, live, port)):
        first = first or resident
        each = f", {(resident - first) / number:.0f} KB each (goal 64)" if number else ""
        print(f"  {number:>4} open: {resident / 1024:.0f} MB{each}")


def warm_up(rooms: list[dict[str, Any]], *, pages: int, live: int) -> None:
    """`pages` and `live` are ports: some people look at the room and go again, many at once."""
    asyncio.run(_warm_up(_seats(rooms), pages, live))


def _seats(rooms: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    return [(room, cookie) for room in rooms for cookie in room["cookies"]]


async def _steps(rooms: list[dict[str, Any]], live: int, port: int) -> list[tuple[int, int]]:
    pages = _seats(rooms)
    await _warm_up(pages, port, port)
    found = []
    async with AsyncExitStack() as held:
        for number, before in zip(STEPS, (0, *STEPS), strict=False):
            for room, cookie in pages[before:number]:
                await held.enter_async_context(_stream(room, cookie, port))
            await asyncio.sleep(SETTLE)
            found.append((number, resident_kb(live)))
    return found


async def _warm_up(seats: list[tuple[dict[str, Any], str]], pages: int, live: int) -> None:
    some = seats[:WARM_UP]
    await asyncio.gather(*(Connection(pages).ask("GET", room["words"], cookie) for room, cookie in some))
    async with AsyncExitStack() as held:
        for room, cookie in some:
            await held.enter_async_context(_stream(room, cookie, live))
        await asyncio.sleep(SETTLE)
    await asyncio.sleep(SETTLE)


@asynccontextmanager
async def _stream(room: dict[str, Any], cookie: str, port: int) -> AsyncIterator[None]:
    """One open page, its stream opened and the first line of it heard."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("GET", room["stream"], cookie, port))
    status = await reader.readline()
    if b" 200 " not in status:
        raise RuntimeError(f"A stream answered {status!r}.")
    try:
        yield
    finally:
        writer.close()
