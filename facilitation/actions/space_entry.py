"""Somebody with two hats comes in only if the space agrees (promise 4, docs/decisions/two-hats.md).

Nothing says who said no: only that somebody did, until the question closes. Nobody learns how many said yes.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.space import must_be_inside
from facilitation.models import SpaceEntry, SpaceYes
from facilitation.models.space import may_ask_to_enter, people_inside
from facilitation.states.space import ENTRY_WORKING_DAYS, ENTRY_YES, EntryState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.transitions import Refused, move_unrecorded
from groups.working_days import add_working_days

ASKED, TOLD = "space_entry_asked", "space_entry_told"


@transaction.atomic
def ask_to_enter(*, why: str = "", by: Membership) -> SpaceEntry:
    """Everyone inside is asked, and has five working days."""
    if not may_ask_to_enter(by):
        raise Refused(_("Only people with lived experience who also have another role need to ask."))
    today = by.group.today
    asked = {
        "why": why,
        "asked_on": today,
        "closes_on": add_working_days(today, ENTRY_WORKING_DAYS, by.group),
    }
    entry = SpaceEntry.objects.select_for_update(of=("self",)).filter(member=by).first()
    if entry is None:
        entry = SpaceEntry.objects.create(group=by.group, member=by, **asked)
    elif entry.state not in (EntryState.NOT_AGREED, EntryState.ENDED):
        raise Refused(_("The space has been asked already."))
    elif entry.again_from and today < entry.again_from:
        raise Refused(_("The space did not agree. You can ask again three months after that."))
    else:
        entry = move_unrecorded(entry, EntryState.ASKED, **asked)
    _ask_everyone(entry)
    return entry


@transaction.atomic
def say_yes(entry: SpaceEntry, *, by: Membership) -> None:
    locked = _asked(entry, by)
    SpaceYes.objects.get_or_create(group=by.group, entry=locked, member=by)


@transaction.atomic
def say_no(entry: SpaceEntry, *, by: Membership) -> None:
    """Keeps that somebody said no, and nothing of who. It stands until the question closes."""
    locked = _asked(entry, by)
    SpaceYes.objects.filter(entry=locked, member=by).delete()
    if not locked.somebody_said_no:
        locked.somebody_said_no = True
        locked.save(update_fields=["somebody_said_no"])


@transaction.atomic
def ask_the_space_again(entry: SpaceEntry, *, by: Membership) -> SpaceEntry:
    """Anybody inside, once they are unsure. Until the space has agreed anew, they are not inside."""
    must_be_inside(by)
    if entry.member_id == by.pk:
        raise Refused(_("Somebody else in the space asks. You can leave it any time."))
    locked = SpaceEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if locked.state != EntryState.AGREED:
        raise Refused(_("This is asked again only of somebody whom the space let in."))
    today = by.group.today
    closes = add_working_days(today, ENTRY_WORKING_DAYS, by.group)
    again = move_unrecorded(entry, EntryState.ASKED, asked_on=today, closes_on=closes)
    _ask_everyone(again)
    _tell(again)
    return again


@transaction.atomic
def leave_space(entry: SpaceEntry, *, by: Membership) -> SpaceEntry:
    """Stop asking, or go out again: said by the person themselves."""
    if entry.member_id != by.pk:
        raise Refused(_("Only they can say this."))
    settle([ASKED], entry)
    return _close(entry, EntryState.ENDED)


@transaction.atomic
def close_entry(entry: SpaceEntry) -> None:
    """By the clock: agreed when enough inside said yes and nobody said no. Done once."""
    locked = SpaceEntry.objects.select_for_update(of=("self",)).select_related("group").get(pk=entry.pk)
    if locked.state != EntryState.ASKED or locked.closes_on >= locked.group.today:
        return
    inside = {member.pk for member in people_inside(locked.group)} - {locked.member_id}
    yes = inside & set(locked.yeses.values_list("member", flat=True))
    agreed = inside and len(yes) >= min(ENTRY_YES, len(inside)) and not locked.somebody_said_no
    settle([ASKED], locked)
    _tell(_close(locked, EntryState.AGREED if agreed else EntryState.NOT_AGREED))


def _close(entry: SpaceEntry, state: str) -> SpaceEntry:
    SpaceYes.objects.filter(entry=entry).delete()
    closed_on = entry.group.today
    return move_unrecorded(entry, state, somebody_said_no=False, closed_on=closed_on, why="")


def _asked(entry: SpaceEntry, by: Membership) -> SpaceEntry:
    must_be_inside(by)
    locked = SpaceEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if locked.state != EntryState.ASKED:
        raise Refused(_("This question is closed. Look at the page to see what came of it."))
    if locked.member_id == by.pk:
        raise Refused(_("Somebody else in the space says yes or no."))
    return locked


def _ask_everyone(entry: SpaceEntry) -> None:
    people = [member.person for member in people_inside(entry.group) if member.pk != entry.member_id]
    if people:
        on = entry.asked_on.isoformat()
        notify(ASKED, entry, group=entry.group, to=people, occurrence=on)


def _tell(entry: SpaceEntry) -> None:
    on = f"{entry.state} {entry.group.today.isoformat()}"
    notify(TOLD, entry, group=entry.group, to=[entry.member.person], occurrence=on)
