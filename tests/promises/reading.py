"""Reading every page as one person, to look for words that are not theirs to read."""

from collections.abc import Iterator
from typing import Any

from coproduction.doors import addresses
from facilitation.models import Session
from groups.models import Person
from tests.house.everything import Everything
from tests.house.trying import attempt, signed_in, url_of

APART = {"room_stream", "join_link", "stop"}


def pages_of(person: Person, whole: Everything) -> dict[str, str]:
    """Every page and file this person can open, with all that stands on it, by the name of its address."""
    found, client = {}, signed_in(person)
    for address in addresses():
        if address.door is None or address.name in APART:
            continue
        try:
            arguments = whole.arguments(address.route, address.arguments)
        except KeyError:
            continue  # an id of something that belongs to a person, not to the group
        for name, given in _each(address.name, arguments, whole):
            page = attempt(client, "get", url_of(address, given))
            if page.status_code == 200 and not page.streaming:
                found[name] = page.content.decode(errors="replace")  # files too
    return found


def _each(name: str, arguments: dict[str, Any], whole: Everything) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address as it is, and what names a session also with the meetings beside it (get-ready, debrief)."""
    yield name, arguments
    if arguments.keys() == {"group_id", "session_id"}:
        for meeting in Session.objects.filter(for_session=whole.rows["session_id"].pk):
            yield f"{name} of {meeting.kind}", arguments | {"session_id": meeting.public_id}
