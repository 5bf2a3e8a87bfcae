"""How and when a person may be reached."""

from datetime import datetime, timedelta

from groups.models import Person
from groups.states import Channel


def ways_to(person: Person, kind: str) -> list[Channel]:
    """The channels for a message of this kind, besides the app.

    Someone who wants email but has no address is written to or called: nobody is lost (promise 8).
    """
    if kind in person.stopped_kinds:
        return []
    chosen = [Channel(channel) for channel in person.channels]
    return list(dict.fromkeys(_possible(person, channel) for channel in chosen))


def by_hand(person: Person) -> Channel:
    """How a coordinator reaches them where no machine can."""
    return Channel.PHONE if person.phone and not person.address else Channel.LETTER


def after_quiet_hours(person: Person, moment: datetime) -> datetime:
    """This moment, or the end of the quiet hours that it falls into, by the clock where the person is."""
    start, end = person.quiet_from, person.quiet_until
    local = moment.astimezone(person.tz)
    time = local.time()
    over_midnight = start > end
    quiet = (time >= start or time < end) if over_midnight else start <= time < end
    if not quiet:
        return moment
    day = local.date() + timedelta(days=int(over_midnight and time >= start))
    # In the hour that comes twice in autumn, `fold` says which of the two it is.
    return datetime.combine(day, end, tzinfo=local.tzinfo).replace(fold=local.fold).astimezone(moment.tzinfo)


def _possible(person: Person, channel: Channel) -> Channel:
    has_address = bool(person.email or person.account_id)
    return by_hand(person) if channel == Channel.EMAIL and not has_address else channel
