"""Only the group closes a request, in one of three ways: done, we accept the no, we disagree, on record. The system
side can answer and report progress; it cannot mark anything done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups.models import Activity, Group, Membership
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions.asks import acknowledge_ask, answer_ask, report_progress
from lifecycle.actions.handing import hand_over_ask
from lifecycle.actions.milestones import say_of_promise
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Answer, Ask, Milestone
from lifecycle.states import ASK_MOVES, CLOSED_ASK, WAYS_TO_CLOSE, AnswerKind, AskState, ways_to_close
from tests.cast import Part, join
from tests.lifecycle.asking import answer, ask, ask_in, close, item_of, judge

type SignIn = Callable[[Membership], Client]
type Act = Callable[[Ask, Membership], Any]

LATER = date(2026, 12, 1)


def by_form(act: Callable[..., Any], **said: Any) -> Act:
    return lambda asked, by: act(asked, **said, by=by)


def by_the_group(act: Callable[..., Any], **said: Any) -> Act:
    return lambda asked, by: act(asked, **said, item=item_of(asked.group), by=by)


def say_done(asked: Ask, by: Membership) -> None:
    promise = Milestone.objects.create(
        group=asked.group, ask=asked, answer=asked.answers.first() or stray(asked), words="It", due_on=LATER
    )
    report_progress(asked, words="There", next_on=LATER, milestone=promise, said_done=True, by=by)


def stray(asked: Ask) -> Answer:
    """An answer to hang a promise on, where there is none."""
    return Answer.objects.create(
        group=asked.group, ask=asked, number=1, kind="accepted", reason="So", promised_on=LATER, by=asked.to
    )


SYSTEMS_ACTS: dict[str, Act] = {
    "acknowledge": by_form(acknowledge_ask),
    **{
        f"answer {kind}": by_form(answer_ask, kind=kind, reason="So it is.", promised_on=LATER)
        for kind in AnswerKind
    },
    "report progress": by_form(report_progress, words="Half of it", next_on=LATER),
    "say a promise is done": say_done,
    "hand over": lambda asked, by: hand_over_ask(asked, to=by, by=by),
}
GROUPS_ACTS: dict[str, Act] = {
    "say yes": by_the_group(give_verdict, answers_us=True, words=""),
    "say no": by_the_group(give_verdict, answers_us=False, words="Not yet"),
    **{f"close: {way}": by_the_group(close_ask, way=way, words="So it ended.") for way in WAYS_TO_CLOSE},
}
CLOSING = {f"close: {way}" for way in WAYS_TO_CLOSE}


@pytest.fixture
def everyone(
    group: Group,
    member: Membership,
    carer: Membership,
    professional: Membership,
    facilitator: Membership,
    lead: Membership,
    coordinator: Membership,
    supporter: Membership,
) -> list[Membership]:
    """The cast, another lead, and those who hold several roles at once."""
    more = {
        "Sam Okoro": (Side.SYSTEM, Role.LEAD),
        "Una": (Side.SYSTEM, Role.LEAD | Role.PROFESSIONAL | Role.COORDINATOR),
        "Vik": (Side.LIVED, Role.MEMBER | Role.FACILITATOR),
    }
    others = [join(group, Part(name, side, roles, "Job", "Board")) for name, (side, roles) in more.items()]
    return [member, carer, professional, facilitator, lead, coordinator, supporter, *others]


def attempt(act: Act, asked: Ask, by: Membership) -> bool:
    """Whether the act is allowed; whatever it did is undone."""
    try:
        with transaction.atomic():
            act(Ask.objects.get(pk=asked.pk), by)
            after = Ask.objects.get(pk=asked.pk)
            assert_only_the_group_closed(asked, after, by)
            raise Undo
    except Undo:
        return True
    except Refused:
        return False


class Undo(Exception):
    pass


def assert_only_the_group_closed(before: Ask, after: Ask, by: Membership) -> None:
    if after.is_closed and not before.is_closed:
        assert Role.FACILITATOR in Role(by.roles)
        assert after.closing_decision
        assert after.closing_decision.facilitated_by == by


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("state", [state for state in AskState if state not in CLOSED_ASK])
def test_of_everyone_in_every_state_only_who_acts_for_the_group_closes(
    state: str, kind: str, everyone: list[Membership], lead: Membership, facilitator: Membership
):
    if state == AskState.IN_PROGRESS and kind in {AnswerKind.NOT_ACCEPTED, AnswerKind.DEFERRED}:
        kind = AnswerKind.ACCEPTED  # a no is never being done
    asked = ask_in(state, lead, facilitator, kind)
    ways = {f"close: {way}" for way in asked.ways_to_close}
    for who in everyone:
        closed = {name for name in CLOSING if attempt(GROUPS_ACTS[name], asked, who)}
        assert closed == (ways if who.holds(Role.FACILITATOR) else set()), (who.name, state, kind)


@pytest.mark.parametrize("state", AskState)
def test_the_system_acts_only_through_the_one_asked_and_only_in_its_turn(
    state: str, everyone: list[Membership], lead: Membership, facilitator: Membership
):
    asked = ask_in(state, lead, facilitator)
    answers = {f"answer {kind}" for kind in AnswerKind}
    allowed = {
        AskState.RAISED: {"acknowledge", "hand over", *answers},
        AskState.ACKNOWLEDGED: {"hand over", *answers},
        AskState.SENT_BACK: {"hand over", *answers},
        AskState.IN_PROGRESS: {"report progress", "say a promise is done", "hand over", *answers},
        AskState.ANSWERED: {"hand over"},
    }
    for who in everyone:
        may = {name for name, act in SYSTEMS_ACTS.items() if attempt(act, asked, who)}
        assert may == (allowed.get(AskState(state), set()) if who == lead else set()), (who.name, state)


@pytest.mark.parametrize("way", WAYS_TO_CLOSE)
def test_a_closed_request_never_changes(
    way: str, everyone: list[Membership], lead: Membership, facilitator: Membership
):
    asked = ask_in(way, lead, facilitator)
    before = Ask.objects.filter(pk=asked.pk).values().get()
    done = [
        (name, who.name)
        for name, act in {**SYSTEMS_ACTS, **GROUPS_ACTS}.items()
        for who in everyone
        if attempt(act, asked, who)
    ]
    assert done == []
    assert Ask.objects.filter(pk=asked.pk).values().get() == before
    assert ASK_MOVES[way] == ()


@pytest.mark.parametrize("way", WAYS_TO_CLOSE)
def test_the_database_keeps_it_too(way: str, lead: Membership, facilitator: Membership):
    """Even a write that goes round the actions cannot close a request without the group's decision."""
    asked = ask(lead, facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.filter(pk=asked.pk).update(state=way, closed_on=LATER, next_step_on=None)


def test_the_database_wants_a_clock_on_every_open_request(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.filter(pk=asked.pk).update(next_step_on=None)


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        (AnswerKind.ACCEPTED, {AskState.DONE}),
        (AnswerKind.IN_PART, set(WAYS_TO_CLOSE)),
        (AnswerKind.NOT_ACCEPTED, {AskState.NO_ACCEPTED, AskState.NO_DISAGREED}),
        (AnswerKind.DEFERRED, {AskState.NO_ACCEPTED, AskState.NO_DISAGREED}),
    ],
)
def test_the_ways_to_close_follow_the_answer(kind: str, ways: set[str]):
    assert set(ways_to_close(AskState.ANSWERED, kind)) == ways


def test_a_request_without_an_answer_cannot_be_closed(lead: Membership, facilitator: Membership):
    with pytest.raises(Refused, match="once it has an answer"):
        close(ask(lead, facilitator), facilitator, AskState.DONE)


def test_a_no_stays_with_the_group_until_the_group_closes_it(lead: Membership, facilitator: Membership):
    asked = judge(answer(ask(lead, facilitator), AnswerKind.NOT_ACCEPTED), facilitator, answers_us=True)
    assert asked.state == AskState.ANSWERED
    with pytest.raises(Refused, match="It can close the request now"):
        judge(asked, facilitator, answers_us=False)
    assert close(asked, facilitator, AskState.NO_DISAGREED).state == AskState.NO_DISAGREED


def test_closing_is_a_decision_of_the_group_with_its_words(lead: Membership, facilitator: Membership):
    closed = close(answer(ask(lead, facilitator)), facilitator, AskState.DONE)
    assert closed.closing_words == "So it ended."
    assert closed.closing_decision
    assert closed.closing_decision.dispute_until
    assert closed.next_step_on is None
    assert Activity.objects.filter(verb="ask.done", person=facilitator.person).count() == 1


def test_the_pages_hold_it_too(
    everyone: list[Membership], lead: Membership, facilitator: Membership, sign_in: SignIn
):
    """Nobody but a facilitator gets through to closing, and nobody but the one asked to answering."""
    asked = answer(ask(lead, facilitator))
    one = [asked.group.public_id, asked.public_id]
    typed = {"way": "done", "words": "Done by me", "item": item_of(asked.group).public_id}
    for who in [person for person in everyone if person.person.account and person != facilitator]:
        refused = sign_in(who).post(reverse("ask_close", args=one), typed).content.decode()
        assert "This is for other people in the group" in refused
    asked.refresh_from_db()
    assert asked.state == AskState.ANSWERED


def test_another_lead_is_told_who_can_answer(
    group: Group, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    sam = join(group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"), "sam@demo.example")
    asked = ask(lead, facilitator)
    page = sign_in(sam).get(reverse("ask_answer", args=[group.public_id, asked.public_id]))
    assert "This request went to Dr Priya Nair. Only they can reply to it." in page.content.decode()


def test_a_lead_who_has_left_leaves_the_request_to_another_lead(
    group: Group, lead: Membership, facilitator: Membership
):
    sam = join(group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"))
    asked = ask(lead, facilitator)
    with pytest.raises(Refused, match="Only Dr Priya Nair"):
        hand_over_ask(asked, to=sam, by=sam)
    lead.state = "left"
    lead.save()
    taken = hand_over_ask(Ask.objects.get(pk=asked.pk), to=sam, by=sam)
    assert answer(Ask.objects.get(pk=taken.pk)).state == AskState.ANSWERED


@pytest.mark.parametrize("done", [True, False])
def test_of_everyone_only_who_acts_for_the_group_says_whether_a_promise_was_kept(
    done: bool, everyone: list[Membership], lead: Membership, facilitator: Membership
):
    """The system says that it is done; nothing is, until the group says so by an agreement."""
    asked = judge(answer(ask(lead, facilitator), will_do="New printers"), facilitator, answers_us=True)
    promise = asked.milestones.get()
    report_progress(asked, words="There", next_on=LATER, milestone=promise, said_done=True, by=lead)
    promise.refresh_from_db()
    assert promise.state == "said_done"
    item = item_of(asked.group)

    def say(_asked: Ask, by: Membership) -> None:
        said = say_of_promise(promise, is_done=done, words="We looked", item=item, by=by)
        assert said.decision
        assert said.decision.facilitated_by == by

    may = [who for who in everyone if attempt(say, asked, who)]
    assert may == [who for who in everyone if who.holds(Role.FACILITATOR)]


def test_kept_promises_close_nothing(lead: Membership, facilitator: Membership):
    asked = judge(answer(ask(lead, facilitator), will_do="New printers"), facilitator, answers_us=True)
    say_of_promise(asked.milestones.get(), is_done=True, words="", item=item_of(asked.group), by=facilitator)
    asked.refresh_from_db()
    assert (asked.state, asked.closing_decision) == (AskState.IN_PROGRESS, None)
