"""The no-comeback promise, which everyone from the system signs (product.md section 4)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.states import Side
from groups.transitions import record


def owes_promise(member: Membership) -> bool:
    """Everyone from the system, until they have signed."""
    return member.side == Side.SYSTEM and member.promised_at is None


def promise_first() -> str:
    return _(
        "People from the system make the promise before they come in. The page of the room asks you for it."
    )


@transaction.atomic
def sign_promise(*, by: Membership) -> Membership:
    """ "Nothing said here will affect anyone's care, benefits or job." Signed once; again changes nothing."""
    member = Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if member.promised_at is None:
        member.promised_at = timezone.now()
        member.save(update_fields=["promised_at"])
        record("membership.promised", member, by=by)
    by.promised_at = member.promised_at
    return member
