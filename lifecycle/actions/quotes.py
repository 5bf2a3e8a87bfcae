"""Quotes in a report: words of somebody who agreed to it, shown by pointing to their consent."""

from django.db import transaction

from groups.actions.consents import place_consent
from groups.consents import stands_no_more
from groups.models import Consent, Membership
from groups.states import ConsentKind
from groups.transitions import record
from lifecycle.actions.reports import check_draft
from lifecycle.models import ImpactReport, ReportQuote


@transaction.atomic
def add_quote(report: ImpactReport, consent: Consent, *, by: Membership) -> ReportQuote:
    """Beside the group's own words, while the report is a draft."""
    draft = _locked(report)
    quote, is_new = ReportQuote.objects.get_or_create(group=by.group, report=draft, consent=consent)
    place_consent(consent, quote, kinds=(ConsentKind.QUOTE,))
    if is_new:
        record("report.quoted", draft, by=by)
    return quote


@transaction.atomic
def remove_quote(quote: ReportQuote, *, by: Membership) -> None:
    draft = _locked(quote.report)
    if quote.consent:
        stands_no_more(quote, consent=quote.consent)
    quote.delete()
    record("report.quote_removed", draft, by=by)


def _locked(report: ImpactReport) -> ImpactReport:
    locked = ImpactReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    check_draft(locked)
    return locked
