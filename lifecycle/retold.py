"""Which approved reports tell of the request or the decision that somebody's words went into."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from groups.models import Group
from lifecycle.models import ImpactReport, Trace
from lifecycle.models.reports import ReportQuerySet


def retold(traces: Iterable[Trace], group: Group) -> list[Trace]:
    """Each with `reports`: the group's approved ones, not those corrected since. One question for all of them."""
    rows = list(traces)
    approved = ImpactReport.objects.in_group(group).approved().newest_of_each()
    reports = list(approved.select_related("group").defer("facts")) if rows else []
    for trace in rows:
        trace.reports = [report for report in reports if _tells_of(report, day_of(trace))]
    return rows


def day_of(trace: Trace) -> date | None:
    """A report tells of requests raised, and of decisions made, in its time."""
    if trace.ask:
        return trace.ask.raised_on
    return trace.decision.decided_on if trace.decision else None


def shown_to_anyone(trace: Trace) -> ReportQuerySet:
    """For whoever need not sign in: reports that are public; of requests only where these are public too."""
    day, none = day_of(trace), ImpactReport.objects.none()
    if day is None or (trace.ask and not trace.ask.is_public):
        return none
    told = ImpactReport.objects.filter(group=trace.group_id, starts_on__lte=day, ends_on__gte=day)
    public = told.filter(group__is_public=True).shown_to_anyone()
    return public.newest_of_each().defer("facts")


def _tells_of(report: ImpactReport, day: date | None) -> bool:
    read_on = localdate(report.compiled_at, report.group.tz) if report.compiled_at else report.ends_on
    return day is not None and report.starts_on <= day <= min(report.ends_on, read_on)
