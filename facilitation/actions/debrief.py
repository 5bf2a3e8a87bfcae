"""Talking about a session afterwards. Nobody learns who was offered it, said no, or was there."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Session
from groups.actions.data import only_by_hand
from groups.actions.safety import ask_for_call
from groups.models import CallMe, Membership
from groups.notifications import finish, notify
from groups.permissions import Permission
from groups.states import CallKind
from groups.transitions import Refused, record

OFFER = ("debrief_offer",)


@transaction.atomic
def accept_debrief(session: Session, *, by: Membership, **how: Any) -> CallMe:
    """Ask for a call within two working days. Refused before the session is over."""
    if not session.is_over:
        raise Refused(
            _("You can ask for this when the session is over. You can ask for another call at any time.")
        )
    call = ask_for_call(**how, kind=CallKind.DEBRIEF, by=by)
    finish(OFFER, session, person=by.person)
    return call


@transaction.atomic
def accept_debrief_for(
    member: Membership, session: Session, *, origin: str, by: Membership, **how: Any
) -> CallMe:
    """The same, on the word of someone without an account, who is told so by letter or by phone.

    The record says who wrote it and how it was said, but not for whom: whoever else reads it learns nothing.
    """
    if not by.may(Permission.TYPE_FOR_OTHERS) or by.group_id != member.group_id:
        raise Refused(_("A facilitator or a coordinator of the group writes this down."))
    only_by_hand(member)
    call = accept_debrief(session, **how, by=member)
    record(f"session.talk_wanted_said_by_{origin}", session, by=by)
    notify("call_typed", call, group=member.group, to=[member.person])
    return call


@transaction.atomic
def decline_debrief(session: Session, *, by: Membership) -> None:
    finish(OFFER, session, person=by.person)
