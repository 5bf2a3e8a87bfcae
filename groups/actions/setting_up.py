"""Setting up: systems, who holds a duty for them, and their groups."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.accounts import open_account
from groups.actions.facilitators import facilitating
from groups.actions.invitations import Guest, invite, revoke
from groups.models import Account, DutyHolder, Group, Invitation, Person, System
from groups.permissions import Duty, Role
from groups.transitions import Refused, record


@dataclass(frozen=True)
class FirstStep:
    """What `set_up` found or made."""

    system: System
    administrator: Person
    is_new: bool


@transaction.atomic
def set_up(*, name: str, email: str, system_name: str, level: str) -> FirstStep:
    """Make the first administrator and system. Doing it again finds them and changes nothing."""
    system = System.objects.filter(name=system_name).first()
    system = system or System.objects.create(name=system_name, level=level)
    person = _known(email) or _new_person(name, email)
    _, is_new = DutyHolder.objects.get_or_create(system=system, person=person, duty=Duty.ADMINISTRATOR)
    if is_new:
        record("system.set_up", system, by=person)
    return FirstStep(system, person, is_new)


@transaction.atomic
def create_system(*, name: str, level: str, by: Person) -> System:
    """A new system; whoever makes it looks after it."""
    system = System.objects.create(name=name, level=level)
    DutyHolder.objects.create(system=system, person=by, duty=Duty.ADMINISTRATOR)
    record("system.created", system, by=by)
    return system


@transaction.atomic
def give_duty(*, system: System, duty: str, name: str, email: str, by: Person) -> DutyHolder:
    """Say who holds a duty for a system. They sign in by a code sent to their address."""
    person = _known(email) or _new_person(name, email)
    holder, is_new = DutyHolder.objects.get_or_create(system=system, person=person, duty=duty)
    if is_new:
        record(f"duty.{duty}_given", system, by=by)
    return holder


@transaction.atomic
def create_group(
    *, system: System, name: str, nation: str, facilitator: Guest, lead: Guest, by: Person
) -> Group:
    """A forming group, and invitations for its first facilitator and the decision-maker it talks to."""
    if facilitator.email.lower() == lead.email.lower():
        raise Refused(
            _(
                "Whoever facilitates cannot also answer for the system. Name two people, each with their own email."
            )
        )
    group = Group.objects.create(system=system, name=name, nation=nation)
    record("group.created", group, by=by)
    invite(facilitator, group=group, by=by)
    invite(lead, group=group, by=by)
    return group


@transaction.atomic
def invite_first_facilitator(*, group: Group, guest: Guest, by: Person) -> Invitation:
    """Invite somebody to begin a group, or to go on with one that lost its facilitator.

    Whoever was invited to it before and has not come is invited no longer.
    """
    locked = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if has_facilitator(locked):
        raise Refused(_("This group has a facilitator. From now on its facilitators invite people."))
    for waiting in Invitation.objects.in_group(locked).awaited().holding(Role.FACILITATOR):
        revoke(waiting, by=by)
    return invite(guest, group=locked, by=by)


def has_facilitator(group: Group) -> bool:
    return facilitating(group).exists()


def _known(email: str) -> Person | None:
    return Person.objects.filter(account__email=email.strip().lower()).first()


def _new_person(name: str, email: str) -> Person:
    account = Account.objects.filter(email=email.strip().lower()).first()
    account = account or open_account(email, proven=False)
    return Person.objects.create(name=name, email=account.email, account=account)
