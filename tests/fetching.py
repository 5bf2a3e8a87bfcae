"""No page may fetch row by row what it could have fetched at once."""

from typing import Any

from django.core.exceptions import FieldFetchBlocked
from django.db.models import Model, query
from django.db.models.fetch_modes import FETCH_ONE, FetchMode


class NoRowByRow(FetchMode):
    """A row read alone may fetch what belongs to it; rows read together must have it with them."""

    __slots__ = ()
    track_peers = True

    def fetch(self, fetcher: Any, instance: Model) -> None:
        together = [peer for known in instance._state.peers if (peer := known()) is not None]
        if len(together) > 1:
            name = f"{type(instance).__name__}.{fetcher.field.name}"
            raise FieldFetchBlocked(f"{name} would be fetched {len(together)} times, once for each row.")
        fetcher.fetch_one(instance)


def refuse_row_by_row(**signal: Any) -> None:
    query.DEFAULT_FETCH_MODE = NoRowByRow()


def allow_row_by_row(**signal: Any) -> None:
    query.DEFAULT_FETCH_MODE = FETCH_ONE
