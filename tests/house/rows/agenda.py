"""What members propose and lead, and helping to run a session."""

from django.db import models

from facilitation.models import AgendaItem, CoFacilitation, ItemProposal
from groups.models import Group, Membership


def agenda_rows(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    AgendaItem.objects.filter(pk=rows["item_id"].pk).update(asked_to_lead=cast["member"])
    rows["proposal_id"] = ItemProposal.objects.create(
        group=group,
        member=cast["member"],
        title="Parking",
        reason="Not this time",
        origin="phone",
        typed_by=cast["facilitator"],
    )
    rows["helping_run_id"] = CoFacilitation.objects.create(
        group=group, session=rows["session_id"], member=cast["member"]
    )
