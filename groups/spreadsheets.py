"""Tables that leave as CSV. No cell is ever a formula, and no file name says whose it is (promise 13)."""

import csv
from collections.abc import Iterable, Sequence
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse

# Wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

TYPE = "text/csv; charset=utf-8"
MARK = "\ufeff"  # so that spreadsheets read accents rightly


def cell(value: object) -> str:
    """A value as text that a spreadsheet shows and never runs. Numbers stay as they are."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\"'\ufeff").startswith(FORMULA) else text


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download. `name` is neutral: it names the kind of thing, never a group or a person."""
    response = HttpResponse(content_type=TYPE, headers=_saved_as(name))
    response.write(MARK)
    csv.writer(response, quoting=csv.QUOTE_ALL).writerows(map(_cells, rows))
    return response


def csv_stream(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The same for a long table: each row leaves as it is read, so it takes no more memory than a short one."""
    writer = csv.writer(_Passing(), quoting=csv.QUOTE_ALL)
    lines = (writer.writerow(_cells(row)) for row in rows)
    return StreamingHttpResponse(chain([MARK], lines), content_type=TYPE, headers=_saved_as(name))


class _Passing:
    """Hands back each line it is given, as `csv.writer` then does too."""

    def write(self, line: str) -> str:
        return line


def _cells(row: Sequence[object]) -> list[str]:
    return [cell(value) for value in row]


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.csv"'}
