"""What every test stands on. The cast is added here by name: member, carer, professional and so on."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import hypothesis
import pytest
from _pytest.runner import pytest_runtest_protocol as run_test
from django.conf import settings as site_settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation
from pytest_django.fixtures import Settings

from coproduction.celery import app
from groups.models import Group, Membership, Person
from tests.cast import CAST, join, make_group, make_person
from tests.fetching import allow_row_by_row, refuse_row_by_row

FRAME = Path(__file__).parent / "coproduction"  # its tests start processes with databases of their own

# Made-up input: half a minute in every run; for hours on end with --hypothesis-profile=deep.
hypothesis.settings.register_profile("ci", max_examples=60, deadline=None)
hypothesis.settings.register_profile("deep", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What opens no database, or asks it nothing of its own, says the same on both: it is asked on SQLite alone."""
    if connection.vendor != "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if not _may_open_one(item)])
    items[:] = [item for item in items if _may_open_one(item)]


def _may_open_one(item: pytest.Item) -> bool:
    asked_for = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("any_database"):
        return False
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("slow")
    return bool(asked_for or marked or FRAME in item.path.parents)


def pytest_collection_finish() -> None:
    """What was loaded stays loaded: counting it again and again for garbage is a tenth of each run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run each test as pytest does, in a frame with room beneath it."""
    return run_test(item, nextitem)


# Python keeps frames in chunks of 16 KB, and fetches the next from the system whenever a call crosses the end of one
# and gives it back as it returns: hundreds of times for a page. Beneath a frame this large there is room for them all.
pytest_runtest_protocol.__code__ = pytest_runtest_protocol.__code__.replace(co_stacksize=70_000)


@pytest.fixture(autouse=True, scope="session")
def quick() -> Iterator[None]:
    """What is the same for all tests, set once: each setting that changes wakes everything that listens."""
    files = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # costs nothing
        REQUIRE_SECOND_FACTOR=False,  # tests/groups/test_second_factor.py turns it on
        STORAGES=site_settings.STORAGES | files,
        # Sessions kept in the database alone: pages then ask it the same, whatever the stores.
        SESSION_ENGINE="django.contrib.sessions.backends.db",
    ):
        yield


@pytest.fixture(autouse=True)
def tidy(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No file outside the test's own folder, and nothing remembered from one test to the next."""
    own = tmp_path_factory.getbasetemp() / uuid4().hex  # mktemp counts all folders made before, each time
    settings.MEDIA_ROOT = own / "files"
    settings.ERASURE_LEDGER = own / "ledger.jsonl"
    settings.FILE_UPLOAD_TEMP_DIR = own
    own.mkdir()
    # Or sign-in limits would add up.
    default = site_settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}
    settings.CACHES = site_settings.CACHES | {"default": default}
    translation.deactivate()  # a page read in Welsh leaves its language behind


@pytest.fixture(autouse=True, scope="session")
def no_page_fetches_row_by_row() -> None:
    """A page that asks the database once for each of its rows fails its test."""
    request_started.connect(refuse_row_by_row)
    request_finished.connect(allow_row_by_row)


@pytest.fixture(autouse=True, scope="session")
def apart_from_others() -> None:
    """No worker listens in tests, so nudges stay in memory. Each test process has a Redis number of its own."""
    app.conf.broker_url = "memory://"
    if site_settings.REDIS_URL:
        process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        own = urlsplit(site_settings.REDIS_URL)._replace(path=f"/{10 + process % 6}").geturl()
        site_settings.REDIS_URL = site_settings.CACHES["default"]["LOCATION"] = own


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly() -> None:
    """After a test that commits, PostgreSQL deletes the few rows there are: truncating 200 tables takes a second."""
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = _deletes


def _deletes(style: object, tables: list[str], **options: object) -> list[str]:
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608 - our own tables


@pytest.fixture
def many_writers(transactional_db: None) -> None:
    """For tests in which several threads write."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory has one writer for all threads; runs on disk and on PostgreSQL")


@pytest.fixture
def group(db: None) -> Group:
    """A running group with nobody in it yet."""
    return make_group()


@pytest.fixture
def member(group: Group) -> Membership:
    """Ade, with lived experience."""
    return join(group, CAST["member"], "member@demo.example")


@pytest.fixture
def carer(group: Group) -> Membership:
    """Bronwen, who cares for her husband."""
    return join(group, CAST["carer"], "carer@demo.example")


@pytest.fixture
def professional(group: Group) -> Membership:
    """Chris, an equal in the group, not an owner."""
    return join(group, CAST["professional"], "professional@demo.example")


@pytest.fixture
def facilitator(group: Group) -> Membership:
    """Dee, who runs the process and has no say of her own."""
    return join(group, CAST["facilitator"], "facilitator@demo.example")


@pytest.fixture
def lead(group: Group) -> Membership:
    """Dr Nair, who answers for the system."""
    return join(group, CAST["lead"], "lead@demo.example")


@pytest.fixture
def coordinator(group: Group) -> Membership:
    """Evan, who makes the arrangements."""
    return join(group, CAST["coordinator"], "coordinator@demo.example")


@pytest.fixture
def supporter(group: Group, member: Membership) -> Membership:
    """Fatima, who comes with Ade."""
    fatima = join(group, CAST["supporter"], "supporter@demo.example")
    fatima.comes_with = member
    fatima.save()
    return fatima


@pytest.fixture
def stranger(db: None) -> Person:
    """Someone with an account and no place in any group."""
    return make_person("Gwen", "stranger@demo.example")


@pytest.fixture
def sign_in() -> Callable[[Membership | Person], Client]:
    """A browser in which this person is signed in."""

    def sign(who: Membership | Person) -> Client:
        person = who.person if isinstance(who, Membership) else who
        assert person.account
        client = Client()
        client.force_login(person.account, backend=site_settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign
