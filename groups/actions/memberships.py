"""Coming into a group, having a break, coming back and leaving. No reason is ever asked (promise 15)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.facilitators import (
    lock_group,
    settle_if_someone_facilitates,
    tell_if_nobody_facilitates,
)
from groups.actions.helpers import stop_helper
from groups.actions.reaching import forget_reach
from groups.actions.roles import withdraw_offers_of
from groups.blocking import may_meet
from groups.coming_as import COMES_AS
from groups.ending import why_not_yet
from groups.leaving import carry_out
from groups.models import ExitNote, Group, Helper, Invitation, Membership, OutsideContact, Person
from groups.models.memberships import term_from
from groups.notifications import notify, settle
from groups.permissions import Role, refused
from groups.states import GroupState, MembershipState, WordsAfter
from groups.transitions import Actor, Refused, move, record

# What the clock asks about someone's place, until they go.
PLACE_PROMPTS = ("term_ending", "place_review", "break_over")


@transaction.atomic
def join(invitation: Invitation, *, name: str, line: str, by: Person) -> Membership:
    """Give a person the place an invitation offers: a new one, one they left, or a role more.

    Raises Refused when the roles may not be held together, or lie on the other side.
    """
    group = lock_group(invitation.group_id)  # two invitations at once give one place
    if OutsideContact.objects.in_group(group).accepted().filter(person=by).exists():
        raise Refused(_("You are the one outside this group. Stand down first, then use this invitation."))
    here = Membership.objects.filter(group=invitation.group, person=by).first()
    if here and invitation.comes_with and not may_meet(here, invitation.comes_with):
        raise Refused(_("This invitation cannot be used. Ask the person who invited you for another one."))
    if here is None:
        place = _first_place(invitation, name=name, line=line, person=by)
    elif here.state == MembershipState.LEFT:
        _must_be_asked_by_another(here, invitation)
        place = _place_again(here, invitation, name=name, line=line)
    else:
        place = _role_more(here, invitation)
    settle_if_someone_facilitates(group)
    return place


@dataclass(frozen=True)
class ByHand:
    """Someone who takes part by letter or by phone, and how to reach them."""

    name: str
    comes_as: str
    channels: tuple[str, ...]
    address: str = ""
    phone: str = ""
    job: str = ""
    body: str = ""
    # Of phone calls. None: nobody has asked them yet.
    safe_to_call: bool | None = None
    may_leave_message: bool | None = None
    call_notes: str = ""


@transaction.atomic
def add_by_hand(someone: ByHand, *, by: Membership) -> Membership:
    """Give a place to someone without an account or an email, who said yes to it (promise 8)."""
    coming = COMES_AS[someone.comes_as]
    person = Person.objects.create(
        name=someone.name,
        channels=list(someone.channels),
        address=someone.address,
        phone=someone.phone,
        safe_to_call=someone.safe_to_call,
        may_leave_message=someone.may_leave_message,
        call_notes=someone.call_notes,
    )
    membership = Membership.objects.create(
        group=by.group,
        person=person,
        side=coming.side,
        roles=coming.role,
        name=someone.name,
        job=someone.job,
        body=someone.body,
        joined_on=by.group.today,
        **term_from(by.group.today),
    )
    record("membership.added_by_hand", membership, by=by)
    return membership


@dataclass(frozen=True)
class Parting:
    """What someone who leaves may choose. Every part has an answer of its own, so nothing need be said."""

    words: str = WordsAfter.KEEP
    tell_me: bool = False  # what becomes of what they said, and nothing else
    note: str = ""  # for the facilitators alone


@transaction.atomic
def pause(*, by: Membership, back_on: date | None = None, typed_by: Membership | None = None) -> Membership:
    """Have a break, at once: they still belong, and nothing is sent that needs them.

    `typed_by`: who wrote it down for someone without an account (groups/actions/on_their_word.py).
    """
    group = lock_group(by.group_id)
    paused = move(by, MembershipState.PAUSED, by=typed_by or by, back_on=back_on)
    settle(PLACE_PROMPTS, paused)
    _tell_of_gap(paused, group)
    return paused


@transaction.atomic
def come_back(*, by: Membership, typed_by: Membership | None = None) -> Membership:
    group = lock_group(by.group_id)
    back = move(by, MembershipState.ACTIVE, by=typed_by or by, back_on=None)
    settle(["break_over"], back)
    settle_if_someone_facilitates(group)
    return back


@transaction.atomic
def leave(
    *, by: Membership, parting: Parting | None = None, typed_by: Membership | None = None
) -> Membership:
    """Go, at once, with what they wish for their words. Raises Refused for wishes that shut each other out.

    `typed_by`: who wrote it down for someone without an account. Then how to reach them is kept until they are told.
    """
    wish = parting or Parting()
    if wish.tell_me and wish.words != WordsAfter.KEEP:
        raise Refused(why_not_tell())
    group = lock_group(by.group_id)
    was_here = Membership.objects.active().filter(pk=by.pk).exists()
    left = move(
        by,
        MembershipState.LEFT,
        by=typed_by or by,
        left_on=group.today,
        back_on=None,
        told_of_words=wish.tell_me,
    )
    carry_out(wish.words, of=left)
    _end_what_waits(left, wish)
    if not (wish.tell_me or typed_by):
        forget_reach(left.person)
    if was_here:
        _tell_of_gap(left, group)
    return left


@transaction.atomic
def let_go(left: Membership) -> None:
    """Whoever leaves or is erased is asked nothing more."""
    settle(PLACE_PROMPTS, left)
    withdraw_offers_of(left)
    for helper in Helper.objects.standing().filter(member=left):
        stop_helper(helper, by=None)  # whoever comes back says anew whom they want


def why_not_tell() -> str:
    return _("We can tell you what became of your words only if they stay with your name.")


@transaction.atomic
def move_group(group: Group, to: str, *, by: Actor) -> Group:
    """Start, pause, restart or end a group. It ends only when nothing in it is left open."""
    locked = lock_group(group.pk)
    if to == GroupState.ENDED and (why := why_not_yet(locked)):
        raise Refused(why)
    return move(group, to, by=by)


@transaction.atomic
def change_settings(
    *,
    name: str,
    about: str,
    is_public: bool,
    welcomes_interest: bool,
    looking_for: str,
    other_ways: str,
    by: Membership,
) -> Group:
    group = Group.objects.select_for_update().get(pk=by.group_id)
    group.name, group.about, group.is_public = name, about, is_public
    group.welcomes_interest = welcomes_interest
    group.looking_for, group.other_ways = looking_for, other_ways
    group.save(update_fields=["name", "about", "is_public", "welcomes_interest", "looking_for", "other_ways"])
    record("group.changed", group, by=by)
    return group


def _first_place(invitation: Invitation, *, name: str, line: str, person: Person) -> Membership:
    membership = Membership.objects.create(
        group=invitation.group,
        person=person,
        side=invitation.side,
        roles=invitation.roles,
        name=name,
        line=line,
        job=invitation.job,
        body=invitation.body,
        comes_with=invitation.comes_with,
        joined_on=invitation.group.today,
        **term_from(invitation.group.today),
    )
    record("membership.joined", membership, by=membership)
    return membership


def _place_again(left: Membership, invitation: Invitation, *, name: str, line: str) -> Membership:
    return move(
        left,
        MembershipState.ACTIVE,
        by=left,
        side=invitation.side,
        roles=invitation.roles,
        name=name,
        line=line,
        job=invitation.job,
        body=invitation.body,
        comes_with=invitation.comes_with,
        left_on=None,
        told_of_words=False,
        term_note="",
        **term_from(invitation.group.today),
    )


def _role_more(here: Membership, invitation: Invitation) -> Membership:
    roles = Role(here.roles) | Role(invitation.roles)
    if roles == here.roles and here.side == invitation.side:
        return here
    if refused(roles) or here.side != invitation.side:
        raise Refused(_why_not_together(roles))
    _must_be_asked_by_another(here, invitation)
    here.roles = int(roles)
    here.comes_with = here.comes_with or invitation.comes_with
    here.save(update_fields=["roles", "comes_with"])
    record("membership.role_added", here, by=here)
    return here


def _must_be_asked_by_another(here: Membership, invitation: Invitation) -> None:
    """Whoever may invite could else print a code and give themselves any role."""
    if invitation.invited_by_id == here.pk:
        raise Refused(
            _("You wrote this invitation yourself. Ask another facilitator or a coordinator to invite you.")
        )


def _why_not_together(roles: Role) -> str:
    if Role.FACILITATOR | Role.LEAD in roles:
        return _(
            "You cannot both facilitate this group and answer to it for the system. "
            "Ask the facilitators which of the two you should be."
        )
    return _(
        "You are already in this group, on the other side. One person cannot speak for both. "
        "If you want to change, leave the group first, then use this invitation."
    )


def _tell_of_gap(gone: Membership, group: Group) -> None:
    """Whoever facilitated cannot vanish unnoticed (product.md section 4)."""
    if gone.holds(Role.FACILITATOR):
        tell_if_nobody_facilitates(group)


def _end_what_waits(left: Membership, wish: Parting) -> None:
    let_go(left)
    if wish.note:
        note = ExitNote.objects.create(group=left.group, member=left, words=wish.note)
        facilitators = Membership.objects.facilitating().filter(group=left.group)
        people = Person.objects.filter(memberships__in=facilitators)
        notify("exit_note", note, group=left.group, to=people)
