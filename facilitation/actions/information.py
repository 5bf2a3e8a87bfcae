from django.db import transaction

from facilitation.actions.people import everyone
from facilitation.models import InformationItem
from groups.models import Membership
from groups.notifications import notify
from groups.transitions import record


@transaction.atomic
def share_information(item: InformationItem, *, by: Membership) -> InformationItem:
    """Share something with the whole group at once: same information, same time (promise 9)."""
    item.group, item.shared_by = by.group, by
    item.save()
    record("information.shared", item, by=by)
    notify("information_shared", item, group=by.group, to=everyone(by.group))
    return item
