"""What was decided in the end, first and later."""

from coproduction.demo.days import day
from facilitation.models import Decision, Outcome
from groups.models import Membership


def keep_outcomes(decision: Decision, by: Membership) -> None:
    """What was first decided, and what came of it a month later."""
    first = (
        "Large print for everyone who asks, in letters about appointments, from September.",
        "We asked for it for everyone and for all letters. It begins with appointments, as those come first.",
    )
    for number, (outcome, differs) in enumerate((first, (decision.outcome, decision.differs)), start=1):
        Outcome.objects.create(
            group=decision.group,
            decision=decision,
            number=number,
            outcome=outcome,
            outcome_by=decision.outcome_by,
            differs=differs,
            is_as_asked=False,
            on=day(-134 if number == 1 else -120),
            recorded_by=by,
        )
