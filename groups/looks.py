"""A record of who looked at what is private to somebody; the person reads it under their own name.

One row for each hour and looker: reading a page twice is one look.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from groups.models import Look, Membership, Person

ONE_LOOK = timedelta(hours=1)


def looked_at(people: Iterable[Person], what: Look.What, *, by: Membership) -> None:
    """Record that `by` was shown this of these people. Looking at oneself leaves nothing."""
    since = timezone.now() - ONE_LOOK
    others = {person.pk: person for person in people if person.pk != by.person_id}
    known = Look.objects.filter(
        person__in=others, by=by.person_id, group=by.group_id, what=what, at__gt=since
    )
    new = set(others) - set(known.values_list("person", flat=True))
    Look.objects.bulk_create(
        Look(person=others[key], group=by.group, by=by.person, what=what) for key in sorted(new)
    )
