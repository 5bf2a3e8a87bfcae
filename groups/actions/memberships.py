"""Coming into a group, having a break, coming back and leaving. No reason is ever asked (promise 15)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.coming_as import COMES_AS
from groups.models import Group, Invitation, Membership, Person
from groups.permissions import Role, refused
from groups.states import MembershipState
from groups.transitions import Actor, Refused, move, record


@transaction.atomic
def join(invitation: Invitation, *, name: str, line: str, by: Person) -> Membership:
    """Give a person the place an invitation offers: a new one, one they left, or a role more.

    Raises Refused when the roles may not be held together, or lie on the other side.
    """
    Group.objects.select_for_update().get(pk=invitation.group_id)  # two invitations at once give one place
    here = Membership.objects.filter(group=invitation.group, person=by).first()
    if here is None:
        return _first_place(invitation, name=name, line=line, person=by)
    if here.state == MembershipState.LEFT:
        _must_be_asked_by_another(here, invitation)
        return _place_again(here, invitation, name=name, line=line)
    return _role_more(here, invitation)


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
    )
    record("membership.added_by_hand", membership, by=by)
    return membership


@transaction.atomic
def pause(*, by: Membership) -> Membership:
    """Have a break: they still belong, and nothing is sent that needs them."""
    _keep_a_facilitator(by)
    return move(by, MembershipState.PAUSED, by=by)


@transaction.atomic
def come_back(*, by: Membership) -> Membership:
    return move(by, MembershipState.ACTIVE, by=by)


@transaction.atomic
def leave(*, by: Membership) -> Membership:
    _keep_a_facilitator(by)
    return move(by, MembershipState.LEFT, by=by, left_on=timezone.localdate())


@transaction.atomic
def move_group(group: Group, to: str, *, by: Actor) -> Group:
    """Start, pause, restart or end a group."""
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


def _keep_a_facilitator(going: Membership) -> None:
    """The last facilitator cannot vanish unnoticed. The group is locked, so that two cannot go at once."""
    Group.objects.select_for_update().get(pk=going.group_id)
    if not going.holds(Role.FACILITATOR) or going.state != MembershipState.ACTIVE:
        return
    others = Membership.objects.active().filter(group_id=going.group_id).exclude(pk=going.pk)
    if not others.holding(Role.FACILITATOR).exists():
        raise Refused(
            _(
                "You are the only facilitator of this group. "
                "Invite somebody else to facilitate first. When they have joined, you can go."
            )
        )
