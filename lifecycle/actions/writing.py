"""Writing a report together, head by head. Versions are only ever added, so nothing anybody wrote is lost."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.transitions import Refused, record
from lifecycle.actions.reports import draft_under_lock
from lifecycle.models import ImpactReport, ReportComment, ReportText


class Newer(Exception):
    """Somebody saved a newer version meanwhile; nothing was written."""

    def __init__(self, text: ReportText) -> None:
        super().__init__(text.number)
        self.text = text


@transaction.atomic
def name_report(*, report: ImpactReport, title: str, by: Membership) -> ImpactReport:
    draft = draft_under_lock(report, by)
    draft.title = title.strip()
    draft.save(update_fields=["title"])
    record("report.named", draft, by=by)
    return draft


@transaction.atomic
def write_head(
    *, report: ImpactReport, head: str, words: str, began_from: int, by: Membership
) -> ImpactReport:
    """Save the words under one head as a new version.

    `began_from` is the number of the version they were begun from. Raises Newer where that is no longer the latest,
    unless the words are the same.
    """
    draft = draft_under_lock(report, by)
    words = words.strip()
    if words == getattr(draft, head):
        return draft
    latest = latest_text(draft, head)
    if latest and latest.number != began_from:
        raise Newer(latest)
    return _add(draft, head, words, by)


@transaction.atomic
def restore_head(*, report: ImpactReport, head: str, number: int, by: Membership) -> ImpactReport:
    """Let an earlier version stand again, as a new one: what stood until now stays among the earlier ones."""
    draft = draft_under_lock(report, by)
    earlier = draft.texts.filter(head=head, number=number).first()
    if earlier is None:
        raise Refused(_("There is no such version. Choose one from the list."))
    return _add(draft, head, earlier.words, by)


@transaction.atomic
def comment(*, report: ImpactReport, head: str, words: str, by: Membership) -> ReportComment:
    """Say something about the words under one head to those who write. It never stands in the report."""
    draft = draft_under_lock(report, by)
    said = ReportComment.objects.create(group=draft.group, report=draft, head=head, words=words, by=by)
    record("report.commented", draft, by=by)
    return said


@transaction.atomic
def settle_comment(said: ReportComment, *, by: Membership) -> None:
    """It is dealt with. Anyone who writes may say so."""
    draft = draft_under_lock(said.report, by)
    if draft.comments.filter(pk=said.pk, settled_at=None).update(settled_at=timezone.now()):
        record("report.comment_settled", draft, by=by)


@transaction.atomic
def take_back_comment(said: ReportComment, *, by: Membership) -> None:
    """One's own goes at once (promise 15), also once the report is approved."""
    if said.by_id != by.pk:
        raise Refused(_("Only whoever wrote a comment can take it back. You can say that it is settled."))
    said.delete()
    record("report.comment_taken_back", said.report, by=by)


def latest_text(report: ImpactReport, head: str) -> ReportText | None:
    return report.texts.filter(head=head).select_related("by").order_by("-number").first()


def _add(draft: ImpactReport, head: str, words: str, by: Membership) -> ImpactReport:
    """A next version. Words that stood before there were versions become the first one."""
    latest = latest_text(draft, head)
    number = latest.number if latest else 0
    if not latest and (stood := getattr(draft, head)):
        number = 1
        ReportText.objects.create(
            group=draft.group, report=draft, head=head, number=1, words=stood, at=draft.created_at
        )
    ReportText.objects.create(
        group=draft.group, report=draft, head=head, number=number + 1, words=words, by=by
    )
    setattr(draft, head, words)
    draft.save(update_fields=[head])
    record("report.written", draft, by=by)
    return draft
