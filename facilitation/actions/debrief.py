"""Talking about a session afterwards. Nobody learns who was offered it, said no, or was there."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Session
from groups.actions.safety import ask_for_call
from groups.models import CallMe, Membership
from groups.notifications import finish
from groups.states import CallKind
from groups.transitions import Refused

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
def decline_debrief(session: Session, *, by: Membership) -> None:
    finish(OFFER, session, person=by.person)
