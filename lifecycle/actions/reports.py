"""An impact report from first draft to public. What the group approved never changes again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem
from groups.models import Membership, Person
from groups.notifications import finish, notify, settle
from groups.permissions import Permission, Role
from groups.transitions import Refused, move, record
from lifecycle.compiling import compile_facts
from lifecycle.editions import add_edition, lock_family
from lifecycle.models import Cycle, ImpactReport, ReportReading
from lifecycle.states import ReportState, WhyEdition

APPROVED = "report_approved"
DUE = "report_due"


@transaction.atomic
def begin_report(*, title: str, starts_on: date, ends_on: date, by: Membership) -> ImpactReport:
    """Begin a draft, with the facts of its period already compiled."""
    _check_may_write(by)
    cycle = Cycle.objects.in_group(by.group).order_by("-number").first()
    if cycle is None:
        raise Refused(_("A report looks back on a cycle, and none has begun. Begin one under How we work."))
    report = ImpactReport(
        group=by.group, cycle=cycle, title=title.strip(), starts_on=starts_on, ends_on=ends_on
    )
    _compile(report)
    report.save()
    record("report.begun", report, by=by)
    settle([DUE], by.group)
    return report


@transaction.atomic
def recompile_report(*, report: ImpactReport, by: Membership) -> ImpactReport:
    """Read the record again, while the report is a draft."""
    draft = draft_under_lock(report, by)
    _compile(draft)
    draft.save(update_fields=["facts", "compiled_at"])
    record("report.compiled", draft, by=by)
    return draft


@transaction.atomic
def approve_report(*, report: ImpactReport, item: AgendaItem, by: Membership) -> ImpactReport:
    """The group approves its report: facts and words freeze, and its leads are told."""
    lock_family(report)
    locked = ImpactReport.objects.get(pk=report.pk)
    if locked.state != ReportState.DRAFT:
        raise Refused(_("The group has approved this report already."))
    wording = _("We approve our report “%(title)s”.") % {"title": report.title}
    decision = record_agreement(wording=wording, item=item, by=by, is_bookkeeping=True)
    approved = move(report, ReportState.APPROVED, by=by, decision=decision, approved_at=timezone.now())
    add_edition(approved, WhyEdition.CORRECTED if approved.corrects_id else WhyEdition.APPROVED)
    leads = report.group.memberships.present().holding(Role.LEAD)
    notify(APPROVED, approved, group=report.group, to=Person.objects.filter(memberships__in=leads))
    return approved


@transaction.atomic
def publish_report(*, report: ImpactReport, item: AgendaItem, by: Membership) -> ImpactReport:
    """The group shows its approved report to anyone."""
    if not report.group.is_public:
        raise Refused(_("This group is private. A facilitator can make it public in the group's settings."))
    wording = _("We show our report “%(title)s” to anyone.") % {"title": report.title}
    decision = record_agreement(wording=wording, item=item, by=by, is_bookkeeping=True)
    return move(
        report,
        ReportState.PUBLISHED,
        by=by,
        publishing_decision=decision,
        published_at=timezone.now(),
    )


@transaction.atomic
def read_report(*, report: ImpactReport, by: Membership) -> bool:
    """A lead has opened an approved report. The group sees that, and when; later visits change nothing."""
    if report.state == ReportState.DRAFT or not by.holds(Role.LEAD):
        return False
    _reading, is_first = ReportReading.objects.get_or_create(group=report.group, report=report, member=by)
    if is_first:
        record("report.read", report, by=by)
        finish([APPROVED], report, person=by.person)
    return is_first


def check_draft(report: ImpactReport) -> None:
    if report.state != ReportState.DRAFT:
        raise Refused(
            _("The group has approved this report, so it no longer changes. You can begin a correction.")
        )


def draft_under_lock(report: ImpactReport, member: Membership) -> ImpactReport:
    """The report under lock, if it can still be written."""
    _check_may_write(member)
    locked = ImpactReport.objects.select_for_update(of=("self",)).get(pk=report.pk, group=member.group)
    check_draft(locked)
    return locked


def _check_may_write(member: Membership) -> None:
    if not member.may(Permission.WRITE_REPORT):
        raise Refused(_("People with lived experience and facilitators write the group's report."))


def _compile(report: ImpactReport) -> None:
    report.facts, report.compiled_at = dict(compile_facts(report)), timezone.now()
