"""A group's own text becomes safe HTML that keeps its shape."""

import pytest

from groups.words import to_html


def test_headings_lists_and_links_keep_their_shape():
    made = to_html("# One\n\n- a\n- **b**\n\n[more](https://example.org)")
    assert "<h3>One</h3>" in made
    assert "<li><strong>b</strong></li>" in made
    assert '<a href="https://example.org" rel="noopener noreferrer">more</a>' in made


def test_headings_stand_beneath_those_of_the_page_and_skip_no_level():
    made = to_html("\n".join(f"{'#' * level} x" for level in range(1, 7)))
    assert made.count("<h3>") == 6


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![seen](https://spy.example/pixel.png)",
        "<a href='https://x' onclick='alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "<iframe src='https://x'></iframe>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(nasty):
    made = to_html(nasty)
    for tag in ("<script", "<img", "<style", "<iframe", "<a href='", 'href="javascript', 'href="data'):
        assert tag not in made
