"""A paper of its own in the pack, with a file."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import models
from PIL import Image

from facilitation.models import PackToMake, Paper, WhatToExpect
from groups.actions.uploads import keep_upload
from groups.models import Group, Membership


def make_papers(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    rows["paper_id"] = Paper.objects.create(
        group=group,
        session=rows["session_id"],
        position=1,
        title="How letters are written now",
        words="Some of us cannot read them.",
        upload=keep_upload(ContentFile(b"What there is", "there.txt"), group=group, by=cast["facilitator"]),
        added_by=cast["facilitator"],
    )
    rows["to_make_id"] = PackToMake.objects.create(
        group=group, session=rows["session_id"], member=cast["member"], kind="braille"
    )
    WhatToExpect.objects.create(
        group=group,
        session=rows["session_id"],
        entrance=keep_upload(a_picture(), group=group, by=cast["facilitator"]),
        entrance_alt="A blue door.",
    )


def a_picture() -> ContentFile:
    out = BytesIO()
    Image.new("RGB", (4, 4), "blue").save(out, "PNG")
    return ContentFile(out.getvalue(), "door.png")
