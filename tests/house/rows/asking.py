"""What belongs to a request: a promise with its day, and being asked for more time."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from groups.actions.uploads import keep_upload
from groups.models import Group, Membership
from lifecycle.models import AnswerDraft, AnswerFile, Milestone, MoreTime


def make(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    today, ask, answer = timezone.localdate(), rows["ask_id"], rows["answer_id"]
    rows["milestone_id"] = Milestone.objects.create(
        group=group, ask=ask, answer=answer, words="Print them.", due_on=today + timedelta(days=30)
    )
    AnswerDraft.objects.create(
        group=group,
        ask=ask,
        kind="not_accepted",
        reason="There is no money.",
        entered_by=cast["coordinator"],
        came_on=today,
    )
    file = keep_upload(ContentFile(b"What it costs", "cost.txt"), group=group, by=cast["lead"])
    rows["answer_file_id"] = AnswerFile.objects.create(group=group, answer=answer, upload=file)
    rows["more_time_id"] = MoreTime.objects.create(
        group=group,
        ask=ask,
        wanted_on=today + timedelta(days=40),
        reason="The printer is being mended.",
        by=cast["lead"],
    )
