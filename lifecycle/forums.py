"""When the system decides: the next dates of the forum that a commitment names, as the points of contact keep them."""

from groups.models import ForumDate
from lifecycle.models import Commitment

SHOWN = 3


def forum_dates(commitment: Commitment | None) -> list[ForumDate]:
    """Of the forum of the same name; the date that stands in the commitment itself is not said twice."""
    if commitment is None:
        return []
    dates = ForumDate.objects.in_group(commitment.group).of_forum(commitment.forum)
    to_come = dates.to_come(commitment.group.today)
    return [one for one in to_come[: SHOWN + 1] if one.meets_on != commitment.forum_meets_on][:SHOWN]
