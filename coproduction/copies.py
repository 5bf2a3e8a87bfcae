"""A copy of what we hold about one person, to keep: readable, as data, and with their files. Made by a worker."""

import json
from datetime import timedelta
from io import BytesIO
from mimetypes import guess_extension
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation

from coproduction.privacy import held
from groups.jobs import Report, job, keep_result
from groups.models import Job, Upload
from groups.privacy import Section

NAME = "copy_of_data"
KEPT = timedelta(days=7)


@job(NAME)
def make_copy(mine: Job, report: Report) -> None:
    person = mine.asked_by
    if person is None or person.erased_at:
        return
    with translation.override(person.language), timezone.override(person.tz):
        sections = held(person)
        report(30)
        content = zipped(sections)
    report(90)
    keep_result(mine, content, until=timezone.now() + KEPT)


def zipped(sections: list[Section]) -> bytes:
    """No name in it says whose it is (promise 13)."""
    whole = BytesIO()
    files = [file for section in sections for file in section.files if file.storage.exists(str(file.name))]
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "index.html", render_to_string("coproduction/data/copy.html", {"sections": sections})
        )
        archive.writestr("data.json", json.dumps(_data(sections), ensure_ascii=False, indent=1))
        for number, file in enumerate(files, start=1):
            with archive.open(f"files/{number}{_ending(file)}", "w") as inside, file.open() as stored:
                for part in stored.chunks():
                    inside.write(part)
    return whole.getvalue()


def _data(sections: list[Section]) -> list[dict[str, object]]:
    return [
        {"title": section.title, "rows": [{"what": what, "says": says} for what, says in section.rows]}
        for section in sections
    ]


def _ending(file: FieldFile) -> str:
    """From what was found in the file, never from the name it came with."""
    row = file.instance
    kind = row.kind if isinstance(row, Upload) else ""
    return guess_extension(kind) or Path(str(file.name)).suffix
