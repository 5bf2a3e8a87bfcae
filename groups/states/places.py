"""Of coming in, belonging, being helped and leaving."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states.moves import Moves


class MembershipState(TextChoices):
    ACTIVE = "active", _("Taking part")
    PAUSED = "paused", _("Having a break")
    LEFT = "left", _("Left")


MEMBERSHIP_MOVES: Moves = {
    MembershipState.ACTIVE: (MembershipState.PAUSED, MembershipState.LEFT),
    MembershipState.PAUSED: (MembershipState.ACTIVE, MembershipState.LEFT),
    MembershipState.LEFT: (MembershipState.ACTIVE,),
}


class RoleOfferState(TextChoices):
    """A role is offered and taken: nobody gives one to themselves."""

    OFFERED = "offered", _("Waiting for a reply")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no, thank you")
    WITHDRAWN = "withdrawn", _("Taken back")


ROLE_OFFER_MOVES: Moves = {
    RoleOfferState.OFFERED: (
        RoleOfferState.ACCEPTED,
        RoleOfferState.DECLINED,
        RoleOfferState.WITHDRAWN,
    ),
    RoleOfferState.ACCEPTED: (),
    RoleOfferState.DECLINED: (),
    RoleOfferState.WITHDRAWN: (),
}


class WordsAfter(TextChoices):
    """What becomes of somebody's words when they leave."""

    KEEP = "keep", _("My words stay, with my name")
    WITHOUT_NAME = "without_name", _("My words stay, without my name")
    TAKE_BACK = "take_back", _("My words go, where they can still be taken back")


class InvitationState(TextChoices):
    SENT = "sent", _("Waiting for a reply")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Said no, thank you")
    REVOKED = "revoked", _("Taken back")


INVITATION_MOVES: Moves = {
    InvitationState.SENT: (InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.REVOKED),
    InvitationState.ACCEPTED: (),
    InvitationState.DECLINED: (),
    InvitationState.REVOKED: (),
}


class ExpressionState(TextChoices):
    """Of someone who asks to join: product.md section 4."""

    RECEIVED = "received", _("Just come in")
    ACKNOWLEDGED = "acknowledged", _("We wrote back")
    TALKING = "talking", _("We are talking")
    OFFERED = "offered", _("Offered a place")
    PLACED = "placed", _("In the group")
    NOT_NOW = "not_now", _("Not now")
    WITHDRAWN = "withdrawn", _("Taken back")


EXPRESSION_MOVES: Moves = {
    ExpressionState.RECEIVED: (
        ExpressionState.ACKNOWLEDGED,
        ExpressionState.TALKING,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.ACKNOWLEDGED: (
        ExpressionState.TALKING,
        ExpressionState.OFFERED,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.TALKING: (
        ExpressionState.OFFERED,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.OFFERED: (
        ExpressionState.PLACED,
        ExpressionState.TALKING,
        ExpressionState.NOT_NOW,
        ExpressionState.WITHDRAWN,
    ),
    ExpressionState.PLACED: (),
    ExpressionState.NOT_NOW: (ExpressionState.TALKING, ExpressionState.WITHDRAWN),
    ExpressionState.WITHDRAWN: (),
}


class HelperPower(TextChoices):
    """What a helper may do for a member: only what the member chose, by name."""

    COMING = "coming", _("Say whether I come, and whether what is arranged for me is right")
    THOUGHTS = "thoughts", _("Send thoughts with my name")
    ACCESS = "access", _("Keep what helps me take part")
    MESSAGES = "messages", _("Read messages sent to me")
    REACH = "reach", _("Change how to reach me")
    REVIEWS = "reviews", _("Answer reviews with me, and see what I answer")


class HelperState(TextChoices):
    ASKED = "asked", _("Asked, no reply yet")
    ACTIVE = "active", _("Helps now")
    STOPPED = "stopped", _("Stopped")


HELPER_MOVES: Moves = {
    HelperState.ASKED: (HelperState.ACTIVE, HelperState.STOPPED),
    HelperState.ACTIVE: (HelperState.STOPPED,),
    HelperState.STOPPED: (),
}


class PassState(TextChoices):
    ISSUED = "issued", _("Works")
    REVOKED = "revoked", _("Taken back")
    OVER = "over", _("Its session is over")


PASS_MOVES: Moves = {
    PassState.ISSUED: (PassState.REVOKED, PassState.OVER),
    PassState.REVOKED: (PassState.ISSUED,),
    PassState.OVER: (),
}
