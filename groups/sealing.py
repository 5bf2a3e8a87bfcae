"""Sealing: how the storage forgets who and when (promise 5).

Three marks outlive a delete and would tell who wrote an anonymous row: the order of rows on disk (SQLite's rowid,
PostgreSQL's ctid), the transaction that wrote them (xmin), and deleted text in free pages, in SQLite's
write-ahead log and in PostgreSQL's statistics. Writing rows anew in random order in one transaction removes the
first two; cleaning the files removes the third.
"""

from itertools import batched
from secrets import SystemRandom

from celery import current_app
from django.db import connection, models, transaction

from groups.fulltext import forget_deleted

CLEAN_FILES = "groups.tasks.clean_files"
CHUNK = 500  # rows


@transaction.atomic
def rewrite_in_random_order[Row: models.Model](rows: models.QuerySet[Row], **blank: object) -> int:
    """Delete these rows and insert them anew, with the same keys, in a random order.

    Fields named in `blank` are overwritten on the way: `said_at=None`. Rows of other tables that point here
    stay as they are, because foreign keys are only checked when the transaction ends. Returns how many.
    """
    found = list(rows.select_for_update(of=("self",)))
    SystemRandom().shuffle(found)
    for row in found:
        for name, value in blank.items():
            setattr(row, name, value)
    everything = rows.model._default_manager.using(rows.db)
    for some in batched(found, CHUNK):
        # Django's own delete would follow foreign keys and take along the rows that point here.
        everything.filter(pk__in=[row.pk for row in some])._raw_delete(rows.db)  # noqa: SLF001  # see above
    everything.bulk_create(found, batch_size=CHUNK)
    return len(found)


def clean_files(*tables: type[models.Model]) -> None:
    """Once this transaction is committed, let a worker clean what deleted rows left in the files.

    Names no table: all of them. If the nudge is lost, the nightly cleaning does it.
    """
    names = [table._meta.db_table for table in tables]
    transaction.on_commit(lambda: current_app.send_task(CLEAN_FILES, [names]), robust=True)


def clean_files_now(names: list[str]) -> bool:
    """Clean the files of these tables, or of all. Outside a transaction only. False: a reader was in the way."""
    if connection.vendor == "sqlite":
        return _clean_sqlite()
    with connection.cursor() as cursor:
        for name in names or connection.introspection.table_names(cursor):
            # ANALYZE too, since statistics keep samples of values.
            cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(name)}")
    return True


def _clean_sqlite() -> bool:
    """Rebuild the file without free pages and empty the write-ahead log."""
    with connection.cursor() as cursor:
        forget_deleted(cursor)
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    return not is_busy
