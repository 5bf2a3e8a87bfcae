from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from groups.models import Person
from tests.house.everything import Everything, World, make_everything
from tests.house.trying import known

QUICK = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two groups with everything in them, made once for all tests of a file and gone after it."""
    with django_db_blocker.unblock(), QUICK, transaction.atomic():
        made = World(make_everything("Northshire group"), make_everything("Elsewhere group"))
        with (
            override_settings(SESSION_ENGINE="django.contrib.sessions.backends.db"),
            known(people_of(made.here)),
        ):
            yield made
        transaction.set_rollback(True)


def people_of(whole: Everything) -> list[Person]:
    return [*(member.person for member in whole.cast.values()), whole.stranger]


@pytest.fixture
def everything(world: World) -> Iterator[Everything]:
    """Our group; what a test changes in it is undone."""
    with transaction.atomic():
        yield world.here
        transaction.set_rollback(True)


@pytest.fixture
def elsewhere(world: World) -> Everything:
    """Another group, with everything in it too."""
    return world.elsewhere
