"""What the demo group asked for: the commitment, and a request in every state, one of them late and passed on."""

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast, agreed
from coproduction.demo.requested import REQUESTS, Came, Reply, Request, Step
from facilitation.models import AgendaItem, Contribution, Session, Topic
from groups.models import Person
from groups.notifications import notify
from groups.states import Channel
from groups.working_days import add_working_days
from investment.five import INVESTMENTS
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import (
    Answer,
    AnswerDraft,
    Ask,
    AskLink,
    Commitment,
    Milestone,
    Progress,
    PromisedInvestment,
    Trace,
    Verdict,
)
from lifecycle.states import (
    ANSWER_WORKING_DAYS,
    AWAITING_ANSWER,
    GROUPS_TURN,
    VERDICT_WORKING_DAYS,
    AskState,
    CommitmentState,
    LinkKind,
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
    _link(asks)
    for ask in asks:
        _tell(cast, ask)
    return asks


def _link(asks: list[Ask]) -> None:
    """Where a request that was split goes on."""
    by_title = {ask.title: ask for ask in asks}
    for request in REQUESTS:
        for title in request.goes_on_in:
            AskLink.objects.create(
                group=asks[0].group,
                earlier=by_title[request.title],
                later=by_title[title],
                kind=LinkKind.SPLIT,
            )


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
        decision=agreed(cast, item, f"We ask for this: {request.title}.", topic=_topic(cast, request)),
        commitment=commitment,
        response_days=ANSWER_WORKING_DAYS,
        raised_on=raised_on,
        turn_began_on=raised_on,
        next_step_on=add_working_days(raised_on, ANSWER_WORKING_DAYS, session.group),
        is_public=True,
    )
    _answer(cast, ask, request, sessions[-1].items.get(position=1))
    _trace(ask, request)
    if request.came:
        _came(cast, ask, request.came)
    _stand(cast, ask, request, sessions[-1].items.get(position=1))
    return ask


def _topic(cast: Cast, request: Request) -> Topic | None:
    return Topic.objects.in_group(cast["lead"].group).filter(title=request.topic).first()


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
            who=reply.who,
            by=cast["lead"],
            at=at(reply.days),
        )
        _promise(cast, answer, reply, item)
        if reply.answers_us is not None:
            Verdict.objects.create(
                group=ask.group,
                ask=ask,
                answer=answer,
                answers_us=reply.answers_us,
                words=reply.verdict,
                decision=agreed(cast, item, f"What we say of the answer: {ask.title}.", is_bookkeeping=True),
                at=at(min(reply.days + 6, -1)),
            )
    Progress.objects.bulk_create(
        Progress(
            group=ask.group, ask=ask, words=words, next_on=ask.next_step_on, by=cast["lead"], at=at(days)
        )
        for days, words in request.progress
    )


def _promise(cast: Cast, answer: Answer, reply: Reply, item: AgendaItem) -> None:
    """Each promise of an answer with its day, and where it stands; the answer's own is still to be kept."""
    if not reply.promises or reply.promised is None:
        return
    Milestone.objects.bulk_create(
        Milestone(
            group=answer.group,
            ask=answer.ask,
            answer=answer,
            words=step.words,
            who=step.who,
            due_on=day(step.days),
            state=step.state,
            said=step.said,
            settled_on=day(step.days + 4) if step.said else None,
            decision=agreed(cast, item, f"This promise was kept: {step.words}", is_bookkeeping=True)
            if step.said
            else None,
        )
        for step in (*reply.promises, Step(reply.will_do, reply.who, reply.promised))
    )


def _came(cast: Cast, ask: Ask, came: Came) -> None:
    """It came by email: the coordinator typed it in, and the lead is asked whether it is theirs."""
    AnswerDraft.objects.create(
        group=ask.group,
        ask=ask,
        kind=came.kind,
        reason=came.reason,
        will_do=came.will_do,
        promised_on=day(came.promised) if came.promised else None,
        entered_by=cast["coordinator"],
        came_on=day(came.days),
        saved_at=at(came.days),
    )
    notify("answer_to_confirm", ask, group=ask.group, to=[cast["lead"].person])


def _stand(cast: Cast, ask: Ask, request: Request, item: AgendaItem) -> None:
    """Where the request stands now: whose turn, since when and until when."""
    ask.state = request.state
    last = request.replies[-1] if request.replies else None
    if request.closed is not None:
        ask.closed_on, ask.next_step_on = day(request.closed), None
        ask.closing_decision = agreed(cast, item, f"We close this: {ask.title}.", is_bookkeeping=True)
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
    if not request.from_words:
        return
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
