"""How long each place is for, and a role that somebody is asked to take on."""

from coproduction.demo.days import day
from coproduction.demo.meetings import Cast
from groups.actions.roles import offer_role
from groups.models import Membership
from groups.months import add_months
from groups.permissions import Role


def make_places(cast: Cast) -> None:
    """Terms of three years from joining; the yearly talks spread over the months to come."""
    for number, place in enumerate(cast.values()):
        place.term_ends_on = add_months(place.joined_on, 36)
        place.review_on = day(30 + 14 * number)
    Membership.objects.bulk_update(cast.values(), ["term_ends_on", "review_on"])
    offer_role(cast["kath"], Role.FACILITATOR, by=cast["facilitator"])
