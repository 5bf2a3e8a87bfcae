"""What was said and led to no request: some of it answered with why not, some used in a decision, some still waiting."""

from coproduction.demo.meetings import Cast
from facilitation.models import Contribution, Decision, Session
from lifecycle.actions.routing import say_why_not, use_words
from lifecycle.models.trail import unrouted

WHYS = (
    "It is a good point, and the council decides it, not the people in this group. We told the council's forum.",
    "We talked about it twice and put it behind letters and plans this year. Anyone may bring it again.",
)


def make_trails(cast: Cast, past: list[Session], decision: Decision) -> None:
    """The oldest sessions are settled; what was said in the newest waits, so that its list has something in it."""
    facilitator = cast["facilitator"]
    for session in past[:-1]:
        words = unrouted(Contribution.objects.filter(session=session).readable_by(facilitator))
        for number, said in enumerate(words.exclude(author=facilitator).order_by("words")):
            if number == len(WHYS):
                use_words(said, used_in=decision, by=facilitator)
            elif number < len(WHYS):
                say_why_not(said, why=WHYS[number], by=facilitator)
