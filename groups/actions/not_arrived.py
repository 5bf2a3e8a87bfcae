"""Messages that did not arrive: sent again, told by hand, or not needed any more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.by_hand import may_send
from groups.kinds import WEEKLY
from groups.models import Delivery, Membership
from groups.notifications.not_arrived import NOT_ARRIVED, leave_to_a_person
from groups.notifications.reaching import reaches
from groups.notifications.telling import DELIVER
from groups.notifications.weekly import take_back, told
from groups.nudges import nudge
from groups.states import DeliveryState
from groups.transitions import Refused, move, record


@transaction.atomic
def send_again(delivery: Delivery, *, by: Membership) -> Delivery:
    """By the same machine, with all its attempts. A letter that waits in its place is off the list once it went."""
    may_send(by, delivery)
    if not reaches(delivery.person, delivery.channel):
        raise Refused(
            _(
                "No email and no text reaches them now. Write or call, and ask them for another address or number."
            )
        )
    now = timezone.now()
    anew = {"due_at": now, "first_due_at": None, "attempts": 0, "may_have_been_sent": False}
    again = move(delivery, DeliveryState.PENDING, by=by, **anew)
    if again.notification.kind == WEEKLY:
        take_back(again)
    nudge(DELIVER)
    return again


@transaction.atomic
def tell_by_hand(delivery: Delivery, *, by: Membership) -> None:
    """A letter or a call tells it. It is seen to once that is in the post, or said."""
    may_send(by, delivery)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notification", "person__account")
    locked = rows.get(pk=delivery.pk)
    if locked.state not in NOT_ARRIVED:
        raise Refused(_("It is off the list already. Somebody saw to it, or it is not needed any more."))
    if locked.by_hand.waiting_for_hands().exists():
        return
    if locked.notification.kind == WEEKLY:
        take_back(locked)
    leave_to_a_person(locked)
    record("delivery.by_hand", locked, by=by)


@transaction.atomic
def not_needed(delivery: Delivery, *, by: Membership) -> Delivery:
    """They know already. A letter that waits in its place is off the list too."""
    may_send(by, delivery)
    dropped = move(delivery, DeliveryState.STOPPED, by=by)
    letters = Delivery.objects.filter(instead_of=delivery, state=DeliveryState.BY_HAND)
    for letter in letters.filter(notification__group=by.group):
        told(move(letter, DeliveryState.STOPPED, by=by), DeliveryState.STOPPED)
    told(dropped, DeliveryState.STOPPED)
    return dropped
