"""What becomes of someone's wish to join when the invitation they were offered ends."""

from django.utils import timezone

from groups.models import Expression, Invitation, Look, Person
from groups.states import ExpressionState, InvitationState
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
