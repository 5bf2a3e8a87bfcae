"""PDF files: tagged, with a language, and nothing fetched; and no page's process ever loads what makes them."""

import subprocess
import sys
from pathlib import Path

from groups.documents import Sheet, as_pdf
from tests.facilitation.a_pdf import needs_pango, unpacked

ROOT = Path(__file__).parents[2]
PAGES_ONLY = """
import django, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
sys.exit("weasyprint" in sys.modules)
"""


def sheet(words: str, language: str = "en-gb") -> Sheet:
    return Sheet(
        f'<html lang="{language}"><head><title>Letters</title></head><body class="letters">{words}</body></html>'
    )


@needs_pango
def test_a_pdf_is_tagged_with_title_and_language():
    made = as_pdf([sheet("<h1>Hello</h1><p>Words.</p>")], stylesheet="letters.css")
    assert made.startswith(b"%PDF")
    inside = unpacked(made)
    for part in (
        b"/Lang (en-gb)",
        b"/Title (Letters)",
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"/S /H1",
        b"pdfuaid",
    ):
        assert part in inside


@needs_pango
def test_what_the_words_point_to_is_never_fetched(tmp_path: Path):
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400"/></svg>'
    )
    plain = as_pdf([sheet('<p>Words <img src="nowhere:x" alt=""></p>')], stylesheet="letters.css")
    made = as_pdf([sheet(f'<p>Words <img src="{secret.as_uri()}" alt=""></p>')], stylesheet="letters.css")
    assert abs(len(made) - len(plain)) < 50


def test_pages_are_served_without_loading_it():
    found = subprocess.run([sys.executable, "-c", PAGES_ONLY], cwd=ROOT, check=False)
    assert found.returncode == 0, "50 MB and two seconds for each process that serves pages"
