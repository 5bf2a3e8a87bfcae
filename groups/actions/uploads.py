"""Keeping the files people send, and letting them go."""

from collections.abc import Iterable

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction

from groups.files.checking import Checked, check
from groups.files.keeping import delete_unless_saved, delete_when_saved
from groups.files.names import safe_name
from groups.files.sorts import EVERY_SORT, Sort
from groups.jobs import ask_for
from groups.models import Group, Membership, Person, Upload
from groups.notifications import notify
from groups.states import UploadState
from groups.transitions import move

SCAN = "scan_upload"


@transaction.atomic
def keep_upload(
    file: Checked | File[bytes],
    *,
    group: Group,
    by: Membership | Person | None,
    kinds: Iterable[Sort] = EVERY_SORT,
    named: str = "",
) -> Upload:
    """Keep a file on the private volume; with a scanner it waits until it has been looked at.

    `file` comes from a CheckedFileField, or is looked at here: raises NotTaken, with what to do next.
    `named` stands in for the name it came with, where that could tell something (promise 13).
    The act that it belongs to records it. When that is rolled back, the file goes too.
    """
    checked = file if isinstance(file, Checked) else check(file, kinds)
    upload = Upload(
        group=group,
        by=by.person if isinstance(by, Membership) else by,
        name=safe_name(named, checked.name.rsplit(".", 1)[-1]) if named else checked.name,
        kind=checked.kind,
        size=len(checked.content),
        state=UploadState.WAITING if settings.CLAMAV else UploadState.READY,
    )
    upload.file.save("", ContentFile(checked.content), save=False)
    delete_unless_saved(upload.file)
    upload.save()
    if settings.CLAMAV:
        ask_for(SCAN, group=group, by=upload.by, subject=str(upload.public_id))
    return upload


@transaction.atomic
def remove_upload(upload: Upload) -> None:
    """Let a file go, with its row. The act that it belonged to records it."""
    _remove_file(upload)
    upload.delete()


@transaction.atomic
def pass_upload(upload: Upload) -> Upload:
    """The scanner found nothing in it, or there is no scanner any more."""
    return move(upload, UploadState.READY, by=None)


@transaction.atomic
def refuse_upload(upload: Upload) -> Upload:
    """A virus is in it: the file goes, and whoever sent it is told kindly."""
    refused = move(upload, UploadState.REFUSED, by=None, file="", size=0)
    _remove_file(upload)
    if refused.by:
        notify("upload_refused", refused, group=refused.group, to=[refused.by])
    return refused


def _remove_file(upload: Upload) -> None:
    if upload.file:
        delete_when_saved(upload.file)
