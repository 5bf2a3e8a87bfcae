"""Words that were hidden for a reason."""

from datetime import timedelta

from coproduction.demo.days import day
from coproduction.demo.meetings import Cast
from facilitation.models import Contribution, Hiding, Session
from facilitation.states.hiding import HidingReason, HidingState


def make_voice(cast: Cast, session: Session) -> None:
    said = Contribution.objects.create(
        group=session.group,
        session=session,
        item=session.items.order_by("position").first(),
        author=cast["huw"],
        words="Pat from my street waited nine weeks for a call as well.",
        is_hidden=True,
        was_hidden=True,
        said_at=session.starts_at + timedelta(minutes=40),
    )
    Hiding.objects.create(
        group=session.group,
        contribution=said,
        state=HidingState.STAYS_HIDDEN,
        reason=HidingReason.NAMES,
        words="A person is named who is not in the group.",
        hidden_by=cast["facilitator"],
        hidden_on=day(-4),
        looked_by=cast["oscar"],
        looked_words="The person has not been asked. The point itself stands in the notes without the name.",
        looked_on=day(-3),
    )
