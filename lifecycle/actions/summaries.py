"""Keeping the overview up to date. A summary is counted from the record, so losing one loses nothing."""

from datetime import datetime

import structlog
from django.utils import timezone

from groups.models import Group
from lifecycle.models import GroupSummary
from lifecycle.summaries import summary_of

log = structlog.get_logger(__name__)

AT_ONCE = 200  # groups in one run; the rest wait for the next, whoever waited longest first
WRITTEN = [one.name for one in GroupSummary._meta.concrete_fields if one.name not in {"id", "group"}]


def refresh_summaries() -> int:
    """Count the groups anew in which something happened, and say of all others that they are as they were.

    A run that dies half way leaves the others stale, for the next one. Returns how many were counted.
    """
    now = timezone.now()
    stale = GroupSummary.objects.stale(now)
    due = [
        *GroupSummary.objects.groups_without_one().order_by("pk")[:AT_ONCE],
        *(one.group for one in stale.select_related("group").order_by("refreshed_at", "pk")[:AT_ONCE]),
    ]
    as_they_were = GroupSummary.objects.filter(refreshed_at__lt=now).exclude(pk__in=stale.values("pk"))
    as_they_were.update(refreshed_at=now)
    return sum(_refresh(group, now) for group in due[:AT_ONCE])


def _refresh(group: Group, now: datetime) -> bool:
    try:
        summary = summary_of(group)
    except Exception:  # whatever is wrong with one group must not keep the others waiting
        log.exception("group not counted", public_id=str(group.public_id))
        return False
    summary.refreshed_at = now
    GroupSummary.objects.bulk_create(
        [summary], update_conflicts=True, unique_fields=["group"], update_fields=WRITTEN
    )
    return True
