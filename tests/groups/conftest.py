"""What many tests about messages begin with."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.kinds import told_as


@pytest.fixture
def news(settings: Settings) -> Iterator[None]:
    """The kind of message "news" is known, and its words are found."""
    own = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**own, "DIRS": [*own["DIRS"], "tests/templates"]}]
    with told_as():
        yield
