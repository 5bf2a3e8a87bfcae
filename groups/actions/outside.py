"""Naming the outside contact; their yes, their no and their standing down (product.md section 4)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.accounts import open_account
from groups.models import Account, CallMe, Concern, Group, Membership, OutsideContact, Person
from groups.notifications import notify, settle
from groups.outside import is_inside
from groups.permissions import Permission
from groups.states import CallState, Channel, ConcernState, Origin, OutsideContactState
from groups.transitions import Refused, move, move_unrecorded, record


@dataclass(frozen=True)
class Outsider:
    """Who is to be asked. Without an email a facilitator calls them and notes their answer."""

    name: str
    body: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def ask_outside_contact(outsider: Outsider, *, by: Membership) -> OutsideContact:
    """Ask somebody outside. Whoever has accepted before stays until this one accepts: nobody is left alone."""
    group = Group.objects.select_for_update(of=("self",)).select_related("system").get(pk=by.group_id)
    if is_inside(outsider.body, group) or is_in_the_group(outsider.email, group):
        raise Refused(_("This person is not outside. Name someone from another organisation."))
    for asked in OutsideContact.objects.in_group(group).asked():
        _end(asked, OutsideContactState.STOOD_DOWN, by=by)
    contact = OutsideContact.objects.create(
        group=group, person=_someone(outsider), body=outsider.body, phone=outsider.phone, named_by=by
    )
    record("outsidecontact.asked", contact, by=by)
    _send(contact)
    return contact


@transaction.atomic
def take_back_asking(contact: OutsideContact, *, by: Membership) -> OutsideContact:
    """Only while they have not answered: nobody in the group can send away who has accepted."""
    if _locked(contact).state != OutsideContactState.ASKED:
        raise Refused(_("They have answered already. Only they can stand down. You can ask somebody else."))
    return _end(contact, OutsideContactState.STOOD_DOWN, by=by)


@transaction.atomic
def send_link(contact: OutsideContact) -> OutsideContact:
    """A new link to their own address; every link before it stops working."""
    locked = _locked(contact)
    if locked.state not in (OutsideContactState.ASKED, OutsideContactState.ACCEPTED) or not locked.can_read:
        raise Refused(_("There is nothing to answer any more. Thank you."))
    locked.generation += 1
    locked.save(update_fields=["generation"])
    settle(["outside_contact_asked", "outside_contact_link"], locked)
    _send(locked)
    return locked


@transaction.atomic
def accept_asking(contact: OutsideContact) -> OutsideContact:
    """They say yes by a link sent to their own address. That proves it is theirs, so they can sign in with it."""
    locked = _fresh(contact)
    return _accept(locked, person=_proven(locked), origin=Origin.APP, by=None)


@transaction.atomic
def note_yes_by_phone(contact: OutsideContact, *, by: Membership) -> OutsideContact:
    """Somebody without an email said yes on the phone. Everyone sees that it was said so, and noted by whom."""
    locked = _locked(contact)
    if locked.can_read:
        raise Refused(_("They have an email address, so they answer themselves."))
    return _accept(locked, person=locked.person, origin=Origin.PHONE, by=by)


@transaction.atomic
def decline_asking(contact: OutsideContact) -> OutsideContact:
    locked = _fresh(contact)
    return _end(locked, OutsideContactState.DECLINED, by=locked.person)


@transaction.atomic
def stand_down(contact: OutsideContact, *, by: Membership | None = None) -> OutsideContact:
    """They stop, at any time, with no reason. By somebody in the group only for one without an email."""
    locked = _locked(contact)
    if by and locked.can_read:
        raise Refused(_("Only they can stand down. You can ask somebody else in their place."))
    ended = _end(locked, OutsideContactState.STOOD_DOWN, by=by or locked.person)
    _let_go(ended)
    notify("outside_contact_gone", ended, group=ended.group, to=_everyone(ended.group))
    return ended


def is_in_the_group(email: str, group: Group) -> bool:
    """Whether an address belongs to somebody who has a place in the group."""
    if not email:
        return False
    theirs = Person.objects.filter(memberships__in=group.memberships.present())
    by_account = theirs.filter(account__email__iexact=email)
    return by_account.exists() or theirs.filter(email__iexact=email).exists()


def _accept(
    contact: OutsideContact, *, person: Person, origin: Origin, by: Membership | None
) -> OutsideContact:
    group = contact.group
    Group.objects.select_for_update().get(pk=group.pk)
    if group.memberships.present().filter(person=person).exists():
        raise Refused(_("You have a place in this group, so you cannot be the one outside it."))
    for earlier in OutsideContact.objects.in_group(group).accepted():
        _let_go(_end(earlier, OutsideContactState.STOOD_DOWN, by=by or person))
    accepted = move(
        contact,
        OutsideContactState.ACCEPTED,
        by=by or person,
        person=person,
        origin=origin,
        accepted_at=timezone.now(),
        generation=contact.generation + 1,
    )
    settle(["outside_contact_asked", "outside_contact_link"], accepted)
    settle(["outside_contact_wanted"], group)
    notify("outside_contact_accepted", accepted, group=group, to=_everyone(group))
    return accepted


def _end(contact: OutsideContact, to: str, *, by: Membership | Person) -> OutsideContact:
    """Over, one way or another. If nobody is left outside, the facilitators are told that someone is needed."""
    ended = move(contact, to, by=by)
    settle(["outside_contact_asked", "outside_contact_link", "outside_contact_accepted"], ended)
    if not OutsideContact.objects.in_group(ended.group).accepted().exists():
        looking_after = ended.group.memberships.active().who_may(Permission.MANAGE_GROUP)
        people = Person.objects.filter(memberships__in=looking_after)
        notify(
            "outside_contact_wanted",
            ended.group,
            group=ended.group,
            to=people,
            occurrence=f"{ended.pk}, {to}",
        )
    return ended


def _let_go(contact: OutsideContact) -> None:
    """Whoever stood down sees nothing more of what was written to them, and those who wrote it are told."""
    mine = {"group": contact.group, "to": contact.person}
    calls = list(CallMe.objects.filter(**mine).waiting().select_related("member__person"))
    concerns = Concern.objects.filter(**mine)
    waiting = list(concerns.exclude(state=ConcernState.CLOSED).select_related("member__person"))
    for call in calls:
        move_unrecorded(call, CallState.WITHDRAWN, settled_at=timezone.now(), number="")
        settle(["call_wanted", "call_late"], call)
    for concern in waiting:
        settle(["concern_sent"], concern)
    concerns.update(to=None)
    people = {call.member.person for call in calls} | {one.member.person for one in waiting}
    notify("turn_to_someone_else", contact, group=contact.group, to=people)


def _proven(contact: OutsideContact) -> Person:
    """The person of this address: an account they have already, or a new one without a password."""
    email = contact.person.mail_to
    account = Account.objects.filter(email=email.strip().lower()).first() or open_account(email, proven=True)
    known = Person.objects.filter(account=account).first()
    if known:
        return known
    contact.person.account = account
    contact.person.save(update_fields=["account"])
    return contact.person


def _someone(outsider: Outsider) -> Person:
    """Nobody looks whether this address is already known: that would tell."""
    channel = Channel.EMAIL if outsider.email else Channel.PHONE
    return Person.objects.create(
        name=outsider.name, email=outsider.email, phone=outsider.phone, channels=[channel]
    )


def _send(contact: OutsideContact) -> None:
    if contact.can_read:
        asked = contact.state == OutsideContactState.ASKED
        notify(
            "outside_contact_asked" if asked else "outside_contact_link",
            contact,
            group=contact.group,
            to=[contact.person],
            occurrence=str(contact.generation),
        )


def _fresh(contact: OutsideContact) -> OutsideContact:
    locked = _locked(contact)
    if locked.generation != contact.generation:
        raise Refused(_("This link has been used. Ask for a new one on the page it leads to."))
    return locked


def _locked(contact: OutsideContact) -> OutsideContact:
    rows = OutsideContact.objects.select_for_update(of=("self",)).select_related(
        "group__system", "person__account"
    )
    return rows.get(pk=contact.pk)


def _everyone(group: Group) -> list[Person]:
    return list(Person.objects.filter(memberships__in=group.memberships.active()))
