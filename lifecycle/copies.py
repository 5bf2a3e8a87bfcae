"""Where words went that are taken back, and what stays of it: see facilitation.copies."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from facilitation.copies import register
from facilitation.models import Contribution
from groups.privacy.times import when
from lifecycle.models import Ask, ImpactReport, NotTaken, Trace


def where_words_went(contribution: Contribution) -> Iterator[str]:
    traces = Trace.objects.filter(contribution=contribution).select_related("ask__to", "decision")
    for trace in traces.order_by("at"):
        if trace.ask:
            yield _(
                "They were part of a request to %(name)s on %(day)s: “%(title)s”. Your words go from its page. "
                "What the group wrote in it stays, and so does what %(name)s has read."
            ) % {"name": trace.ask.to.name, "day": when(trace.ask.raised_on), "title": trace.ask.title}
            yield from _reports(trace.ask)
        elif trace.decision:
            yield _("They were used in a decision of the group: “%(wording)s”. Its words stay.") % {
                "wording": trace.decision.wording
            }
    for one in NotTaken.objects.filter(contribution=contribution):
        yield _(
            "On %(day)s a facilitator wrote why they led to nothing. That goes from here with them. "
            "Emails and letters that told it stay with the people who have them."
        ) % {"day": when(one.on)}


def _reports(ask: Ask) -> Iterator[str]:
    """Published reports that tell of the request: what was published is never changed."""
    told = ImpactReport.objects.filter(
        group=ask.group_id, starts_on__lte=ask.raised_on, ends_on__gte=ask.raised_on
    )
    for report in told.published().order_by("pk"):
        yield _("The report “%(title)s” tells of that request. It was published, and copies of it stay.") % {
            "title": report.title
        }


register(where_words_went)
