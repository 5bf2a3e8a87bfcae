"""How a change in a room reaches every open page.

Whoever changes a room calls `changed`. In each process that serves streams one hub listens: to Redis where there is
one, else by looking at the version of every room that is open on somebody's screen. It tells its listeners, and
ends those whose session has closed or who no longer belong. A lost message does no harm: pages also ask for
themselves.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextvars import Context
from functools import cache, partial
from time import monotonic
from weakref import WeakKeyDictionary

import redis
from asgiref.sync import SyncToAsync, sync_to_async
from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from redis.asyncio import Redis as AsyncRedis

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Membership, RoomPass
from groups.permissions import Permission
from groups.transitions import Refused

CHANNEL = "room-changes"
WATCH_SECONDS = 0.5
KEEP_ALIVE_SECONDS = 15.0
RETRY_SECONDS = 1.0  # after an error; without Redis, open rooms are looked at this often

log = logging.getLogger(__name__)


def changed(session: Session, *, must_be_open: bool = True) -> None:
    """Say, first thing in a transaction, that it changes this room; open pages hear once it is committed.

    The session's row is held until then, so changes to one room take turns and none is lost.
    Raises Refused when the room is not open.
    """
    rows = Session.objects.filter(pk=session.pk)
    if must_be_open:
        rows = rows.filter(state=SessionState.OPEN)
    if not rows.update(version=F("version") + 1):
        raise Refused(_("The room is closed. You can still send a thought from the page of the session."))
    transaction.on_commit(partial(publish, session.pk), robust=True)


def publish(session_pk: int) -> None:
    """Wake the hubs of all processes. Without Redis they see the change by themselves."""
    if settings.REDIS_URL:
        _redis(settings.REDIS_URL).publish(CHANNEL, session_pk)


@cache
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)


type Held = tuple[int, int]  # a room pass by which somebody is here: its key and its generation


class Listener:
    """One open page. Only the newest version waits for it; None says that its time in the room is over."""

    def __init__(self, session_pk: int, member_pk: int, held: Held | None = None) -> None:
        self.session_pk = session_pk
        self.member_pk = member_pk
        self.held = held
        self.seen: int | None = None
        self.news: asyncio.Queue[int | None] = asyncio.Queue(maxsize=1)

    def is_behind(self, version: int | None) -> bool:
        return version is None or version != self.seen

    def tell(self, version: int | None) -> None:
        if self.news.full():
            self.news.get_nowait()
        self.news.put_nowait(version)


class Hub:
    """The one who listens in this process, on behalf of all its open pages."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self._work: asyncio.Task[None] | None = None

    def join(self, listener: Listener) -> None:
        self.listeners.add(listener)
        if self._work is None or self._work.done():
            # An empty context, so that the work does not belong to the request that happened to come first.
            self._work = asyncio.get_running_loop().create_task(self._run(), context=Context())

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)

    async def _run(self) -> None:
        while self.listeners:
            try:
                await self._look(self._rooms())  # what was missed, if anything was
                await (self._hear() if settings.REDIS_URL else self._watch())
            except Exception:
                log.exception("the hub starts again")
                await asyncio.sleep(RETRY_SECONDS)

    async def _watch(self) -> None:
        checked = monotonic()
        while self.listeners:
            await self._look(self._rooms())
            checked = await self._check_now_and_then(checked)
            await asyncio.sleep(WATCH_SECONDS)

    async def _hear(self) -> None:
        checked = monotonic()
        async with AsyncRedis.from_url(settings.REDIS_URL) as station, station.pubsub() as radio:
            await radio.subscribe(CHANNEL)
            while self.listeners:
                message = await radio.get_message(ignore_subscribe_messages=True, timeout=WATCH_SECONDS)
                newcomers = {listener.session_pk for listener in self.listeners if listener.seen is None}
                await self._look(newcomers | ({int(message["data"])} if message else set()))
                checked = await self._check_now_and_then(checked)

    def _rooms(self) -> set[int]:
        return {listener.session_pk for listener in self.listeners}

    async def _look(self, rooms: Collection[int]) -> None:
        """Tell everyone in these rooms what they have not yet seen."""
        if not rooms:
            return
        versions = await sync_to_async(_versions)(list(rooms))
        here = [one for one in self.listeners if one.session_pk in rooms]
        behind = [one for one in here if one.is_behind(versions.get(one.session_pk))]
        standing = await self._standing(behind)
        for listener in behind:
            by_pass = listener.held is not None
            listener.seen = versions.get(listener.session_pk)
            listener.tell(None if by_pass and listener.held not in standing else listener.seen)

    async def _standing(self, some: Collection[Listener]) -> set[Held]:
        """Which of their passes still let someone in. Asked at every change, so taking one back is heard at once."""
        held = [one.held for one in some if one.held]
        return await sync_to_async(_standing_passes)(held) if held else set()

    async def _check_now_and_then(self, checked: float) -> float:
        """Every fifteen seconds: who still belongs, and did a message get lost?"""
        if monotonic() - checked < KEEP_ALIVE_SECONDS:
            return checked
        await self._look(self._rooms())
        everyone = list(self.listeners)
        welcome = await sync_to_async(_welcome)([one.member_pk for one in everyone if one.held is None])
        standing = await self._standing(everyone)
        for listener in everyone:
            if listener.held not in standing if listener.held else listener.member_pk not in welcome:
                listener.tell(None)
        return monotonic()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop: one for each process that serves streams."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


async def events(session_pk: int, member_pk: int, held: Held | None = None) -> AsyncIterator[str]:
    """What an open page hears: that something changed, never what. Ends when its time in the room is over."""
    _let_go_of_thread()
    listener = Listener(session_pk, member_pk, held)
    here = hub()
    here.join(listener)
    try:
        yield "retry: 2000\n\n"
        while True:
            try:
                version = await asyncio.wait_for(listener.news.get(), KEEP_ALIVE_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if version is None:
                yield "event: ended\ndata: ended\n\n"
                return
            yield f"event: changed\nid: {version}\ndata: {version}\n\n"
    finally:
        here.leave(listener)


def let_go_of_database() -> None:
    """A stream waits for hours: it keeps no connection while it does, unless someone is in the middle of a change."""
    if not connection.in_atomic_block:
        close_old_connections()


def _let_go_of_thread() -> None:
    """Django gives each request a thread for its synchronous parts, until its answer ends. A stream needs it no more."""
    request = SyncToAsync.thread_sensitive_context.get(None)
    executor = SyncToAsync.context_to_thread_executor.pop(request, None) if request else None
    if executor:
        executor.shutdown(wait=False)


def _versions(rooms: Collection[int]) -> dict[int, int]:
    """The versions of those of these rooms that are open."""
    found = Session.objects.filter(pk__in=rooms, state=SessionState.OPEN).values_list("pk", "version")
    versions = dict(found)
    let_go_of_database()
    return versions


def _welcome(members: Collection[int]) -> set[int]:
    """Those who still belong to their group and can still sign in."""
    present = Membership.objects.present().who_may(Permission.JOIN_ROOM)
    welcome = set(
        present.filter(pk__in=members, person__account__is_active=True).values_list("pk", flat=True)
    )
    let_go_of_database()
    return welcome


def _standing_passes(held: Collection[Held]) -> set[Held]:
    found = RoomPass.objects.standing().filter(pk__in=[key for key, _generation in held])
    standing = set(found.values_list("pk", "generation"))
    let_go_of_database()
    return standing
