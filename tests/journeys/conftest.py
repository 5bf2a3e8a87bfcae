"""A real browser before the real ASGI application, on a database both can open.

Run them with `bin/test journeys`.
"""

import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from django.conf import settings as site_settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pytest_django.fixtures import Settings

from coproduction.asgi import Handler
from coproduction.demo.load import load
from groups.models import Group, Membership, Person
from tests.journeys.access import barriers

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
# What htmx says when somebody goes on to another page before an answer came. A failed request says more.
LEFT_WHILE_ASKING = ("htmx:afterRequest", "htmx:sendAbort")
# The longest walks, begun first: begun last, one process would wait for them with nothing to do.
LONGEST = ("test_the_whole_loop.py", "test_every_address_is_clean.py")
OFFLINE = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Chromium loads pages of its own for what could fold out of each window's address bar, which nobody here will see:
# half a second of work each, for our page a twentieth. The browser keeps only the last list, so Playwright's stands first.
WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    args = [*QUIET, *OFFLINE, f"--disable-features={WITHOUT}"]
    return browser_type_launch_args | {"executable_path": chromium, "args": args}


@pytest.fixture
def site(transactional_db: None, settings: Settings) -> Iterator[str]:
    """The address of the running app."""
    if "memory" in str(site_settings.DATABASES["default"]["NAME"]):
        pytest.fail("Journeys need a database on disk: run them with bin/test journeys")
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            ASGIStaticFilesHandler(Handler()),
            log_level="warning",
            timeout_graceful_shutdown=1,
            lifespan="off",
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], site: str) -> dict[str, Any]:
    return browser_context_args | {"base_url": site, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def heard() -> Iterator[Callable[[BrowserContext], None]]:
    """Whatever a browser complains about in its console fails the journey; blocked scripts and styles too."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        left = message.text.startswith(LEFT_WHILE_ASKING)
        if message.type in ("error", "warning") and not left:
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def listen(context: BrowserContext) -> None:
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))

    yield listen
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, heard: Callable[[BrowserContext], None]) -> Page:
    """One tab."""
    heard(context)
    return context.new_page()


@pytest.fixture
def arrive(
    new_context: Callable[..., BrowserContext],
    site: str,
    sign_in: Callable[[Membership | Person], Client],
    heard: Callable[[BrowserContext], None],
) -> Callable[..., Page]:
    """Somebody sits down at a browser of their own, signed in already if they are named."""

    def sit_down(who: Membership | Person | None = None, **kind: Any) -> Page:
        context = new_context(**kind)
        heard(context)
        if who:
            cookie = sign_in(who).cookies[site_settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        return context.new_page()

    return sit_down


@pytest.fixture
def sign_in_browser(
    context: BrowserContext, site: str, sign_in: Callable[[Membership | Person], Client]
) -> Callable[[Membership | Person], None]:
    """Give the browser the session of this person."""

    def sign(who: Membership | Person) -> None:
        cookie = sign_in(who).cookies[site_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    return sign


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo is kept from one journey to the next, its rows and its files: loading it takes two seconds."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(transactional_db: None, settings: Settings, kept: Path) -> Group:
    """The living group of the demo, with all its people, words and requests."""
    settings.DEMO = True
    connection.ensure_connection()
    with closing(sqlite3.connect(kept / "rows")) as rows:
        if (kept / "files").exists():
            rows.backup(connection.connection)
            shutil.copytree(kept / "files", settings.MEDIA_ROOT)
        else:
            load()
            connection.connection.backup(rows)
            shutil.copytree(settings.MEDIA_ROOT, kept / "files")
    return Group.objects.get(memberships__person__account__email="member@demo.example")


@pytest.fixture
def open_to_all() -> Callable[[Page], None]:
    """Every journey ends with this: nothing on the page stands in anyone's way."""

    def check(page: Page) -> None:
        assert barriers(page) == []

    return check
