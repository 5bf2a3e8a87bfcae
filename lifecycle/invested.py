"""What was promised for the five investments beside what was put in, for the group's page of its commitment."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.timezone import localdate

from groups.models import Group
from investment.five import INVESTMENTS
from lifecycle.models import Commitment, InvestmentMade


@dataclass(frozen=True)
class Line:
    """One of the five: promised in the commitment, and put in since it was signed."""

    name: Promise | str
    promised_pounds: int
    promised_hours: int
    made_pounds: int
    made_hours: int


def promised_and_made(commitment: Commitment, group: Group) -> list[Line]:
    """Those of the five about which there is anything to say."""
    since = localdate(commitment.signed_at, group.tz)
    rows = InvestmentMade.objects.filter(group=group, on__gte=since).order_by()
    sums = rows.values_list("kind").annotate(Sum("pounds"), Sum("hours"))
    made = {kind: (pounds, hours) for kind, pounds, hours in sums}
    promised = {one.kind: (one.pounds, one.hours) for one in commitment.investments.all()}
    return [
        Line(one.name, *promised.get(one.key, (0, 0)), *made.get(one.key, (0, 0)))
        for one in INVESTMENTS
        if one.key in promised or one.key in made
    ]
