"""How the demo group decides: options on the topic that is open, a round that waits for absent voices."""

from coproduction.demo.days import at, day, weekday
from coproduction.demo.meetings import Cast
from facilitation.models import Decision, GoodDecision, Option, Position, Topic
from facilitation.states import DecisionRoute, DecisionState, PositionAnswer
from facilitation.states.afterwards import HowGood

OPTIONS = (
    (
        "kath",
        "Two of us in every training day",
        "Someone with lived experience opens the day and stays for the questions.",
        "Staff hear it from us, and we hear what is hard for them.",
        "Those of us who tire easily: half a day is long.",
    ),
    (
        "professional",
        "Short films, made once",
        "Three films of five minutes, so that nobody has to tell their story again and again.",
        "People who do not want to travel.",
        "There is nobody to ask.",
    ),
)


def make_options(cast: Cast, topic: Topic) -> None:
    Option.objects.bulk_create(
        Option(
            group=topic.group,
            topic=topic,
            topic_version=topic.current,
            title=title,
            means=means,
            good_for=good_for,
            hard_on=hard_on,
            proposed_by=cast[by],
            at=at(-6),
        )
        for by, title, means, good_for, hard_on in OPTIONS
    )


def make_round(cast: Cast, topic: Topic) -> None:
    """Open since two days ago; two have given a position."""
    decision = Decision.objects.create(
        group=topic.group,
        topic=topic,
        topic_version=topic.current,
        route=DecisionRoute.ROUND,
        wording="Someone with lived experience opens every training day.",
        state=DecisionState.ROUND,
        facilitated_by=cast["facilitator"],
        closes_on=day(weekday(6)),
        created_at=at(-2),
    )
    Position.objects.bulk_create(
        Position(
            group=topic.group,
            decision=decision,
            topic_version=topic.current,
            member=cast[by],
            answer=answer,
            reason=reason,
            at=at(-1),
        )
        for by, answer, reason in (
            ("kath", PositionAnswer.AGREE, ""),
            ("professional", PositionAnswer.CONCERNS, "We need someone to stand in when a person is ill."),
        )
    )


def make_good_decision(cast: Cast, decision: Decision) -> None:
    found = (
        ("shift", HowGood.PARTLY, "We were asked first. We did not hear the sums until late."),
        ("final-say", HowGood.YES, "It stood on the page from the first day."),
        ("balance", HowGood.PARTLY, "The budget won more than we hoped."),
    )
    GoodDecision.objects.bulk_create(
        GoodDecision(
            group=decision.group,
            decision=decision,
            point=point,
            answer=answer,
            why=why,
            item=decision.item,
            recorded_by=cast["facilitator"],
            said_on=day(-90),
        )
        for point, answer, why in found
    )
