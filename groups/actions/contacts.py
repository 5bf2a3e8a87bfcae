"""A contact of one's own, a buddy, and no contact with someone. None of it is recorded: it is between two."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.helpers import stop_helper
from groups.blocking import without_blocked
from groups.models import CallMe, CareTie, ContactBlock, Group, Helper, Membership
from groups.models.memberships import MembershipQuerySet
from groups.notifications import notify, settle
from groups.permissions import Role
from groups.states import CallState, Side
from groups.transitions import Refused, move_unrecorded

BY_ROLE = Role.FACILITATOR | Role.COORDINATOR


def possible_contacts(member: Membership) -> MembershipQuerySet:
    """Facilitators and coordinators unless they said no, others with lived experience who said yes, a buddy.

    They have an account, so that they can read here whom they are a contact for.
    """
    here = Membership.objects.active().filter(group=member.group_id, person__account__isnull=False)
    by_role = here.holding(BY_ROLE).exclude(glad_to_be_contact=False).values("pk")
    ready = Q(pk__in=by_role) | Q(side=Side.LIVED, glad_to_be_contact=True) | Q(pk=member.buddy_id)
    return without_blocked(here.filter(ready).exclude(pk=member.pk), member).order_by("name", "pk")


def contact_of(member: Membership) -> Membership | None:
    """The one this member chose, while they are still in the group."""
    here = Membership.objects.present().filter(group=member.group_id, pk__in=[member.contact_id])
    return here.select_related("person__account").first()


@transaction.atomic
def choose_contact(contact: Membership | None, *, by: Membership) -> Membership:
    """Choose whom to turn to; the one before sees nothing more at once, and the new one nothing yet."""
    member = Membership.objects.select_for_update(of=("self",)).select_related("group").get(pk=by.pk)
    if contact and not possible_contacts(member).filter(pk=contact.pk).exists():
        raise Refused(_("This person cannot be your contact just now. Choose someone else."))
    if contact and member.contact_id == contact.pk:
        return member
    _let_go_of_contact(member)
    member.contact = contact
    member.save(update_fields=["contact"])
    by.contact = contact
    if contact:
        notify("contact_chosen", member, group=member.group, to=[contact.person], occurrence=str(contact.pk))
    return member


@transaction.atomic
def say_about_company(
    *, wants_buddy: bool, could_be_buddy: bool, glad_to_be_contact: bool, by: Membership
) -> None:
    said = {"wants_buddy": wants_buddy, "could_be_buddy": could_be_buddy}
    Membership.objects.filter(pk=by.pk).update(**said, glad_to_be_contact=glad_to_be_contact)


def buddies_for(member: Membership, *, by: Membership) -> MembershipQuerySet:
    """Those who said that they could be a buddy. Never whoever pairs: nobody reads here who avoids them."""
    here = Membership.objects.active().filter(group=member.group_id, could_be_buddy=True)
    return without_blocked(here.exclude(pk__in=[member.pk, by.pk]), member).order_by("name", "pk")


@transaction.atomic
def pair_buddies(member: Membership, buddy: Membership, *, by: Membership) -> Membership:
    """Bring two together who both said so."""
    locked = _both_locked(member, buddy)
    wants, could = locked[member.pk], locked[buddy.pk]
    if not wants.wants_buddy or not buddies_for(wants, by=by).filter(pk=could.pk).exists():
        raise Refused(_("These two cannot be buddies just now: somebody may have changed their mind."))
    wants.buddy, wants.wants_buddy = could, False
    wants.save(update_fields=["buddy", "wants_buddy"])
    both = [wants.person, could.person]
    notify(
        "buddies", wants, group=wants.group, to=both, occurrence=f"{could.pk}, {timezone.now():%Y%m%d%H%M%S}"
    )
    return wants


@transaction.atomic
def end_buddies(a: Membership, b: Membership) -> None:
    """Either ends it, at any time. If one was also the other's contact, that stays."""
    Membership.objects.filter(pk=a.pk, buddy=b).update(buddy=None)
    Membership.objects.filter(pk=b.pk, buddy=a).update(buddy=None)
    for one in (a, b):
        settle(["buddies"], one)


@transaction.atomic
def block_contact(other: Membership, *, tell: bool, by: Membership) -> ContactBlock:
    """No contact with someone. They never learn it; what joined the two ends."""
    locked = _both_locked(by, other)
    waits = CallMe.objects.of(locked[other.pk]).waiting().filter(to=locked[by.pk].person)
    if waits.exists():
        raise Refused(
            _("They wait for a call from you. Make the call, or let another contact make it. Then come back.")
        )
    block, _made = ContactBlock.objects.update_or_create(
        group=by.group, asked_by=by, other=other, defaults={"tell_those_who_arrange": tell}
    )
    end_buddies(by, other)
    for one, contact in ((by, other), (other, by)):
        if locked[one.pk].contact_id == contact.pk:
            choose_contact(None, by=one)
        _end_support(locked[one.pk], contact, by=by)
    return block


@transaction.atomic
def end_block(block: ContactBlock) -> None:
    block.delete()


def _end_support(member: Membership, other: Membership, *, by: Membership) -> None:
    """The other helps them no more, and comes with them no more."""
    for helper in Helper.objects.standing().filter(member=member, person=other.person_id):
        stop_helper(helper, by=by.person)
    Membership.objects.filter(pk=other.pk, comes_with=member).update(comes_with=None)


def _let_go_of_contact(member: Membership) -> None:
    """What was told or asked of the contact before is theirs no longer."""
    CareTie.objects.filter(member=member).update(told_to=None)
    settle(["contact_chosen"], member)
    before = contact_of(member)
    if before:
        for call in CallMe.objects.of(member).waiting().filter(to=before.person):
            move_unrecorded(call, CallState.WITHDRAWN, settled_at=timezone.now(), number="")
            settle(["call_wanted", "call_late", "call_not_made"], call)


def _both_locked(a: Membership, b: Membership) -> dict[int, Membership]:
    """The group first, so that two who do this at once take turns."""
    Group.objects.select_for_update().get(pk=a.group_id)
    both = Membership.objects.select_for_update(of=("self",)).filter(pk__in=[a.pk, b.pk])
    return {one.pk: one for one in both.select_related("person", "group").order_by("pk")}
