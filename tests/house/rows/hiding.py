"""Words of a member that a facilitator hid."""

from django.db import models

from facilitation.models import Contribution, Hiding
from groups.models import Group, Membership


def make(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    said = Contribution.objects.create(
        group=group,
        session=rows["session_id"],
        author=cast["member"],
        words="Somebody's name.",
        is_hidden=True,
        was_hidden=True,
    )
    rows["hiding_id"] = Hiding.objects.create(
        group=group, contribution=said, reason="names", hidden_by=cast["facilitator"]
    )
