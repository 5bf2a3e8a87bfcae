"""Letters posted and calls made, by a person for those whom no machine reaches."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Delivery, Membership
from groups.notifications.by_hand import may_handle, words_of
from groups.notifications.weekly import told
from groups.permissions import Permission
from groups.states import DeliveryState
from groups.transitions import Refused, move


@transaction.atomic
def sent_by_hand(delivery: Delivery, *, by: Membership) -> Delivery:
    """The letter is in the post, or the call was made. What was said is kept without its codes."""
    may_send(by, delivery)
    words = words_of(delivery)
    title, text = (words.subject, words.kept) if words else ("", "")
    sent = move(delivery, DeliveryState.SENT, by=by, sent_at=timezone.now(), title=title, text=text)
    told(sent, DeliveryState.SENT)  # with all that a weekly message holds
    return sent


@transaction.atomic
def drop_by_hand(delivery: Delivery, *, by: Membership) -> Delivery:
    """It is not needed any more: its fact is gone, or the person heard of it in another way."""
    may_send(by, delivery)
    dropped = move(delivery, DeliveryState.STOPPED, by=by)
    told(dropped, DeliveryState.STOPPED)
    return dropped


def may_send(by: Membership, delivery: Delivery | None = None) -> None:
    if not by.may(Permission.SEND_BY_HAND):
        raise Refused(_("A coordinator or a facilitator sees to letters and calls."))
    if delivery and not may_handle(by, delivery):
        raise Refused(_("Someone with lived experience sees to this one."))
