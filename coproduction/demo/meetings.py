"""How the demo group meets: purpose, ground rules, four past sessions, one open now, one next month."""

from datetime import timedelta

from django.utils import timezone

from coproduction.demo.agendas import NEXT, NOW, PAST, Meeting
from coproduction.demo.days import at, day, weekday
from coproduction.demo.outcomes import keep_outcomes
from facilitation.models import (
    AgendaItem,
    Coming,
    Contribution,
    Decision,
    GroupText,
    Hand,
    Presence,
    Session,
    Topic,
    TopicVersion,
)
from facilitation.states import (
    ComingAnswer,
    DecisionRoute,
    DecisionState,
    ItemPurpose,
    ItemState,
    SayKind,
    SessionState,
    TextKind,
    TextState,
    TopicState,
)
from groups.models import Membership

type Cast = dict[str, Membership]

LARGE_PRINT, TRAINING = "Who gets large print", "How the training on first conversations is written"
PLACE = "Riverside Centre, Mill Road, Northshire. The door is level, and someone meets you there."


def make_past(cast: Cast) -> list[Session]:
    return [_past(cast, meeting) for meeting in PAST]


def _past(cast: Cast, meeting: Meeting) -> Session:
    days = weekday(meeting.days)
    settled = meeting.days < -40
    session = _session(
        cast,
        meeting,
        days,
        state=SessionState.SETTLED if settled else SessionState.NOTES_SHARED,
        announced_at=at(days - 21),
        papers_out_on=day(days - 9),
        opened_at=at(days, 14),
        closed_at=at(days, 16),
        notes_due_on=day(days + 14),
        notes=meeting.notes,
        notes_shared_at=at(days + 5),
        settles_on=day(days + 12) if settled else day(4),
        sealed_at=at(days, 16),
        took_part_lived=9,
        took_part_system=4,
    )
    _items(cast, session, meeting, done=len(meeting.items))
    _say(cast, session, meeting, days)
    return session


def make_now(cast: Cast, topic: Topic) -> Session:
    """The session that is open now: item 2 of 3, some hands up, some words said."""
    began = timezone.now() - timedelta(minutes=25)
    session = _session(
        cast,
        NOW,
        0,
        state=SessionState.OPEN,
        announced_at=at(-21),
        papers_out_on=day(-9),
        opened_at=began,
    )
    session.starts_at, session.ends_at = began, began + timedelta(hours=2)
    session.save()
    items = _items(cast, session, NOW, done=1, topic=topic)
    items[1].state, items[1].started_at = ItemState.NOW, session.starts_at + timedelta(minutes=15)
    items[1].save()
    _say(cast, session, NOW, 0)
    here = ("huw", "eilidh", "farid", "grace", "kath", "sunita", "facilitator")
    Presence.objects.bulk_create(
        Presence(session=session, group=session.group, member=cast[key]) for key in here
    )
    Hand.objects.create(group=session.group, session=session, member=cast["kath"])
    _coming(cast, session, yes=here, thoughts=("colin",))
    return session


def make_next(cast: Cast) -> Session:
    days = weekday(NEXT.days)
    session = _session(
        cast,
        NEXT,
        days,
        state=SessionState.ANNOUNCED,
        announced_at=at(-2),
        papers_out_on=day(days - 7),
    )
    _items(cast, session, NEXT, done=0)
    _coming(cast, session, yes=("huw", "kath", "carer"), thoughts=("colin",))
    return session


def make_texts(cast: Cast, first: Session) -> None:
    """The agreed purpose (its second version) and ground rules."""
    item = first.items.get(position=3)
    old, new = (
        "People with long-term conditions in Northshire have a real say in how their care is planned.",
        (
            "People with long-term conditions in Northshire have a real say in how their care is planned, and can "
            "see what changed because of it."
        ),
    )
    days = (first.starts_at.date() - day(0)).days
    _text(cast, TextKind.PURPOSE, 1, old, TextState.REPLACED, agreed(cast, item, "Our first purpose"), -600)
    _text(cast, TextKind.PURPOSE, 2, new, TextState.AGREED, agreed(cast, item, f"Our purpose: {new}"), days)
    rules = (
        "One person speaks at a time. Anyone may pass. What is said here stays here, unless the one who said "
        "it says otherwise. We use plain words. We take a break each hour. Anyone may say stop."
    )
    decision = agreed(cast, item, "Our ground rules")
    _text(cast, TextKind.GROUND_RULES, 1, rules, TextState.AGREED, decision, days)


def make_topics(cast: Cast) -> tuple[Topic, Topic]:
    """One topic that is decided, one that is open now."""
    decided = _topic(
        cast,
        LARGE_PRINT,
        "How people ask for large print, and which letters come in it",
        "The printing contract, until 2028: the price is set in law",
        SayKind.ADVISES,
        "Dr Priya Nair, Medical Director",
        state=TopicState.DECIDED,
    )
    now_open = _topic(
        cast,
        TRAINING,
        "What the training says, who gives it, and whose stories it uses",
        "It lasts half a day: services can free people for no longer",
        SayKind.DECIDES_TOGETHER,
        "The group and Northshire Training Forum",
    )
    return decided, now_open


def make_decision_that_differs(cast: Cast, topic: Topic, session: Session) -> Decision:
    """A decision whose outcome is not what the group asked for, with the reason."""
    item = session.items.get(position=3)
    decision = agreed(cast, item, "Every letter in large print, for everyone, from September.", topic=topic)
    decision.outcome = "Large print for everyone who asks once, in every hospital letter, from September."
    decision.outcome_by = "Dr Priya Nair, Medical Director"
    decision.outcome_on, decision.is_as_asked = day(-120), False
    decision.differs = (
        "We asked for it for everyone. It is for those who ask, because printing all letters large would cost "
        "four times the budget. People need to ask once only, and any service can note it."
    )
    decision.review_on = day(60)
    decision.save()
    keep_outcomes(decision, cast["facilitator"])
    return decision


def agreed(
    cast: Cast, item: AgendaItem, wording: str, *, topic: Topic | None = None, is_bookkeeping: bool = False
) -> Decision:
    """An agreement recorded in a session of the past."""
    on = item.session.starts_at.date()
    return Decision.objects.create(
        group=item.group,
        topic=topic,
        topic_version=topic.current if topic else None,
        route=DecisionRoute.RECORDED,
        is_bookkeeping=is_bookkeeping,
        session=item.session,
        item=item,
        wording=wording,
        state=DecisionState.AGREED,
        facilitated_by=cast["facilitator"],
        decided_on=on,
        dispute_until=on + timedelta(days=7),
        created_at=item.session.starts_at,
    )


def _session(cast: Cast, meeting: Meeting, days: int, **fields: object) -> Session:
    return Session.objects.create(
        group=cast["facilitator"].group,
        title=meeting.title,
        about=meeting.about,
        starts_at=at(days, 14),
        ends_at=at(days, 16),
        place=PLACE,
        phone_in="01632 960 200, then 4321",
        video_link="https://meet.example/northshire",
        access_notes="Step-free. A quiet room is next door. Tea and water all the time.",
        **fields,
    )


def _items(
    cast: Cast, session: Session, meeting: Meeting, *, done: int, topic: Topic | None = None
) -> list[AgendaItem]:
    return AgendaItem.objects.bulk_create(
        AgendaItem(
            group=session.group,
            session=session,
            position=position,
            title=title,
            purpose=purpose,
            minutes=minutes,
            led_by=cast["facilitator"],
            topic=topic if purpose == ItemPurpose.DECIDE else None,
            state=ItemState.DONE if position <= done else ItemState.WAITING,
        )
        for position, (title, purpose, minutes) in enumerate(meeting.items, start=1)
    )


def _say(cast: Cast, session: Session, meeting: Meeting, days: int) -> None:
    """Words said. Those without a name carry no time once their session is sealed (promise 5)."""
    items = {item.position: item for item in session.items.all()}
    Contribution.objects.bulk_create(
        Contribution(
            group=session.group,
            session=session,
            item=items[said.item],
            author=cast[said.by] if said.by else None,
            is_anonymous=not said.by,
            words=said.words,
            audience=said.audience,
            others_feel_this=said.others,
            said_at=None if not said.by else session.starts_at + timedelta(minutes=10 + 7 * number),
        )
        for number, said in enumerate(meeting.said)
    )


def _coming(cast: Cast, session: Session, *, yes: tuple[str, ...], thoughts: tuple[str, ...]) -> None:
    answers = [(key, ComingAnswer.YES) for key in yes] + [(key, ComingAnswer.THOUGHTS) for key in thoughts]
    Coming.objects.bulk_create(
        Coming(group=session.group, session=session, member=cast[key], answer=answer)
        for key, answer in answers
    )


def _text(cast: Cast, kind: str, number: int, words: str, state: str, decision: Decision, days: int) -> None:
    GroupText.objects.create(
        group=cast["member"].group,
        kind=kind,
        number=number,
        words=words,
        state=state,
        written_by=cast["member"],
        decision=decision,
        agreed_on=day(days),
        review_on=day(days + 365),
        created_at=at(days - 20),
    )


def _topic(
    cast: Cast,
    title: str,
    open_to_change: str,
    fixed: str,
    say: str,
    final_say: str,
    *,
    state: str = TopicState.OPEN,
) -> Topic:
    topic = Topic.objects.create(group=cast["lead"].group, title=title, state=state)
    topic.current = TopicVersion.objects.create(
        group=topic.group,
        topic=topic,
        number=1,
        open_to_change=open_to_change,
        fixed=fixed,
        say=say,
        final_say=final_say,
        decide_by=day(45) if state == TopicState.OPEN else None,
        what_matters="To be met as a person first.",
        system_priorities="Training that every team can fit in this year.",
        declared_by=cast["facilitator"],
        declared_at=at(-160 if state == TopicState.DECIDED else -25),
    )
    topic.save()
    return topic
