"""Information: an older version, a format with its file, a question about it, and a request to the system."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import models

from facilitation.actions.information import change_information
from facilitation.models import InformationFormat, InformationItem, InformationRequest, NotUnderstood
from groups.actions.uploads import keep_upload
from groups.models import Group, Membership


def make_information(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    lead, item = cast["lead"], rows["information_id"]
    assert isinstance(item, InformationItem)
    change_information(item, words={"summary": "What there is now"}, why="A new year", by=lead)
    item.refresh_from_db()
    rows["version_id"] = item.versions.get(number=1)
    file = keep_upload(ContentFile(b"WHAT THERE IS", "large.txt"), group=group, by=lead)
    rows["format_id"] = InformationFormat.objects.create(
        group=group, item=item, kind="large_print", upload=file, added_by=lead
    )
    rows["question_id"] = NotUnderstood.objects.create(
        group=group,
        item=item,
        passage="to move",
        words="Where to?",
        asked_by=cast["member"],
        asked_on=group.today,
    )
    rows["wanted_id"] = InformationRequest.objects.create(
        group=group,
        what="The waiting times",
        why="We want to know where it hurts most.",
        to=lead,
        asked_by=cast["member"],
        asked_on=group.today,
        wanted_on=group.today + timedelta(days=14),
    )
