"""A year of a group for the tests of what its report is given out as."""

from django.utils import timezone

from groups.models import Membership
from groups.states import Side
from lifecycle.actions.investments import record_investment
from lifecycle.actions.reports import approve_report, publish_report, recompile_report
from lifecycle.models import Answer, Ask, ImpactReport, Milestone, Review
from tests.facilitation.making import make_session
from tests.lifecycle.impact import an_item, join_many, make_report, reviewed
from tests.lifecycle.making import make_ask
from tests.lifecycle.test_pulses import answered as answered_after_a_session

LONG = "What we asked for and why it matters so much to all of us here, again and again. " * 12


def asked(lead: Membership, facilitator: Membership, kind: str, title: str = LONG[:110]) -> Ask:
    ask = make_ask(lead, facilitator)
    Ask.objects.filter(pk=ask.pk).update(title=title, is_public=True, state="answered")
    answer = Answer.objects.create(
        group=ask.group,
        ask=ask,
        number=1,
        kind=kind,
        reason=LONG,
        promised_on=timezone.localdate(),
        by=lead,
    )
    Milestone.objects.create(
        group=ask.group, ask=ask, answer=answer, words="Print it", due_on=timezone.localdate()
    )
    return ask


def fill(facilitator: Membership, lead: Membership) -> None:
    """A public report in which every part holds something, much of it long."""
    make_session(facilitator.group, state="settled", title="Spring")
    reviewed(facilitator, [2, 3, 3, 4, 5, 5, 6, 6], [4, 4, 5, 5, 5, 6, 6, 6])
    reviewed(facilitator, [3, 4, 4, 5, 5, 5, 6, 6], [4, 4, 5, 5, 5, 6, 6, 6])
    reviewed(facilitator, [3, 3, 4, 4, 5, 5, 6, 6], [3, 3, 4, 4, 5, 5, 6, 6])
    Review.objects.filter(pk=Review.objects.latest("pk").pk).update(instrument="climate")
    people = join_many(facilitator.group, Side.LIVED, 8)
    for point in (4, 5, 6):
        answered_after_a_session(facilitator, people, point)
    for kind in ("accepted", "not_accepted", "deferred") * 5:
        asked(lead, facilitator, kind)
    record_investment(kind="time", pounds=90, hours=4, on=timezone.localdate(), words="A day", by=lead)
    draft = make_report(facilitator)
    ImpactReport.objects.filter(pk=draft.pk).update(aim=LONG, title="What changed, and what did not: a year")
    recompile_report(report=draft, by=facilitator)
    type(facilitator.group).objects.update(is_public=True)
    facilitator.group.refresh_from_db()
    item = an_item(facilitator.group)
    approved = approve_report(
        report=ImpactReport.objects.select_related("group").get(pk=draft.pk), item=item, by=facilitator
    )
    approved.group = facilitator.group
    publish_report(report=approved, item=item, by=facilitator)
