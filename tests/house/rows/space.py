"""The space is asked about somebody with two hats; somebody inside was asked to look after it."""

from datetime import timedelta

from django.db import models

from facilitation.models import SpaceEntry, SpaceModerator
from groups.models import Group, Membership


def make(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    rows["entry_id"] = SpaceEntry.objects.create(
        group=group, member=cast["carer"], closes_on=group.today + timedelta(days=7)
    )
    rows["moderator_id"] = SpaceModerator.objects.create(
        group=group, member=cast["carer"], offered_by=cast["member"]
    )
