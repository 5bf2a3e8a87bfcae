"""Finished HTML becomes PDF: tagged (PDF/UA-1), with a title and a language, in the system's own fonts.

WeasyPrint takes 50 MB and two seconds to load, so only what workers load may import this module
(tests/groups/test_documents.py). Where the system has no Pango, `AVAILABLE` is False and pages offer the browser's own
printing instead.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    AVAILABLE = True
except OSError:  # Pango is not installed
    AVAILABLE = False

VARIANT = "pdf/ua-1"
logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of single letters of what people wrote


@dataclass(frozen=True)
class Sheet:
    """A finished HTML document, and what its own style adds: its page numbers in its own language, for one.

    `stylesheet` is the name of a static file, where it is another than that of the sheets around it.
    """

    html: str
    style: str = ""
    stylesheet: str = ""


def as_pdf(sheets: Sequence[Sheet], *, stylesheet: str) -> bytes:
    """One PDF of several documents, each with page numbers of its own.

    `stylesheet` is the name of a static file, for every sheet that names no other. Nothing is fetched from anywhere, whatever the HTML says.
    """
    fonts = FontConfiguration()
    names = {stylesheet, *(sheet.stylesheet or stylesheet for sheet in sheets)}
    shared = {name: CSS(string=_read(name), font_config=fonts) for name in names}
    laid_out = [
        HTML(string=sheet.html, url_fetcher=URLFetcher(allowed_protocols=())).render(
            stylesheets=[shared[sheet.stylesheet or stylesheet], CSS(string=sheet.style, font_config=fonts)],
            font_config=fonts,
            pdf_variant=VARIANT,
            pdf_tags=True,
        )
        for sheet in sheets
    ]
    every_page: list[Any] = [page for document in laid_out for page in document.pages]
    written: bytes = laid_out[0].copy(every_page).write_pdf(pdf_variant=VARIANT)
    return written


@cache
def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
