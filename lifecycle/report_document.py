"""A report as finished HTML for a PDF: whole, in large print, or as one page for a board."""

from dataclasses import dataclass
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.translation import get_language

from groups.letters import page_numbers
from groups.suppression import Reach
from lifecycle.board_page import board_page
from lifecycle.editions import standing
from lifecycle.models import ImpactReport
from lifecycle.report_files import Wanted
from lifecycle.reporting import Reading

STYLESHEET = "report.css"


@dataclass(frozen=True)
class Document:
    html: str
    style: str

    @property
    def digest(self) -> str:
        """Of all that it says and how it looks, short enough to stand in the subject of a job."""
        return sha256(self.html.encode()).hexdigest()[:16]


def document(report: ImpactReport, reach: Reach, look: str) -> Document:
    """In the language that is on. Its title is the group's own title of the report."""
    reading = Reading(report, reach)
    context = {
        "report": report,
        "reading": reading,
        "stands": standing(reading),
        "look": look,
        "language": get_language() or "en-gb",
        "on_paper": True,
    }
    if look == "board":
        return Document(
            render_to_string(
                "lifecycle/impact/board_document.html", context | {"board": board_page(reading)}
            ),
            "",
        )
    return Document(render_to_string("lifecycle/impact/report_document.html", context), page_numbers())


def wanted(report: ImpactReport, reach: Reach, look: str) -> Wanted:
    """The file that this reader would get now."""
    digest = document(report, reach, look).digest
    return Wanted(str(report.public_id), reach, look, get_language() or "en-gb", digest)
