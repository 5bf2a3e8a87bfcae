"""Saying what people can expect of a session."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Session, WhatToExpect
from facilitation.states import SessionState
from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.files.sorts import Sort
from groups.models import Membership, Upload
from groups.transitions import Refused, record

CAN_SAY = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)
FIELDS = ("meets_you", "guests", "map_link", "dial_number", "dial_code", "breaks", "prepare_minutes")


@transaction.atomic
def say_what_to_expect(
    session: Session,
    *,
    by: Membership,
    photo: Checked | None = None,
    without_photo: bool = False,
    **changes: Any,
) -> WhatToExpect:
    """Keep it; everyone who sees the session reads it at once. A new photograph takes the place of the old one."""
    held = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    if held.state not in CAN_SAY:
        raise Refused(_("This session is over or was called off, so this stays as it is."))
    said, _is_new = WhatToExpect.objects.get_or_create(session=held, defaults={"group": held.group})
    old = said.entrance
    for name, value in changes.items():
        setattr(said, name, value)
    if photo:
        said.entrance = keep_upload(photo, group=by.group, by=by, kinds=(Sort.PICTURE,), named="entrance")
    elif without_photo:
        said.entrance, said.entrance_alt = None, ""
    said.changed_by = by
    said.save()
    if old and old != said.entrance:
        _let_go(old)
    record("whattoexpect.said", said, by=by)
    return said


@transaction.atomic
def copy_what_to_expect(earlier: Session, session: Session, *, by: Membership) -> None:
    """As last time: the same door, the same number. Who else is there is said anew."""
    last = WhatToExpect.objects.filter(session=earlier, group=session.group).first()
    if last is None or WhatToExpect.objects.filter(session=session).exists():
        return
    kept = {name: getattr(last, name) for name in FIELDS if name != "guests"}
    WhatToExpect.objects.create(
        group=session.group,
        session=session,
        changed_by=by,
        entrance=last.entrance,
        entrance_alt=last.entrance_alt if last.entrance else "",
        **kept,
    )


def _let_go(photo: Upload) -> None:
    """Unless another session shows the same door."""
    if not WhatToExpect.objects.filter(entrance=photo).exists():
        remove_upload(photo)
