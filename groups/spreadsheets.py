"""Tables that leave as CSV. No cell is ever a formula, and no file name says whose it is (promise 13)."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# Wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def cell(value: object) -> str:
    """A value as text that a spreadsheet shows and never runs. Numbers stay as they are."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\"'\ufeff").startswith(FORMULA) else text


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download. `name` is neutral: it names the kind of thing, never a group or a person."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
    response.write("\ufeff")  # so that spreadsheets read accents rightly
    csv.writer(response, quoting=csv.QUOTE_ALL).writerows([cell(value) for value in row] for row in rows)
    return response
