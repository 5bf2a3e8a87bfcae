"""Handing a kept file to someone who may see it. The view asks who; there is no address for a file alone."""

import re

import structlog
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from groups.models import Upload
from groups.states import UploadState
from groups.transitions import Refused

log = structlog.get_logger(__name__)

# Opened by itself it may do nothing at all, whatever a browser takes it for.
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})$")


def serve(request: HttpRequest, upload: Upload) -> HttpResponseBase:
    """The file, after the caller has checked access. Raises Refused while it waits and when it was not safe.

    Pictures and sounds are shown where they stand; everything else is saved. Phones ask for parts of a sound.
    """
    if upload.state == UploadState.WAITING:
        raise Refused(
            _("This file is being checked for viruses. It will be here in a few minutes. You can go on.")
        )
    if upload.state == UploadState.REFUSED:
        raise Refused(_("This file was not safe to open, so we deleted it."))
    try:
        file = upload.file.open("rb")
    except FileNotFoundError as missing:
        log.exception("file missing", public_id=str(upload.public_id))
        raise Refused(_("We have lost this file. Ask whoever sent it to send it again.")) from missing
    wanted = RANGE.match(request.headers.get("Range", ""))
    response = _part(file, int(wanted[1]), wanted[2]) if wanted else FileResponse(file)
    return _guarded(response, upload)


def _part(file: FieldFile, first: int, last: str) -> HttpResponse:
    with file:
        size = file.seek(0, 2)
        end = min(int(last or size), size - 1)
        if first > end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(first)
        return HttpResponse(
            file.read(end - first + 1),
            status=206,
            headers={"Content-Range": f"bytes {first}-{end}/{size}"},
        )


def _guarded(response: HttpResponseBase, upload: Upload) -> HttpResponseBase:
    how = "inline" if upload.is_picture or upload.is_sound else "attachment"
    text = upload.kind.startswith("text/")
    response.headers["Content-Type"] = f"{upload.kind}; charset=utf-8" if text else upload.kind
    response.headers["Content-Disposition"] = f'{how}; filename="{upload.name}"'
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Accept-Ranges"] = "bytes"
    return response
