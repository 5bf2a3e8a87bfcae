"""A kind of message for tests, about a group itself, with the simplest page to lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from groups.kinds import KINDS, Kind
from groups.models import Group

NEWS = Kind(
    name="news",
    subject_line="There is news for you",
    template="news.txt",
    model=Group,
    url_name="decisions",
    url_arg=None,
)


@contextmanager
def told_as(**changes: Any) -> Iterator[Kind]:
    """The kind "news" with these changes, known for as long as the test lasts."""
    before = dict(KINDS)
    KINDS["news"] = replace(NEWS, **changes)
    try:
        yield KINDS["news"]
    finally:
        KINDS.clear()
        KINDS.update(before)
