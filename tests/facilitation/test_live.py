"""The stream says that a room changed, never what; and it ends when it should."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from time import monotonic

import pytest
from asgiref.sync import SyncToAsync, ThreadSensitiveContext, async_to_sync, sync_to_async
from django.test import AsyncClient, Client
from pytest_django.fixtures import Settings

from facilitation import live
from facilitation.actions.contributions import contribute
from facilitation.actions.sessions import close_session
from facilitation.live import Listener, events, hub
from facilitation.models import Session
from facilitation.states import Audience, SessionState
from groups.models import Group, Membership
from groups.states import MembershipState
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room

pytestmark = pytest.mark.django_db(transaction=True)  # a change is told once it is committed

PATIENCE = 10  # seconds after which a test gives up


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


@pytest.fixture(autouse=True)
def quick_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "WATCH_SECONDS", 0.01)


def listen(
    session: Session, member: Membership, story: Callable[[AsyncIterator[str]], Awaitable[None]]
) -> None:
    """Live through a story with the stream of one open page."""

    async def lived() -> None:
        async with aclosing(events(session.pk, member.pk)) as stream, asyncio.timeout(PATIENCE):
            await story(stream)
        assert not hub().listeners

    async_to_sync(lived)()


async def next_event(stream: AsyncIterator[str]) -> str:
    while (event := await anext(stream)).startswith(":"):
        pass
    return event


def test_a_change_reaches_an_open_page(session: Session, member: Membership, carer: Membership):
    async def story(stream: AsyncIterator[str]) -> None:
        assert await anext(stream) == "retry: 2000\n\n"
        assert await next_event(stream) == "event: changed\nid: 0\ndata: 0\n\n"
        await sync_to_async(contribute)(session, words="Secret", audience=Audience.LIVED, by=carer)
        assert await next_event(stream) == "event: changed\nid: 1\ndata: 1\n\n"

    listen(session, member, story)


def test_it_ends_when_the_session_closes(session: Session, member: Membership, facilitator: Membership):
    async def story(stream: AsyncIterator[str]) -> None:
        await anext(stream)
        await next_event(stream)
        await sync_to_async(close_session)(session, by=facilitator)
        assert await next_event(stream) == "event: ended\ndata: ended\n\n"
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    listen(session, member, story)


def test_it_ends_when_the_right_to_be_there_ends(
    session: Session, member: Membership, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "KEEP_ALIVE_SECONDS", 0.05)

    async def story(stream: AsyncIterator[str]) -> None:
        await anext(stream)
        await next_event(stream)
        assert await anext(stream) == ": still here\n\n"
        gone = Membership.objects.filter(pk=member.pk).update
        await sync_to_async(gone)(state=MembershipState.LEFT)
        assert await next_event(stream) == "event: ended\ndata: ended\n\n"

    listen(session, member, story)


def test_one_hub_listens_for_all_open_pages(session: Session, member: Membership, carer: Membership):
    async def lived() -> None:
        pages = [events(session.pk, who.pk) for who in (member, carer) for _ in range(20)]
        for page in pages:
            await anext(page)
        assert len(await asyncio.gather(*(next_event(page) for page in pages))) == 40
        started = monotonic()
        await sync_to_async(contribute)(session, words="Hi", audience=Audience.EVERYONE, by=carer)
        heard = await asyncio.gather(*(next_event(page) for page in pages))
        assert set(heard) == {"event: changed\nid: 1\ndata: 1\n\n"}
        assert monotonic() - started < PATIENCE
        for page in pages:
            await page.aclose()

    async_to_sync(lived)()


def test_only_the_newest_version_waits_for_a_slow_page():
    async def story() -> None:
        listener = Listener(1, 1)
        listener.tell(1)
        listener.tell(2)
        assert await listener.news.get() == 2
        listener.tell(3)
        listener.tell(None)
        assert await listener.news.get() is None

    async_to_sync(story)()


def test_the_stream_is_served_by_asgi_behind_the_same_door(
    session: Session, member: Membership, sign_in: Callable[[Membership], Client]
):
    cookies = sign_in(member).cookies

    async def story() -> None:
        browser = AsyncClient()
        browser.cookies = cookies
        response = await browser.get(path("room_stream", session.group, session))
        assert response["Content-Type"] == "text/event-stream"
        assert (response["Cache-Control"], response["X-Accel-Buffering"]) == ("no-store", "no")
        async with asyncio.timeout(PATIENCE), aclosing(aiter(response)) as stream:
            assert await anext(stream) == b"retry: 2000\n\n"
        stranger = await AsyncClient().get(path("room_stream", session.group, session))
        assert stranger.status_code == 302
        session.state = SessionState.CLOSED
        await session.asave()
        assert (await browser.get(path("room_stream", session.group, session))).status_code == 204

    async_to_sync(story)()


def test_a_hub_without_its_redis_looks_for_itself(
    session: Session,
    member: Membership,
    carer: Membership,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
):
    settings.REDIS_URL = "redis://localhost:1"  # nobody answers there
    monkeypatch.setattr(live, "RETRY_SECONDS", 0.01)

    async def story(stream: AsyncIterator[str]) -> None:
        await anext(stream)
        await next_event(stream)
        await sync_to_async(contribute)(session, words="Hello", audience=Audience.EVERYONE, by=carer)
        assert await next_event(stream) == "event: changed\nid: 1\ndata: 1\n\n"

    listen(session, member, story)


def test_a_waiting_stream_gives_its_thread_back():
    async def story() -> None:
        async with ThreadSensitiveContext() as request:
            await sync_to_async(monotonic)()
            assert request in SyncToAsync.context_to_thread_executor
            live._let_go_of_thread()
            assert request not in SyncToAsync.context_to_thread_executor
            live._let_go_of_thread()

    asyncio.run(story())
