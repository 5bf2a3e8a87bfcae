"""Inviting people, and what becomes of an invitation."""

from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groups import codes
from groups.actions.accounts import open_account
from groups.actions.memberships import join
from groups.actions.offers import asked_to_join, become, offer_ended, tell_of_place
from groups.arriving import somebody_came
from groups.coming_as import COMES_AS
from groups.models import Account, Group, Invitation, Membership, Person
from groups.models.invitations import in_thirty_days
from groups.notifications import notify, settle
from groups.permissions import Role
from groups.states import Channel, InvitationState
from groups.transitions import Actor, Refused, move, record

# Those whose part needs a screen, so that they come in with their own code.
SIGN_IN_ROLES = Role.FACILITATOR | Role.LEAD | Role.COORDINATOR


@dataclass(frozen=True)
class Guest:
    """Who is invited, as what and how. `job` and `body` for people from the system.

    `address` or `phone` for a letter or a call. `person`: someone who asked to join, so known already.
    """

    name: str
    comes_as: str
    email: str = ""
    channel: str = Channel.EMAIL
    job: str = ""
    body: str = ""
    comes_with: Membership | None = None
    address: str = ""
    phone: str = ""
    person: Person | None = None


@transaction.atomic
def invite(guest: Guest, *, group: Group, by: Actor) -> Invitation:
    """Invite someone to a group: by email at once, or by a code for a letter or a call."""
    coming = COMES_AS[guest.comes_as]
    invitation = Invitation.objects.create(
        group=group,
        person=_someone(guest),
        name=guest.name,
        email=guest.email,
        channel=guest.channel,
        side=coming.side,
        roles=coming.role,
        job=guest.job,
        body=guest.body,
        comes_with=guest.comes_with,
        invited_by=by if isinstance(by, Membership) else None,
    )
    record("invitation.sent", invitation, by=by)
    _send(invitation)
    return invitation


@transaction.atomic
def invite_to_sign_in(member: Membership, *, by: Membership) -> Invitation:
    """A code for someone who takes part by letter or phone, if they want to sign in too."""
    if member.person.account_id:
        raise Refused(_("They can sign in already."))
    invitation = Invitation.objects.create(
        group=member.group,
        person=member.person,
        name=member.name,
        channel=Channel.LETTER,
        side=member.side,
        roles=member.roles,
        job=member.job,
        body=member.body,
        invited_by=by,
    )
    record("invitation.sent", invitation, by=by)
    _send(invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Membership) -> Invitation:
    """A new code and a new 30 days; every code sent before stops working."""
    locked = _waiting(invitation)
    locked.generation += 1
    locked.wrong_codes = 0
    locked.expires_at = in_thirty_days()
    locked.save(update_fields=["generation", "wrong_codes", "expires_at"])
    record("invitation.sent_again", locked, by=by)
    settle(["invitation"], locked)
    _send(locked)
    return locked


@transaction.atomic
def revoke(invitation: Invitation, *, by: Actor) -> Invitation:
    return _end(invitation, InvitationState.REVOKED, by=by)


@transaction.atomic
def decline(invitation: Invitation) -> Invitation:
    """Whoever was invited says no, thank you."""
    return _end(_open(invitation), InvitationState.DECLINED, by=invitation.person)


@transaction.atomic
def accept(invitation: Invitation, *, name: str, line: str, by: Account) -> Membership:
    """Take the place an invitation offers. It works once; Refused says why it does not any more."""
    locked = _open(invitation)
    stand_in, person = locked.person, _claim(by, locked)
    if stand_in and stand_in != person and _is_in_a_group(stand_in):
        raise Refused(_("This invitation is for somebody else. If it is yours, sign out and open it again."))
    membership = join(locked, name=name, line=line, by=person)
    ended = move(locked, InvitationState.ACCEPTED, by=person, accepted_by=membership, person=person)
    settle(["invitation"], ended)
    offer_ended(ended, by=person)
    somebody_came(ended, membership)
    if stand_in:
        tell_of_place(ended, membership, invited=stand_in)
    if stand_in and stand_in != person:
        become(
            stand_in, person
        )  # whom we wrote to is told that somebody came; after that the clock forgets them
    return membership


@transaction.atomic
def accept_for(invitation: Invitation, *, by: Membership) -> Membership:
    """Whoever was invited on paper or by phone said yes to us: a place without an account (promise 8)."""
    locked = _answered_to_us(invitation)
    if locked.roles & SIGN_IN_ROLES:
        raise Refused(_("People with this role sign in. They say yes themselves, with their code."))
    invited = cast("Person", locked.person)
    membership = join(locked, name=locked.name, line="", by=invited)
    ended = move(locked, InvitationState.ACCEPTED, by=by, accepted_by=membership)
    settle(["invitation"], ended)
    offer_ended(ended, by=by)
    somebody_came(ended, membership)
    tell_of_place(ended, membership, invited=invited)
    return membership


@transaction.atomic
def decline_for(invitation: Invitation, *, by: Membership) -> Invitation:
    """Whoever was invited on paper or by phone said no, thank you."""
    return _end(_answered_to_us(invitation), InvitationState.DECLINED, by=by)


def _answered_to_us(invitation: Invitation) -> Invitation:
    locked = _open(invitation)
    if locked.channel == Channel.EMAIL or locked.person is None or locked.person.account_id:
        raise Refused(_("They can say yes or no themselves, with the invitation they have."))
    return locked


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, line: str) -> Account:
    """The same for someone new, who came by a code sent to their own address: that proves it is theirs."""
    account = open_account(_open(invitation).email, proven=True)
    accept(invitation, name=name, line=line, by=account)
    return account


@transaction.atomic
def account_for(email: str) -> Account:
    """The account of an address; a new one if there is none. Only ever for someone with an open invitation."""
    known = Account.objects.filter(email=email.strip().lower()).first()
    return known or open_account(email, proven=False)


def wrong_code(typed: str) -> None:
    """Count a wrong code against the invitations it might have meant: after some, their codes stop."""
    handle = codes.tidy(typed)[: codes.HANDLE]
    Invitation.objects.open().filter(handle=handle).update(wrong_codes=F("wrong_codes") + 1)


def _claim(account: Account, invitation: Invitation) -> Person:
    """The person an account belongs to; whoever was invited becomes that person if there is none yet."""
    known = Person.objects.filter(account=account).first()
    if known:
        return known
    person = invitation.person
    if person is None or person.account_id:
        person = Person(name=invitation.name)
    if not _is_in_a_group(person):  # whoever takes part by letter or phone goes on getting letters or calls
        person.channels = [Channel.EMAIL]
    person.account, person.email = account, account.email
    person.save()
    return person


def _is_in_a_group(person: Person) -> bool:
    """Someone without an account may be in a group all the same: they take part by letter and by phone."""
    return Membership.objects.filter(person=person).exists()


def _someone(guest: Guest) -> Person:
    """Whom to write to. Nobody looks whether this address is already known: that would tell."""
    return guest.person or Person.objects.create(
        name=guest.name,
        email=guest.email,
        phone=guest.phone,
        address=guest.address,
        channels=[guest.channel],
    )


def _send(invitation: Invitation) -> None:
    """By email at once; a letter or a call stands in the list of those who see to them."""
    if invitation.person:
        notify(
            "invitation",
            invitation,
            group=invitation.group,
            to=[invitation.person],
            occurrence=str(invitation.generation),
        )


def _waiting(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("group").get(pk=invitation.pk)
    if locked.state != InvitationState.SENT:
        raise Refused(why_not(locked))
    return locked


def _open(invitation: Invitation) -> Invitation:
    locked = _waiting(invitation)
    if locked.has_run_out or locked.generation != invitation.generation:
        raise Refused(why_not(locked))
    return locked


def _end(invitation: Invitation, to: str, *, by: Actor) -> Invitation:
    ended = move(invitation, to, by=by)
    settle(["invitation"], ended)
    offer_ended(ended, by=by)
    if ended.person and not _is_known(ended.person):
        ended.person.delete()
    return ended


def _is_known(person: Person) -> bool:
    """From elsewhere than this invitation."""
    return bool(person.account_id) or _is_in_a_group(person) or asked_to_join(person)


def why_not(invitation: Invitation) -> str:
    """Why an invitation cannot be used any more, for someone who holds its true code."""
    return {
        InvitationState.ACCEPTED: _("This invitation has been used. If you used it, sign in."),
        InvitationState.DECLINED: _(
            "You said no to this invitation. If you changed your mind, ask the person who invited you for a new one."
        ),
        InvitationState.REVOKED: _(
            "This invitation was taken back. Ask the person who invited you if you think that is a mistake."
        ),
    }.get(
        InvitationState(invitation.state),
        _("This invitation has run out. Ask the person who invited you to send a new one."),
    )
