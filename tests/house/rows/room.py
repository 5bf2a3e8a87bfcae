from django.db import models

from facilitation.models import ParkedMatter
from groups.models import Group, Membership


def add(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    """Something that was parked in the room."""
    rows["parked_id"] = ParkedMatter.objects.create(
        group=group, session=rows["session_id"], words="Parking at the hall", parked_by=cast["facilitator"]
    )
