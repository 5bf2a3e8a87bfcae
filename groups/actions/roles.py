"""Several roles in one place: offered, accepted, given up. Nobody gives a role to themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.facilitators import (
    facilitating,
    is_the_last,
    lock_group,
    may_take_over,
    settle_if_someone_facilitates,
)
from groups.coming_as import SIDES
from groups.models import Membership, Person, RoleOffer
from groups.models.memberships import MembershipQuerySet
from groups.notifications import notify, settle
from groups.permissions import Permission, Role, refused
from groups.states import MembershipState, RoleOfferState
from groups.transitions import Refused, move, record

OFFER_KINDS = ("role_offered", "role_wished")
# What nobody but the person themselves can end: their say in the group.
THEIR_SAY = Role.MEMBER | Role.PROFESSIONAL


@transaction.atomic
def offer_role(member: Membership, role: Role, *, by: Membership, hands_over: bool = False) -> RoleOffer:
    """Ask someone in the group to take on a further role. `hands_over`: when they say yes, my own ends.

    Raises Refused where the roles may not be held together, with who can help.
    """
    lock_group(by.group_id)
    member = _as_now(member)
    _must_offer(role, by)
    _must_be_another(member, by)
    must_fit(member, role)
    if hands_over and Role(by.roles) == role:
        raise Refused(
            _(
                "This is your only role here, so it cannot end by itself. Ask them without handing over. "
                "When they have said yes, you can have a break, leave, or be offered another role."
            )
        )
    if RoleOffer.objects.open().filter(member=member, role=role).exists():
        raise Refused(_("They have been asked already. They can say yes or no on their own page."))
    offer = RoleOffer.objects.create(
        group=by.group,
        member=member,
        role=int(role),
        offered_by=by,
        hands_over=hands_over and by.holds(role),
    )
    record("role.offered", offer, by=by)
    notify("role_offered", offer, group=by.group, to=[member.person])
    return offer


@transaction.atomic
def offer_myself(*, by: Membership) -> RoleOffer:
    """Offer to facilitate a group that has lost its facilitator. Someone else in the group then says yes."""
    group = lock_group(by.group_id)
    if facilitating(group).exists():
        raise Refused(_("This group has a facilitator. Ask them to offer you the role."))
    if not may_take_over(group).filter(pk=by.pk).exists():
        raise Refused(_("People with lived experience and professionals in the group can offer this."))
    wish, is_new = RoleOffer.objects.get_or_create(
        group=group,
        member=by,
        role=int(Role.FACILITATOR),
        state=RoleOfferState.OFFERED,
        defaults={"by_themselves": True},
    )
    if is_new:
        record("role.wished", wish, by=by)
        others = [one.person for one in who_may_say_yes(wish).select_related("person")]
        notify("role_wished", wish, group=group, to=others)
    return wish


@transaction.atomic
def accept_role(offer: RoleOffer, *, by: Membership) -> Membership:
    """Take on a role that was offered; for someone's wish, another person of the group says yes to it."""
    group = lock_group(by.group_id)
    offer = _locked(offer)
    _must_reply(offer, by)
    member = _as_now(offer.member)
    if offer.by_themselves and facilitating(group).exists():
        raise Refused(_("Somebody facilitates this group now. Ask them to offer the role."))
    must_fit(member, Role(offer.role))
    accepted = move(offer, RoleOfferState.ACCEPTED, by=by)
    settle(OFFER_KINDS, accepted)
    _give(member, Role(offer.role), by=by)
    if accepted.hands_over and accepted.offered_by:
        _hand_over(accepted.offered_by, Role(offer.role))
    settle_if_someone_facilitates(group)
    _tell_of_reply(accepted, by)
    return member


@transaction.atomic
def decline_role(offer: RoleOffer, *, by: Membership) -> RoleOffer:
    """No, thank you. No reason is asked."""
    lock_group(by.group_id)
    offer = _locked(offer)
    if offer.member_id != by.pk:
        raise Refused(_("Only the person who was asked can say no."))
    declined = move(offer, RoleOfferState.DECLINED, by=by)
    settle(OFFER_KINDS, declined)
    _tell_of_reply(declined, by)
    return declined


@transaction.atomic
def withdraw_role(offer: RoleOffer, *, by: Membership) -> RoleOffer:
    lock_group(by.group_id)
    offer = _locked(offer)
    if not by.may(Permission.MANAGE_GROUP) and offer.offered_by_id != by.pk:
        raise Refused(_("A facilitator can take this back."))
    withdrawn = move(offer, RoleOfferState.WITHDRAWN, by=by)
    settle(OFFER_KINDS, withdrawn)
    return withdrawn


@transaction.atomic
def end_role(member: Membership, role: Role, *, by: Membership) -> Membership:
    """Take a role away, or give up one's own. The place itself ends only when the person leaves."""
    lock_group(by.group_id)
    member = _as_now(member)
    if not member.holds(role):
        raise Refused(_("They do not hold this role any more. Look at the page again."))
    must_be_ended_by(member, role, by)
    kept = Role(member.roles) & ~role
    if not kept:
        raise Refused(_only_role(member, by))
    if role == Role.FACILITATOR and is_the_last(member):
        raise Refused(
            _(
                "Nobody else facilitates this group. Ask somebody to take over first. "
                "When they say yes, this role can end."
            )
        )
    _keep_only(member, kept)
    record("membership.role_ended", member, by=by)
    if member.pk != by.pk:
        notify("role_ended", member, group=member.group, to=[member.person], occurrence=_ended(member))
    return member


@transaction.atomic
def withdraw_offers_of(member: Membership) -> None:
    """Whoever leaves is asked nothing more, and hands over to nobody."""
    for offer in RoleOffer.objects.open().filter(member=member):
        settle(OFFER_KINDS, move(offer, RoleOfferState.WITHDRAWN, by=None))
    RoleOffer.objects.open().filter(offered_by=member, hands_over=True).update(hands_over=False)


def must_fit(member: Membership, role: Role) -> None:
    """Raises Refused where a role cannot be added: it lies on the other side, or beside another it is refused."""
    if member.state == MembershipState.LEFT:
        raise Refused(_("They have left the group."))
    if member.holds(role):
        raise Refused(_("They hold this role already."))
    if member.side not in SIDES[role]:
        raise Refused(_("This role is for people on the other side. One person cannot speak for both."))
    if refused(Role(member.roles) | role):
        raise Refused(_why_not_beside(member, role))


def who_may_say_yes(wish: RoleOffer) -> MembershipQuerySet:
    """Anyone else who takes part in decisions, and coordinators. Never someone who answers for the system."""
    here = Membership.objects.active().filter(group=wish.group_id).exclude(pk=wish.member_id)
    return here.who_may(Permission.VOTE) | here.who_may(Permission.INVITE)


def may_offer(role: Role, by: Membership) -> bool:
    """Facilitators offer roles; a coordinator too, to find someone for a group that nobody facilitates."""
    if by.may(Permission.MANAGE_GROUP):
        return True
    to_facilitate = role == Role.FACILITATOR and by.may(Permission.INVITE)
    return to_facilitate and not facilitating(by.group).exists()


def must_be_ended_by(member: Membership, role: Role, by: Membership) -> None:
    if member.pk == by.pk:
        return
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator can do this, or the person themselves."))
    if role & THEIR_SAY:
        raise Refused(_("Nobody can take away someone's say in the group. Only they can give it up."))


def _must_offer(role: Role, by: Membership) -> None:
    if not may_offer(role, by):
        raise Refused(_("Facilitators offer roles in this group. Ask one of them."))


def _must_be_another(member: Membership, by: Membership) -> None:
    if member.pk == by.pk:
        raise Refused(_("You cannot give a role to yourself. Ask another facilitator or a coordinator."))


def _must_reply(offer: RoleOffer, by: Membership) -> None:
    if not offer.by_themselves and offer.member_id != by.pk:
        raise Refused(_("Only the person who was asked can say yes."))
    if offer.by_themselves and not who_may_say_yes(offer).filter(pk=by.pk).exists():
        raise Refused(_("Somebody else who takes part in decisions, or a coordinator, says yes to this."))


def _why_not_beside(member: Membership, role: Role) -> str:
    if Role.FACILITATOR | Role.LEAD in Role(member.roles) | role:
        return _(
            "Whoever facilitates cannot also answer for the system. Ask another facilitator to offer this to "
            "somebody else, or let them give up the other role first, on their own page."
        )
    return _(
        "These two roles cannot be held together. "
        "They can give up the other role first, on their own page. A facilitator can help them."
    )


def _only_role(member: Membership, by: Membership) -> str:
    if member.pk == by.pk:
        return _("This is your only role here. If you want to stop, you can have a break or leave.")
    return _("This is their only role here. They can have a break or leave; nobody else can decide that.")


def _give(member: Membership, role: Role, *, by: Membership) -> None:
    member.roles = int(Role(member.roles) | role)
    member.save(update_fields=["roles"])
    record("membership.role_added", member, by=by)


def _keep_only(member: Membership, kept: Role) -> None:
    member.roles = int(kept)
    if Role.SUPPORTER not in kept:
        member.comes_with = None
    member.save(update_fields=["roles", "comes_with"])
    RoleOffer.objects.open().filter(offered_by=member, hands_over=True).update(hands_over=False)


def _hand_over(giver: Membership, role: Role) -> None:
    """Whoever offered it gives it up; a role that became all they hold stays until they leave."""
    giver = _as_now(giver)
    kept = Role(giver.roles) & ~role
    if giver.state != MembershipState.LEFT and giver.holds(role) and kept:
        _keep_only(giver, kept)
        record("membership.role_handed_over", giver, by=giver)


def _tell_of_reply(offer: RoleOffer, by: Membership) -> None:
    told = offer.member if offer.by_themselves else offer.offered_by
    if told and told.pk != by.pk and told.state != MembershipState.LEFT:
        person = Person.objects.get(pk=told.person_id)
        notify("role_answered", offer, group=offer.group, to=[person], occurrence=offer.state)


def _ended(member: Membership) -> str:
    return f"{member.roles} {member.group.today.isoformat()}"


def _as_now(member: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person", "group")
    return rows.get(pk=member.pk)


def _locked(offer: RoleOffer) -> RoleOffer:
    rows = RoleOffer.objects.select_for_update(of=("self",)).select_related("group", "member", "offered_by")
    locked = rows.get(pk=offer.pk)
    if not locked.is_open:
        raise Refused(_("This has been answered already. Look at the page again."))
    return locked
