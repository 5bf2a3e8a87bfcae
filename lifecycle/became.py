"""What became of somebody's words, in sentences: for a receipt, whose holder needs no sign-in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from facilitation.models import Contribution
from facilitation.outcomes import register
from lifecycle.models import Answer, Ask, NotTaken, Trace
from lifecycle.retold import shown_to_anyone


def what_became_of(contribution: Contribution) -> Iterator[str]:
    traces = Trace.objects.filter(contribution=contribution).select_related("ask", "decision").order_by("at")
    for trace in traces.prefetch_related("ask__answers"):
        if trace.ask:
            yield from _of_request(trace.ask)
            yield from _of_reports(trace)
        elif trace.decision:
            yield _("They were used in a decision: %(wording)s") % {"wording": trace.decision.wording}
            yield from _of_reports(trace)
    for one in NotTaken.objects.filter(contribution=contribution):
        yield _("They led to no request and no decision. The reason given: %(why)s") % {"why": one.why}


def _of_request(ask: Ask) -> Iterator[str]:
    words = {"title": ask.title, "state": ask.get_state_display()}
    yield _("They became part of a request: “%(title)s”. Where it stands: %(state)s") % words
    latest: Answer | None = max(ask.answers.all(), key=lambda answer: answer.pk, default=None)
    if latest:
        yield _("The answer: “%(kind)s”. The reason given: %(reason)s") % {
            "kind": latest.get_kind_display(),
            "reason": latest.reason,
        }


def _of_reports(trace: Trace) -> Iterator[str]:
    """Those that anyone may read."""
    for report in shown_to_anyone(trace):
        yield _("A report of the group that anyone can read tells of it: “%(title)s”") % {
            "title": report.title
        }


register(what_became_of)
