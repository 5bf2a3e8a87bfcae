"""The work of making one PDF of many letters. Only workers load this module: see groups/documents.py."""

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from groups.documents import AVAILABLE, Sheet, as_pdf
from groups.jobs import Report, job, keep_result
from groups.letters import Letter, letters_of, page_numbers
from groups.models import Delivery, Job, PrintRun
from groups.models.by_hand import KEPT
from groups.states import DeliveryState
from groups.transitions import move


@job("letters")
def print_letters(mine: Job, report: Report) -> None:
    """A PDF with one letter for each delivery of the run. Without Pango it makes none: the page says what to do."""
    run = PrintRun.objects.filter(job=mine, posted_at=None).select_related("group", "by__person").first()
    if run is None or not AVAILABLE:
        return
    letters, gone = letters_of(run)
    _leave_out(gone, run)
    sheets = []
    for done, letter in enumerate(letters):
        report(done * 90 // len(letters))
        sheets += _sheets(letter)
    if sheets:
        keep_result(mine, as_pdf(sheets, stylesheet="letters.css"), until=timezone.now() + KEPT)


@transaction.atomic
def _leave_out(gone: list[Delivery], run: PrintRun) -> None:
    for delivery in gone:
        move(delivery, DeliveryState.STOPPED, by=run.by, print_run=None)
    PrintRun.objects.filter(pk=run.pk).update(left_out=F("left_out") + len(gone))


def _sheets(letter: Letter) -> list[Sheet]:
    """The letter, and what goes into its envelope."""
    with translation.override(letter.language), timezone.override(letter.delivery.group.tz):
        first = Sheet(render_to_string("groups/letter_sheet.html", {"letter": letter}), page_numbers())
    enclosed = letter.enclosure
    return [first, Sheet(enclosed.html, stylesheet=enclosed.stylesheet)] if enclosed else [first]
