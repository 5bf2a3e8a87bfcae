"""The application behind streams, and behind everything where one process serves all."""

import asyncio
from threading import Lock
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from pytest_django.fixtures import Settings

from coproduction.asgi import Handler

TOGETHER = 20


class Counting(Handler):
    """Notes how many answers were under way at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.most = 0
        self.lock = Lock()

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return super().get_response(request)
        finally:
            with self.lock:
                self.now -= 1


async def ask(application: Handler, path: str) -> list[dict[str, Any]]:
    answered: list[dict[str, Any]] = []
    over = asyncio.Event()
    coming = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if coming:
            return coming.pop()
        await over.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
    await application(scope, receive, send)
    return answered


def test_a_crowd_that_comes_at_once_waits_its_turn_and_everyone_is_answered(settings: Settings):
    settings.ANSWERS_AT_ONCE = 2
    application = Counting()

    async def crowd() -> list[list[dict[str, Any]]]:
        return await asyncio.gather(*(ask(application, reverse("health_live")) for _each in range(TOGETHER)))

    answers = asyncio.run(crowd())
    assert [answer[0]["status"] for answer in answers] == [200] * TOGETHER
    assert application.most <= 2
