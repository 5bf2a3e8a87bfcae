from django.db import transaction

from facilitation.actions.people import everyone
from facilitation.models import InformationItem
from groups.actions.consents import place_consent
from groups.actions.uploads import keep_upload
from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import notify
from groups.states import ConsentKind
from groups.transitions import record

SHOWN = (ConsentKind.STORY, ConsentKind.QUOTE, ConsentKind.PHOTO)


@transaction.atomic
def share_information(
    item: InformationItem, *, by: Membership, file: Checked | None = None
) -> InformationItem:
    """Share something with the whole group at once: same information, same time (promise 9)."""
    item.group, item.shared_by = by.group, by
    item.upload = keep_upload(file, group=by.group, by=by) if file else None
    item.save()
    if item.consent:
        place_consent(item.consent, item, kinds=SHOWN)
    record("information.shared", item, by=by)
    notify("information_shared", item, group=by.group, to=everyone(by.group))
    return item
