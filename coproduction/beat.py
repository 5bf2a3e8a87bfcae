"""The clock's process: it sends ticks only while it holds the lease, so a second one waits and does no harm.

When each tick was sent last stands in the row of the lease. So whoever takes over, on any machine and after any
restart, knows what was sent and what was missed. docs/decisions/one-clock-and-a-pace.md
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from celery.beat import ScheduleEntry, Scheduler
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from groups.models import Lease

log = structlog.get_logger(__name__)

CLOCK = "clock"
PAUSE = 2  # seconds between two looks at the lease


class NotSent(Exception):
    """The broker did not take a tick."""


class Clock(Scheduler):
    """A scheduler of Celery beat. Any number may run; one sends."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self.me = uuid4()
        self.holding = False
        super().__init__(*args, **more)
        self.max_interval = PAUSE  # so the lease is renewed in time

    def tick(self, *args: Any, **more: Any) -> float:
        """Send what is due and say after how many seconds to come back."""
        wait: float = PAUSE
        try:
            if self._hold():
                wait = super().tick(*args, **more)
            settings.CLOCK_SIGN.touch()
        except (DatabaseError, NotSent) as error:
            log.warning("no tick", error=type(error).__name__)
            self.holding = False  # what was not sent is found when the lease is taken again
        if not self.holding:
            connection.close()
        return wait

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Note it once it is sent: a tick that comes twice does no harm, one that is lost might cost a day."""
        name, before = str(entry.name), entry.last_run_at
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except Exception as error:  # whatever the broker says: it is due until it is sent
            self.schedule[name].last_run_at = before
            raise NotSent from error
        notes = self.sent() | {name: timezone.now().isoformat()}
        Lease.objects.filter(name=CLOCK, holder=self.me).update(notes=notes)

    def sent(self) -> dict[str, str]:
        """When each tick was sent last, by any clock."""
        return dict(Lease.objects.values_list("notes", flat=True).get(name=CLOCK))

    def close(self) -> None:
        """Let the next one begin at once."""
        if self.holding:
            Lease.objects.let_go(CLOCK, self.me)
        super().close()

    def _hold(self) -> bool:
        held, self.holding = self.holding, Lease.objects.hold(CLOCK, self.me, settings.CLOCK_LEASE)
        if self.holding and not held:
            self._take_over()
        return self.holding

    def _take_over(self) -> None:
        for name, at in self.sent().items():
            if name in self.schedule:
                self.schedule[name].last_run_at = datetime.fromisoformat(at)
        self.populate_heap()
        log.info("this clock ticks now")


def last_tick() -> timedelta | None:
    """How long ago a clock last said that it ticks; None if there never was one."""
    until = Lease.objects.filter(name=CLOCK).values_list("until", flat=True).first()
    return timezone.now() - (until - settings.CLOCK_LEASE) if until else None
