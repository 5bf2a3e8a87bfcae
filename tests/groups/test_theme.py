"""The colours keep their promise for every background a person can choose: text 7:1, edges 3:1."""

import re

import pytest
from django.conf import settings

from groups.display import CHOICES

CSS = (settings.BASE_DIR / "static" / "theme.css").read_text()
VENDOR = (settings.BASE_DIR / "static" / "vendor" / "nhsuk.css").read_text()
BACKGROUNDS = [value for value, _ in CHOICES["background"][1]]

TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "field"),
    ("ink", "footer"),
    ("ink", "accent-wash"),
    ("ink", "sun-wash"),
    ("ink", "done-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("link", "paper"),
    ("link", "card"),
    ("link", "footer"),
    ("link-visited", "paper"),
    ("link-hover", "paper"),
    ("accent", "accent-wash"),
    ("accent", "card"),
    ("plum", "plum-wash"),
    ("plum", "paper"),
    ("sun-ink", "sun-wash"),
    ("red", "paper"),
    ("red", "card"),
    ("red", "red-wash"),
    ("done", "done-wash"),
    ("on-button", "button"),
    ("on-button", "button-deep"),
    ("on-top", "top"),
    ("focus-ink", "focus"),
]
EDGES = [("edge", "paper"), ("edge", "card"), ("edge", "field"), ("accent-mid", "paper"), ("accent", "paper")]


def tokens(background: str) -> dict[str, str]:
    """The root's colours, overlaid by those of one background."""
    found = _block(":root")
    if f'[data-background="{background}"] {{' in CSS:
        found |= _block(f'[data-background="{background}"]')
    return found


def _block(selector: str) -> dict[str, str]:
    body = CSS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(background: str, front: str, ground: str):
    colours = tokens(background)
    assert contrast(colours[front], colours[ground]) >= 7


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_edges_can_be_seen(background: str, front: str, ground: str):
    colours = tokens(background)
    assert contrast(colours[front], colours[ground]) >= 3


def test_every_token_in_use_exists():
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS + VENDOR))
    known = set(re.findall(r"--([a-z-]+):", CSS))
    assert used - known == set()


def test_nothing_is_fetched_from_elsewhere():
    assert "url(" not in CSS + VENDOR
    assert "@import" not in CSS + VENDOR
    assert "@font-face" not in CSS + VENDOR
