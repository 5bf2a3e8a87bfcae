"""How and when a person may be reached."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from groups.kinds import KINDS, Kind
from groups.models import Person
from groups.states import Channel

WEEKLY_AT = time(9)  # where the person is


def ways_to(person: Person, kind: str) -> list[Channel]:
    """The channels for a message of this kind, besides the app.

    Whoever wants email but has no address, or one from which it comes back, is written to or called, and so is
    whoever wants texts but has no mobile phone: nobody is lost (promise 8).
    """
    return list(dict.fromkeys(_possible(person, channel) for channel in chosen(person, kind)))


def chosen(person: Person, kind: str) -> list[Channel]:
    """What they chose for this kind, whether or not it reaches them now.

    What is urgent goes by the first way that reaches them if they chose none for its topic; only stopping that
    very kind stops it.
    """
    if kind in person.stopped_kinds:
        return []
    known = KINDS.get(kind)
    for_topic = channels_for(person, known.topic) if known else list(person.channels)
    if known and known.privately and (for_topic or known.urgent):
        return [Channel.EMAIL if person.takes_email else Channel.PHONE]
    if not for_topic and known and known.urgent:
        for_topic = list(_first_that_reaches(person))
    return [Channel(channel) for channel in for_topic]


def channels_for(person: Person, topic: str) -> list[str]:
    """Their choice for one topic, or else for everything."""
    by_topic: dict[str, list[str]] = person.channels_by_topic
    return list(by_topic.get(topic, person.channels))


def may_wait(person: Person, kind: Kind) -> bool:
    return kind.can_wait and person.weekly


def reaches(person: Person, channel: str) -> bool:
    """Whether this channel reaches them now."""
    if channel == Channel.EMAIL:
        return person.takes_email
    return channel != Channel.TEXT or bool(person.mobile)


def by_hand(person: Person) -> Channel:
    """How a coordinator reaches them where no machine can."""
    may_call = person.phone and person.safe_to_call is not False
    return Channel.PHONE if may_call and not person.address else Channel.LETTER


def next_weekly(person: Person, after: datetime) -> datetime:
    """When their next weekly message goes: 9 in the morning of their day, where they are."""
    local = after.astimezone(person.tz)
    day = local.date() + timedelta(days=(person.weekly_on - local.weekday()) % 7)
    goes = datetime.combine(day, WEEKLY_AT, tzinfo=person.tz)
    if goes <= local:
        goes = datetime.combine(day + timedelta(days=7), WEEKLY_AT, tzinfo=person.tz)
    return after_quiet_hours(person, goes.astimezone(after.tzinfo))


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
    opens = _first_from(datetime.combine(day, end, tzinfo=local.tzinfo).replace(fold=local.fold))
    # An end that summer time skips may lead into the next quiet hours, if there are few others.
    return after_quiet_hours(person, opens.astimezone(moment.tzinfo))


def _first_from(local: datetime) -> datetime:
    """This time of a clock; or, if summer time skips it, the moment at which the clock is put forward."""
    whole = local.astimezone(UTC)
    if whole.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        return whole
    before, after = sorted(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    minutes = (before + timedelta(minutes=n) for n in range(int((after - before) / timedelta(minutes=1)) + 1))
    offset = before.astimezone(local.tzinfo).utcoffset()
    changed = (minute for minute in minutes if minute.astimezone(local.tzinfo).utcoffset() != offset)
    return next(changed).replace(second=0, microsecond=0)


def _first_that_reaches(person: Person) -> Iterator[str]:
    """Of what they chose for anything; or else a call or a letter, which no stop link speaks of."""
    others = [channel for channels in person.channels_by_topic.values() for channel in channels]
    ways = [*person.channels, *others]
    if person.phone and person.safe_to_call is not False:
        ways.append(Channel.PHONE)
    if person.address:
        ways.append(Channel.LETTER)
    first = next((way for way in ways if reaches(person, way)), None)
    yield from filter(None, [first or next(iter(ways), None)])


def _possible(person: Person, channel: Channel) -> Channel:
    return channel if reaches(person, channel) else by_hand(person)
