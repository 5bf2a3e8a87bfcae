"""Which sessions a pulse is still to be asked about."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from facilitation.models import Session
from groups.states import GroupState
from lifecycle.models import Cycle, Review
from lifecycle.states import PULSE_DAYS


def sessions_wanting_a_pulse() -> QuerySet[Session]:
    """Closed in the last days, in a running group in a cycle, with no pulse yet; the oldest first."""
    since = timezone.now() - timedelta(days=PULSE_DAYS)
    closed = Session.objects.counted().filter(closed_at__gt=since, group__state=GroupState.RUNNING)
    current = Cycle.objects.current().filter(group=OuterRef("group"))
    asked = Review.objects.filter(session=OuterRef("pk"))
    busy = Review.objects.open().filter(group=OuterRef("group"))
    wanting = closed.filter(Exists(current)).exclude(Exists(asked)).exclude(Exists(busy))
    return wanting.select_related("group").order_by("closed_at")
