"""What was put into the five investments: written down in all, never with who got it (promise 12)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, record
from lifecycle.models import InvestmentMade


@transaction.atomic
def record_investment(
    *, kind: str, pounds: int, hours: int, on: date, words: str, by: Membership
) -> InvestmentMade:
    """Everyone in the group sees it beside what was promised."""
    _check(by)
    made = InvestmentMade.objects.create(
        group=by.group, kind=kind, pounds=pounds, hours=hours, on=on, words=words.strip(), by=by
    )
    record("investment.made", made, by=by)
    return made


@transaction.atomic
def remove_investment(made: InvestmentMade, *, by: Membership) -> None:
    """It was written down by mistake. That somebody removed it stays on record."""
    _check(by)
    record("investment.removed", made, by=by)
    made.delete()


def _check(by: Membership) -> None:
    if not by.may(Permission.RECORD_INVESTMENT):
        raise Refused(_("Facilitators and the decision-maker write down what was put in."))
