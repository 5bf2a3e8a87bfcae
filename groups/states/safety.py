"""Of keeping people safe."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states.moves import Moves


class OutsideContactState(TextChoices):
    ASKED = "asked", _("Asked, no reply yet")
    ACCEPTED = "accepted", _("Has accepted")
    DECLINED = "declined", _("Said no, thank you")
    STOOD_DOWN = "stood_down", _("Has stood down")


OUTSIDE_CONTACT_MOVES: Moves = {
    OutsideContactState.ASKED: (
        OutsideContactState.ACCEPTED,
        OutsideContactState.DECLINED,
        OutsideContactState.STOOD_DOWN,
    ),
    OutsideContactState.ACCEPTED: (OutsideContactState.STOOD_DOWN,),
    OutsideContactState.DECLINED: (),
    OutsideContactState.STOOD_DOWN: (),
}


class CallKind(TextChoices):
    TALK = "talk", _("To talk")
    DEBRIEF = "debrief", _("To talk about a session")


class CallState(TextChoices):
    WAITING = "waiting", _("Waiting for the call")
    CALLED = "called", _("Called")
    WITHDRAWN = "withdrawn", _("Not needed any more")


CALL_MOVES: Moves = {
    CallState.WAITING: (CallState.CALLED, CallState.WITHDRAWN),
    CallState.CALLED: (),
    CallState.WITHDRAWN: (),
}


class ConcernState(TextChoices):
    SENT = "sent", _("Sent, not read yet")
    SEEN = "seen", _("Read, reply to come")
    CLOSED = "closed", _("Answered")


CONCERN_MOVES: Moves = {
    ConcernState.SENT: (ConcernState.SEEN,),
    ConcernState.SEEN: (ConcernState.CLOSED, ConcernState.SENT),  # sent on, to whoever came after
    ConcernState.CLOSED: (),
}
