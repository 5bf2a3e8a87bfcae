"""Lists that people put in order: agenda items and papers, numbered from 1."""

from collections.abc import Sequence

from facilitation.models import AgendaItem, Paper


def put_in_order[Row: (AgendaItem, Paper)](rows: Sequence[Row]) -> None:
    """Number them as they stand. The caller holds the lock of their session."""
    if not rows:
        return
    for position, row in enumerate(rows, start=1):
        row.position = position
    type(rows[0]).objects.bulk_update(rows, ["position"])


def shift[Row: (AgendaItem, Paper)](row: Row, *, among: Sequence[Row], places: int) -> None:
    """Move a row up (-1) or down (1). At either end it stays where it is."""
    rows = list(among)
    now = rows.index(row)
    rows.insert(min(max(now + places, 0), len(rows) - 1), rows.pop(now))
    put_in_order(rows)
