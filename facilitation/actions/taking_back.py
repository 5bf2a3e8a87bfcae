"""Taking back the words given with a position, or with a dispute (promise 15). What they stand for stays counted."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Decision, Dispute, Position
from groups.models import Membership
from groups.notifications import notify
from groups.permissions import Permission
from groups.sealing import clean_files
from groups.transitions import Refused, record


@transaction.atomic
def take_back_reason(decision: Decision, *, by: Membership) -> None:
    """One's own reason goes, whoever typed it, on every version of what was declared. The position stands."""
    _erase(Position.objects.filter(decision=decision, member=by), decision, by=by)


@transaction.atomic
def take_back_reason_for(decision: Decision, *, member: Membership, by: Membership) -> None:
    """Someone without an account asked for it. They are told that the words went."""
    if member.person.account_id or not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("Only the person who said this can take it back."))
    if _erase(Position.objects.filter(decision=decision, member=member), decision, by=by):
        occurrence = f"{member.pk}, {timezone.now().timestamp():.0f}"
        notify(
            "reason_taken_back_for_you", decision, group=by.group, to=[member.person], occurrence=occurrence
        )


@transaction.atomic
def take_back_dispute(decision: Decision, *, by: Membership) -> None:
    """One's own words go. That somebody disputes the agreement stands until the group has looked again."""
    _erase(Dispute.objects.filter(decision=decision, member=by), decision, by=by)


def _erase(said: QuerySet[Any], decision: Decision, *, by: Membership) -> bool:
    """Take the words out of the database and its files. False: they were already gone."""
    if not said.exclude(reason="").update(reason="", taken_back_at=timezone.now()):
        return False
    record("decision.words_taken_back", decision, by=by)
    clean_files(said.model)
    return True
