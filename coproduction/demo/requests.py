"""What the demo group asked for: the commitment, and a request in every state, one of them late and passed on."""

from dataclasses import dataclass, field

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast, agreed
from facilitation.models import AgendaItem, Contribution, Session
from groups.models import Person
from groups.notifications import notify
from groups.states import Channel
from groups.working_days import add_working_days
from investment.five import INVESTMENTS
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import Answer, Ask, Commitment, Progress, PromisedInvestment, Trace, Verdict
from lifecycle.states import (
    ANSWER_WORKING_DAYS,
    AWAITING_ANSWER,
    GROUPS_TURN,
    VERDICT_WORKING_DAYS,
    AnswerKind,
    AskState,
    CommitmentState,
)


@dataclass(frozen=True)
class Reply:
    days: int
    kind: AnswerKind
    reason: str
    will_do: str = ""
    promised: int | None = None
    answers_us: bool | None = None  # what the group said of it, if it has
    verdict: str = ""


@dataclass(frozen=True)
class Request:
    session: int  # which past session raised it
    state: AskState
    title: str
    words: str
    why: str
    replies: tuple[Reply, ...] = field(default=())
    progress: tuple[tuple[int, str], ...] = field(default=())
    closed: int | None = None
    closing: str = ""
    from_words: str = ""  # how the thought it grew from begins
    raised: int | None = None  # if not on the day of its session


REQUESTS = (
    Request(
        1,
        AskState.DONE,
        "Letters in large print",
        "Send every hospital letter in large print to each person who has asked for it once.",
        "A letter that cannot be read is a visit that is missed.",
        (
            Reply(
                -132,
                AnswerKind.IN_PART,
                "Large print for those who ask once. For everyone it would cost four times the budget.",
                "Every hospital changes its letters.",
                -60,
                answers_us=True,
                verdict="It is what most of us need.",
            ),
        ),
        ((-75, "31 of 34 wards send large print now. The last three have a date."),),
        closed=-30,
        closing="Done. Three of us have had one.",
        from_words="Ask for large print",
    ),
    Request(
        1,
        AskState.NO_ACCEPTED,
        "Braille on every appointment card",
        "Print each appointment card with braille as well.",
        "Two people we know carry cards they cannot read.",
        (
            Reply(
                -135,
                AnswerKind.NOT_ACCEPTED,
                "The card printer cannot do it, and a new one costs more than a year of cards. Braille letters "
                "are sent to each person who asks.",
                answers_us=True,
                verdict="Letters in braille help more than cards.",
            ),
        ),
        closed=-90,
        closing="The reason is clear, and there is another way.",
        from_words="Say who to ring",
    ),
    Request(
        1,
        AskState.NO_DISAGREED,
        "A crisis line run by peers",
        "Pay for a phone line at night, answered by people who have been there.",
        "At three in the morning a recorded voice does harm.",
        (
            Reply(
                -128,
                AnswerKind.NOT_ACCEPTED,
                "There is no money for it this year. The night service is paid for until March.",
                answers_us=False,
                verdict="We were not told what it would cost.",
            ),
            Reply(
                -100,
                AnswerKind.NOT_ACCEPTED,
                "It would cost 210,000 pounds a year. The board chose other things first.",
                answers_us=True,
                verdict="Now we know the price, and who chose.",
            ),
        ),
        closed=-30,
        closing="We will ask again in March, before the budget round.",
        from_words="I said yes to the plan",
    ),
    Request(
        2,
        AskState.RAISED,
        "Tell us what the personal health budget pot is",
        "Tell us how much money there is, how much is already promised, and who can move the rest.",
        "We cannot weigh choices if only one side knows the price.",
        from_words="I leave things out now",
    ),
    Request(
        2,
        AskState.ANSWERED,
        "One plan that every service can see",
        "Let each person have one plan, held by them, that every service can read and add to.",
        "Most of us have told our story more than ten times.",
        (
            Reply(
                -8,
                AnswerKind.IN_PART,
                "Hospitals and practices can share one plan from spring. The council's records cannot be joined "
                "before next year.",
                "A first version with six practices.",
                120,
            ),
        ),
        from_words="I was asked what mattered",
    ),
    Request(
        2,
        AskState.IN_PROGRESS,
        "A named person to ring",
        "Put one name and one number on each letter.",
        "Nobody should have to explain to a switchboard.",
        (
            Reply(
                -68,
                AnswerKind.ACCEPTED,
                "You are right, and it costs little.",
                "Each letter names one person, service by service.",
                20,
                answers_us=True,
                verdict="That is what we asked for.",
            ),
        ),
        ((-25, "Four of nine services have changed their letters."),),
        from_words="Tom helps me tell it",
    ),
    Request(
        3,
        AskState.SENT_BACK,
        "An interpreter at the first appointment",
        "Book an interpreter when a person's record says they need one, without being asked again.",
        "Families should not have to interpret bad news.",
        (
            Reply(
                -18,
                AnswerKind.DEFERRED,
                "We will look at it with the new contract.",
                promised=200,
                answers_us=False,
                verdict="It does not say what happens until then.",
            ),
        ),
        from_words="Ten minutes is not enough",
    ),
    Request(
        3,
        AskState.ACKNOWLEDGED,
        "Longer first appointments",
        "Thirty minutes for the first appointment after a new diagnosis.",
        "Thirty minutes once saves three visits later.",
        from_words="Thirty minutes once",
        raised=-10,
    ),
)


def make_commitment(cast: Cast) -> Commitment:
    group = cast["lead"].group
    commitment = Commitment.objects.create(
        group=group,
        number=1,
        lead=cast["lead"],
        scope="How care is planned with people: letters, appointments, plans and training.",
        open_to_change="How we write, how long we give, what we teach and what we measure.",
        fixed="The size of the whole budget, and the law. Both are set outside Northshire.",
        final_say="Northshire Integrated Care Board, in its open meeting",
        sponsor=_official("Sam Okoro", "sponsor@demo.example"),
        forum="Northshire Integrated Care Board",
        forum_contact=_official("Board secretary", "board@demo.example"),
        forum_meets_on=day(18),
        forum_papers_on=day(6),
        outside_contact="Ruth Allen at Healthwatch Northshire, 01632 960 700",
        no_comeback=True,
        state=CommitmentState.SIGNED,
        signed_at=at(-220),
        review_on=day(145),
        created_at=at(-221),
    )
    PromisedInvestment.objects.bulk_create(
        PromisedInvestment(group=group, commitment=commitment, kind=one.key, pounds=pounds, hours=hours)
        for one, (pounds, hours) in zip(
            INVESTMENTS, ((4000, 60), (9000, 120), (1500, 30), (1000, 40), (0, 80)), strict=True
        )
    )
    return commitment


def make_requests(cast: Cast, sessions: list[Session], commitment: Commitment) -> list[Ask]:
    asks = [_make(cast, sessions, commitment, request) for request in REQUESTS]
    for ask in asks:
        _tell(cast, ask)
    return asks


def _make(cast: Cast, sessions: list[Session], commitment: Commitment, request: Request) -> Ask:
    session = sessions[request.session]
    item = session.items.get(position=3)
    raised_on = day(request.raised) if request.raised else session.starts_at.date()
    ask = Ask.objects.create(
        group=session.group,
        title=request.title,
        words=request.words,
        why=request.why,
        to=cast["lead"],
        decision=agreed(cast, item, f"We ask for this: {request.title}."),
        commitment=commitment,
        response_days=ANSWER_WORKING_DAYS,
        raised_on=raised_on,
        turn_began_on=raised_on,
        next_step_on=add_working_days(raised_on, ANSWER_WORKING_DAYS, session.group),
        is_public=True,
    )
    _answer(cast, ask, request, sessions[-1].items.get(position=1))
    _trace(ask, request)
    _stand(cast, ask, request, sessions[-1].items.get(position=1))
    return ask


def _answer(cast: Cast, ask: Ask, request: Request, item: AgendaItem) -> None:
    for number, reply in enumerate(request.replies, start=1):
        answer = Answer.objects.create(
            group=ask.group,
            ask=ask,
            number=number,
            kind=reply.kind,
            reason=reply.reason,
            will_do=reply.will_do,
            promised_on=day(reply.promised) if reply.promised else None,
            by=cast["lead"],
            at=at(reply.days),
        )
        if reply.answers_us is not None:
            Verdict.objects.create(
                group=ask.group,
                ask=ask,
                answer=answer,
                answers_us=reply.answers_us,
                words=reply.verdict,
                decision=agreed(cast, item, f"What we say of the answer: {ask.title}."),
                at=at(min(reply.days + 6, -1)),
            )
    Progress.objects.bulk_create(
        Progress(
            group=ask.group, ask=ask, words=words, next_on=ask.next_step_on, by=cast["lead"], at=at(days)
        )
        for days, words in request.progress
    )


def _stand(cast: Cast, ask: Ask, request: Request, item: AgendaItem) -> None:
    """Where the request stands now: whose turn, since when and until when."""
    ask.state = request.state
    last = request.replies[-1] if request.replies else None
    if request.closed is not None:
        ask.closed_on, ask.next_step_on = day(request.closed), None
        ask.closing_decision = agreed(cast, item, f"We close this: {ask.title}.")
        ask.closing_words = request.closing
    elif last:
        _set_turn(ask, last)
    ask.save()


def _set_turn(ask: Ask, last: Reply) -> None:
    ask.turn_began_on = day(last.days)
    if ask.state in GROUPS_TURN:
        ask.next_step_on = add_working_days(ask.turn_began_on, VERDICT_WORKING_DAYS, ask.group)
    elif ask.state == AskState.IN_PROGRESS and last.promised:
        ask.next_step_on = day(last.promised)
    else:
        ask.turn_began_on = day(last.days + 6)
        ask.next_step_on = add_working_days(ask.turn_began_on, ask.response_days, ask.group)


def _trace(ask: Ask, request: Request) -> None:
    said = Contribution.objects.filter(group=ask.group, words__startswith=request.from_words)
    for contribution in said:
        Trace.objects.create(group=ask.group, contribution=contribution, ask=ask, at=at(-80))


def _tell(cast: Cast, ask: Ask) -> None:
    """What those whose turn it is, and those whose words began it, find on their Today."""
    tell_whose_words(ask, "closed" if ask.is_closed else "raised")
    if ask.state in AWAITING_ANSWER:
        notify("ask_raised", ask, group=ask.group, to=[cast["lead"].person])
    elif ask.state in GROUPS_TURN:
        notify("verdict_to_record", ask, group=ask.group, to=[cast["facilitator"].person])


def _official(name: str, email: str) -> Person:
    return Person.objects.create(name=name, email=email, channels=[Channel.EMAIL], weekly=False)
