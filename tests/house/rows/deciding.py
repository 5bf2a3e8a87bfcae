"""Deciding: words put to a session."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from facilitation.models import Dispute, Option, Position, QuickAgree
from groups.models import Group, Membership


def make_deciding(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    session = rows["session_id"]
    rows["quick_id"] = QuickAgree.objects.create(
        group=group,
        session=session,
        item=session.items.first(),
        wording="We begin at ten.",
        put_by=cast["facilitator"],
        put_at=timezone.now() - timedelta(minutes=1),
    )
    decision = rows["decision_id"]
    here = {"group": group, "decision": decision, "member": cast["member"]}
    Position.objects.create(
        **here, topic_version=decision.topic_version, answer="sit_out", reason="I was not there."
    )
    Dispute.objects.create(**here, reason="We said from May.")
    topic = rows["topic_id"]
    rows["option_id"] = Option.objects.create(
        group=group,
        topic=topic,
        topic_version=topic.current,
        title="Large print first",
        means="Letters in large print from May.",
        proposed_by=cast["member"],
    )
