"""The disk follows the database: what was rolled back leaves no file, what is deleted loses its file on commit."""

import weakref
from functools import partial

from django.db import transaction
from django.db.models.fields.files import FieldFile


class _Kept:
    """Held by the transaction alone. When it is rolled back nobody holds it any more, and its file goes."""


def delete_unless_saved(file: FieldFile) -> None:
    """Call inside a transaction, after writing. A crash leaves the file; the nightly sweep finds it."""
    kept = _Kept()
    cleaner = weakref.finalize(kept, file.storage.delete, str(file.name))
    transaction.on_commit(partial(_keep, kept, cleaner))


def delete_when_saved(file: FieldFile) -> None:
    """The file goes only when the transaction that no longer needs it is saved."""
    transaction.on_commit(partial(file.storage.delete, str(file.name)), robust=True)


def _keep(kept: _Kept, cleaner: "weakref.finalize[..., _Kept]") -> None:
    cleaner.detach()
