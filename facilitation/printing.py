"""The work of making a PDF of a pack. Only workers load this module: see groups/documents.py."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from facilitation.models import InformationItem, PackFile
from facilitation.pack_document import STYLESHEET, Document, document
from groups.documents import AVAILABLE, Sheet, as_pdf
from groups.jobs import Report, job, keep_result
from groups.models import Job

KEPT = timedelta(days=7)


@job("pack")
def print_pack(mine: Job, report: Report) -> None:
    """The pack as it is now. Without Pango it makes none: the page says what to do."""
    wanted = PackFile.objects.filter(job=mine).select_related("session__group").first()
    if wanted is None or not AVAILABLE:
        return
    report(10)
    made = _document(wanted)
    report(40)
    _keep(wanted, made, as_pdf([Sheet(made.html)], stylesheet=STYLESHEET), mine)


@transaction.atomic
def _keep(wanted: PackFile, made: Document, pdf: bytes, mine: Job) -> None:
    """Unless a story in it was taken back while it was being made. Its rows are held, so that none is meanwhile."""
    shown = wanted.session.papers.filter(information__isnull=False).values("information")
    list(InformationItem.objects.select_for_update(of=("self",)).filter(pk__in=shown))
    if _document(wanted).digest != made.digest:
        return  # whoever asked reads that the pack has changed
    PackFile.objects.filter(pk=wanted.pk).update(digest=made.digest)
    keep_result(mine, pdf, until=timezone.now() + KEPT)


def _document(wanted: PackFile) -> Document:
    with translation.override(wanted.language), timezone.override(wanted.session.group.tz):
        return document(wanted.session, wanted.looks.split())
