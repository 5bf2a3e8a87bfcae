"""Correcting an approved report: a new draft that says which one it corrects, and takes its place once approved."""

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.permissions import Permission
from groups.states import ConsentState
from groups.transitions import Refused, record
from lifecycle.actions.quotes import add_quote
from lifecycle.models import ImpactReport
from lifecycle.models.reports import HEADS
from lifecycle.states import ReportState

CARRIED_OVER = ("group", "cycle", "title", "starts_on", "ends_on", "facts", "compiled_at", *HEADS)


@transaction.atomic
def begin_correction(report: ImpactReport, *, by: Membership) -> ImpactReport:
    """A draft that starts as the approved report, with the quotes that still stand. The approved one stays as it is."""
    if not by.may(Permission.WRITE_REPORT):
        raise Refused(_("People with lived experience and facilitators write the group's report."))
    approved = ImpactReport.objects.select_for_update(of=("self",)).get(pk=report.pk, group=by.group)
    if approved.state == ReportState.DRAFT:
        raise Refused(_("This report is being written, so you can change it as it is."))
    if ImpactReport.objects.filter(corrects=approved).exists():
        raise Refused(
            _("A correction of this report has been begun already. You find it under What changed.")
        )
    draft = ImpactReport.objects.create(
        corrects=approved, **{name: getattr(approved, name) for name in CARRIED_OVER}
    )
    for quote in approved.quotes.filter(consent__state=ConsentState.GIVEN).select_related("consent"):
        if quote.consent:
            add_quote(draft, quote.consent, by=by)
    record("report.correction_begun", draft, by=by)
    return draft
