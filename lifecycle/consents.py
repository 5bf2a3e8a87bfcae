"""Where a consent may stand in this app, and how it is taken from there."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from groups.consents import reaches
from lifecycle.models import ReportQuote


def clear_quote(public_id: str, at: datetime) -> None:
    """The report stays as the group approved it; this quote stands beside it, and goes."""
    ReportQuote.objects.filter(public_id=public_id).update(consent=None, taken_back_on=at.date())


reaches(ReportQuote, label=_("a report of the group"), clear=clear_quote, may_be_out=True)
