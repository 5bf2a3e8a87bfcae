"""Where a consent may stand in this app, and how it is taken from there."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from groups.consents import reaches
from lifecycle.editions import add_edition, lock_family
from lifecycle.models import ReportQuote
from lifecycle.report_files import forget_files
from lifecycle.states import ReportState, WhyEdition


def clear_quote(public_id: str, at: datetime) -> None:
    """The report stays as the group approved it; this quote stands beside it, and goes. Readers get a new version."""
    quote = ReportQuote.objects.select_related("report__group").get(public_id=public_id)
    lock_family(quote.report)
    quote.consent, quote.taken_back_on = None, localdate(at, quote.report.group.tz)
    quote.save(update_fields=["consent", "taken_back_on"])
    forget_files(quote.report)
    if quote.report.state != ReportState.DRAFT:
        add_edition(quote.report, WhyEdition.QUOTE_GONE)


reaches(ReportQuote, label=_("a report of the group"), clear=clear_quote, may_be_out=True)
