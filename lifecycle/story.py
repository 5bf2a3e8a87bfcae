"""All that the page of one request tells, read in one question to the database and put where the page looks for it."""

from typing import Any

from facilitation.models import Decision
from groups.models import Notification
from groups.together import read_together, remember
from lifecycle.models import (
    Answer,
    AnswerDraft,
    AnswerFile,
    Ask,
    AskLink,
    Commitment,
    HandingOver,
    Milestone,
    Progress,
    Verdict,
)
from lifecycle.timeline import TOLD_BY_THE_CLOCK


def read_story(ask: Ask) -> None:
    """Fill in what belongs to a request: afterwards its page asks nothing more about it."""
    of_it = {
        "answers": Answer.objects.filter(ask=ask).select_related("by", "entered_by").order_by("number"),
        "verdicts": Verdict.objects.filter(ask=ask).select_related("decision").order_by("pk"),
        "milestones": Milestone.objects.filter(ask=ask).select_related("decision"),
        "files": AnswerFile.objects.filter(answer__ask=ask).select_related("upload").order_by("pk"),
        "progress": Progress.objects.filter(ask=ask).select_related("by", "milestone"),
        "clock_shifts": ask.clock_shifts.order_by("pk"),
        "pauses": ask.pauses.select_related("decision"),
        "more_time": ask.more_time.select_related("by").order_by("pk"),
        "drafts": AnswerDraft.objects.filter(ask=ask).select_related("entered_by__person").order_by("pk"),
        "handings": HandingOver.objects.filter(ask=ask).select_related("invitation").order_by("-at"),
        "links": AskLink.objects.filter(later=ask).select_related("earlier").order_by("pk"),
        "links_on": AskLink.objects.filter(earlier=ask).select_related("later").order_by("pk"),
        "built_from": Decision.objects.filter(pk__in=ask.built_from.values("pk")).order_by("pk"),
        "told": Notification.objects.filter(kind__in=TOLD_BY_THE_CLOCK, subject=str(ask.public_id)),
        "signed": Commitment.objects.in_group(ask.group).signed().order_by("-number"),
    }
    found = read_together(**of_it)
    _put_together(found)
    for name in ("answers", "progress", "clock_shifts", "pauses", "more_time", "drafts", "handings"):
        remember(ask, name, found[name])
    remember(ask, "earlier_links", found["links"])
    remember(ask, "later_links", found["links_on"])
    remember(ask, "built_from", found["built_from"])
    ask.told = found["told"]
    ask.commitment_now = found["signed"][0] if found["signed"] else ask.commitment


def _put_together(found: dict[str, list[Any]]) -> None:
    """Each answer with its verdict, its promises and its files."""
    verdicts = {one.answer_id: one for one in found["verdicts"]}
    for answer in found["answers"]:
        remember(answer, "milestones", [one for one in found["milestones"] if one.answer_id == answer.pk])
        remember(answer, "files", [one for one in found["files"] if one.answer_id == answer.pk])
        if answer.pk in verdicts:
            Answer.verdict.related.set_cached_value(answer, verdicts[answer.pk])
            verdicts[answer.pk].answer = answer
        else:
            Answer.verdict.related.set_cached_value(answer, None)
