"""How the group looks back besides the shifts: how it feels here, after sessions, and a review that is open now."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from secrets import SystemRandom

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast
from facilitation.models import Session
from groups.states import Side
from lifecycle.actions.review_answers import Answers, answer_openly, answer_review, keep_draft
from lifecycle.actions.reviews import open_review
from lifecycle.actions.themes import name_theme, put_under
from lifecycle.instruments import CLIMATE, FIVE_INVESTMENTS, PULSE, Instrument
from lifecycle.models import Cycle, Review, ReviewAnswer
from lifecycle.states import PULSES_IN_A_BLOCK, ReviewState

type Points = Callable[[int], int]  # of a statement, by its place

OWN = "Papers come in time to read them."
POST = ("Letters come after the day they are about.", "Send papers by post sooner.", "The post is too slow.")
ALONE = ("A shorter day would help me.", "I would like to meet once at our place.", "More biscuits.")


def make_looking_back(cast: Cast, cycle: Cycle, past: list[Session]) -> None:
    _climate(cast, cycle)
    for number, session in enumerate(past[:PULSES_IN_A_BLOCK]):
        _pulse(session, cycle, number)
    _open_now(cast)


def _climate(cast: Cast, cycle: Cycle) -> None:
    review = _sealed(cycle, CLIMATE, -120)
    _answer(review, CLIMATE, Side.LIVED, 10, lambda place: 5 - place % 2)
    _answer(review, CLIMATE, Side.SYSTEM, 5, lambda _place: 6)
    said = (ReviewAnswer(review=review, group=review.group, words=words) for words in POST + ALONE)
    ReviewAnswer.objects.bulk_create(_in_any_order(said))
    post = name_theme(review, name="The post is late", by=cast["facilitator"])
    rows = review.answers.filter(words__in=POST)
    put_under(review, chosen=dict.fromkeys(rows.values_list("pk", flat=True), post), by=cast["facilitator"])


def _pulse(session: Session, cycle: Cycle, number: int) -> None:
    days = (session.starts_at.date() - day(0)).days
    review = _sealed(cycle, PULSE, days, session=session, block=1)
    _answer(review, PULSE, Side.LIVED, 9 - number, lambda place: 4 + (place + number) % 3)


def _open_now(cast: Cast) -> None:
    """Some have answered; Ade has begun; the only decision-maker has chosen to answer in the open."""
    review = open_review(closes_on=day(12), by=cast["facilitator"], instrument=FIVE_INVESTMENTS, new=[OWN])
    for person in (cast["carer"], cast["professional"]):
        points = {one.id: 4 for one in FIVE_INVESTMENTS.statements}
        answer_review(review=review, points=points, words="", by=person)
    keep_draft(review, said={"confidence": 5, "information": 3}, words="", by=cast["member"])
    answer_openly(review, Answers({"facilitation": 6, "time": 3}), signed="role", by=cast["lead"])


def _sealed(cycle: Cycle, instrument: Instrument, days: int, **more: object) -> Review:
    return Review.objects.create(
        group=cycle.group,
        cycle=cycle,
        instrument=instrument.key,
        instrument_version=instrument.version,
        state=ReviewState.SEALED,
        opened_on=day(days),
        closes_on=day(days) + timedelta(days=5),
        sealed_at=at(days + 5),
        answered_lived=9,
        answered_system=4,
        **more,
    )


def _answer(review: Review, instrument: Instrument, side: str, people: int, middle: Points) -> None:
    rows = (
        ReviewAnswer(
            review=review,
            group=review.group,
            side=side,
            points={
                one.id: min(7, max(1, middle(place) + (person + place) % 3 - 1))
                for place, one in enumerate(instrument.statements)
            },
        )
        for person in range(people)
    )
    ReviewAnswer.objects.bulk_create(_in_any_order(rows))


def _in_any_order(rows: Iterable[ReviewAnswer]) -> list[ReviewAnswer]:
    shuffled = list(rows)
    SystemRandom().shuffle(shuffled)
    return shuffled
