"""What a search finds of where it goes: see groups.search."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.permissions import Permission
from groups.search import EVERYONE, Findable, Kind, audience, can_be_found
from lifecycle.models import Ask, ImpactReport
from lifecycle.models.reports import HEADS
from lifecycle.states import ReportState

REPORT_WRITERS = "report_writers"


def _ask(ask: Ask) -> Findable:
    answers = [f"{answer.reason}\n{answer.will_do}" for answer in ask.answers.all()]
    promised = [milestone.words for milestone in ask.milestones.all()]
    text = "\n".join([ask.words, ask.why, *answers, *promised, ask.closing_words])
    return Findable(ask.title, text, ask.raised_on, "ask", (ask.public_id,))


def _report(report: ImpactReport) -> Findable:
    heads = [getattr(report, head) for head in HEADS]
    return Findable(
        title=report.title,
        text="\n".join(filter(None, heads)),
        day=timezone.localdate(report.created_at, report.group.tz),
        url_name="report",
        args=(report.public_id,),
        audience=REPORT_WRITERS if report.state == ReportState.DRAFT else EVERYONE,
    )


audience(REPORT_WRITERS, lambda member: member.may(Permission.WRITE_REPORT))
can_be_found(
    Ask,
    Kind(
        "ask",
        _("Requests"),
        lambda: Ask.objects.select_related("group").prefetch_related("answers", "milestones"),
        _ask,
    ),
)
can_be_found(
    ImpactReport, Kind("report", _("Reports"), lambda: ImpactReport.objects.select_related("group"), _report)
)
