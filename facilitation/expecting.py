"""What to expect of a session, for everyone who may see it. Never who said that they come (promise 11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation.dialling import one_tap
from facilitation.models import Session, WhatToExpect
from facilitation.models.co_facilitation import CoFacilitation
from facilitation.models.sessions import those_among_us
from facilitation.states import ItemPurpose


@dataclass(frozen=True)
class Expected:
    """Of one session. `breaks` are the times at which those on the agenda begin, if all goes as planned."""

    said: WhatToExpect | None
    facilitators: list[str]
    co_facilitators: list[str]
    guests: list[str]
    breaks: list[datetime]
    length: timedelta
    dial: str

    @property
    def hours(self) -> int:
        return int(self.length.total_seconds()) // 3600

    @property
    def minutes(self) -> int:
        return int(self.length.total_seconds()) % 3600 // 60


def expected(session: Session) -> Expected:
    helping = CoFacilitation.objects.running().filter(session=session).order_by("member__name")
    return expect(
        session,
        said=WhatToExpect.objects.filter(session=session).select_related("entrance").first(),
        facilitators=names_of_facilitators(session),
        co_facilitators=list(helping.values_list("member__name", flat=True)),
    )


def names_of_facilitators(session: Session) -> list[str]:
    """Those who run it. Nobody from the system runs a meeting among us, or knows of it (promise 4)."""
    running = session.group.memberships.facilitating()
    known = those_among_us(running) if session.is_among_us else running
    return list(known.order_by("name").values_list("name", flat=True))


def expect(
    session: Session, *, said: WhatToExpect | None, facilitators: list[str], co_facilitators: list[str]
) -> Expected:
    """The same for a page that has found these already. Asks only for the agenda, unless that is loaded."""
    return Expected(
        said=said,
        facilitators=facilitators,
        co_facilitators=co_facilitators,
        guests=[line.strip() for line in said.guests.splitlines() if line.strip()] if said else [],
        breaks=list(_breaks(session)),
        length=session.ends_at - session.starts_at,
        dial=one_tap(said.dial_number, said.dial_code) if said else "",
    )


def _breaks(session: Session) -> list[datetime]:
    times, at = [], session.starts_at
    for item in session.items.all():
        if item.purpose == ItemPurpose.BREAK:
            times.append(at)
        at += timedelta(minutes=item.minutes)
    return times
