"""What follows when an invitation ends: for someone's wish to join, and for those who should know who came."""

from django.utils import timezone

from groups.models import Delivery, Expression, Invitation, Look, Membership, Person
from groups.notifications import notify
from groups.permissions import Role
from groups.states import Channel, DeliveryState, ExpressionState, InvitationState
from groups.transitions import Actor, move

AFTER = {
    InvitationState.ACCEPTED: ExpressionState.PLACED,
    InvitationState.DECLINED: ExpressionState.WITHDRAWN,
    InvitationState.REVOKED: ExpressionState.TALKING,
}


def offer_ended(invitation: Invitation, *, by: Actor) -> None:
    """Taken: they have their place. Said no: they have taken back their wish. Taken back: there is more to say."""
    offered = Expression.objects.filter(invitation=invitation, state=ExpressionState.OFFERED).first()
    if offered:
        to = AFTER[InvitationState(invitation.state)]
        ended_at = None if to == ExpressionState.TALKING else timezone.now()
        move(offered, to, by=by, ended_at=ended_at)


def asked_to_join(person: Person) -> bool:
    """Whether this person is known here because they asked to join a group."""
    return Expression.objects.filter(person=person).exists()


def become(stand_in: Person, person: Person) -> None:
    """Whoever asked to join turned out to be someone we know: what they asked, and who read it, is theirs."""
    Expression.objects.filter(person=stand_in).update(person=person)
    Look.objects.filter(person=stand_in).update(person=person)


def tell_of_place(taken: Invitation, membership: Membership, *, invited: Person) -> None:
    """Tell whom we invited, where we invited them, and all facilitators, that somebody came in.

    Whoever printed a code could have used it themselves: then this is how it comes out.
    """
    here = Membership.objects.active().filter(group=taken.group).holding(Role.FACILITATOR)
    others = [one.person for one in here.exclude(pk=membership.pk).with_names()]
    told = notify("place_taken", taken, group=taken.group, to=[*others, invited])
    if (taken.channel == Channel.LETTER and invited.address) or (
        taken.channel == Channel.PHONE and invited.phone
    ):
        Delivery.objects.get_or_create(
            notification=told,
            person=invited,
            channel=taken.channel,
            defaults={"state": DeliveryState.BY_HAND},
        )
