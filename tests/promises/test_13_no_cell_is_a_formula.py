"""Nothing leaks by the side, and CSV cells hold no formulas, whatever people typed."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership
from groups.spreadsheets import FORMULA
from tests.lifecycle.impact import make_published, reviewed


@pytest.mark.parametrize("start", FORMULA)
def test_the_file_that_leaves(facilitator: Membership, start: str):
    reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    report = make_published(facilitator, title=f"{start}HYPERLINK(1)")
    page = reverse("public_report_csv", args=[report.group.public_id, report.public_id])
    text = Client().get(page).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
