"""A quote that somebody lets the group show, and where it is shown."""

from datetime import timedelta

from django.utils import timezone

from facilitation.actions.information import share_information
from facilitation.models import InformationItem
from groups.actions.consents import Given, give_consent
from groups.models import Consent, Membership
from groups.states import ConsentKind
from lifecycle.actions.cycles import begin_cycle
from lifecycle.actions.reports import begin_report
from lifecycle.models import ImpactReport

WORDS = "Letters come when the day has passed."


def quote(member: Membership, words: str = WORDS, kind: str = ConsentKind.QUOTE) -> Consent:
    return give_consent(Given(kind, words, "a carer"), group=member.group, by=member.person)


def make_report(by: Membership) -> ImpactReport:
    if not ImpactReport.objects.in_group(by.group).exists():
        begin_cycle(by=by)
    today = timezone.localdate()
    return begin_report(title="Our year", starts_on=today - timedelta(days=365), ends_on=today, by=by)


def share(consent: Consent, by: Membership, title: str = "What people say") -> InformationItem:
    return share_information(InformationItem(title=title, summary="Read it.", consent=consent), by=by)
