"""What somebody did not understand, and what the demo group asked the system to tell it."""

from datetime import timedelta

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast
from facilitation.actions.unnamed_questions import ask_without_a_name, seal_questions, take_back_question
from facilitation.actions.wanting_information import (
    answer_question,
    ask_for_information,
    ask_what_it_means,
    meet_request,
)
from facilitation.models import InformationItem, InformationRequest, NotUnderstood
from facilitation.states.information import WantedState
from groups.models import Membership
from groups.notifications import settle

FIRST, SPEND = "What happens at a first appointment now", "What personalised care can spend this year"
POLICY, HOW_MANY = (
    "What national policy says about personalised care",
    "How many people have a personal health budget",
)


def make_questions(cast: Cast) -> None:
    """Two with their answer, one still waiting, one of them without a name."""
    nurse, lead = cast["professional"], cast["lead"]
    items = {item.title: item for item in InformationItem.objects.in_group(lead.group)}
    asked = ask_what_it_means(
        items[FIRST], passage="most of it spent on forms", words="How much is most?", by=cast["deepa"]
    )
    _answer(asked, "Six minutes of the ten. I have written it into the page now.", by=nurse, days=-12)
    sum_off = ask_what_it_means(
        items[SPEND],
        passage="",
        words="The first line: 45,000 and 5,000 do not make 60,000. Which is right?",
        by=cast["carer"],
    )
    _answer(sum_off, "You are right. It is 15,000 that can be moved. The sheet is mended.", by=lead, days=-16)
    ask_without_a_name(items[POLICY], passage="", words="Who has a right to a budget, and who has not?")
    code = ask_without_a_name(items[POLICY], passage="", words="I found it further down.")
    take_back_question(code)
    seal_questions()


def _answer(question: NotUnderstood, words: str, *, by: Membership, days: int) -> None:
    answered = answer_question(question, answer=words, by=by)
    then = at(days)
    NotUnderstood.objects.filter(pk=question.pk).update(
        asked_on=then.date() - timedelta(days=2), answered_at=then
    )
    settle(["question_answered"], answered)


def make_wanted(cast: Cast) -> None:
    """One met, one met in part, one refused with its reason, one waiting and one late."""
    lead = cast["lead"]
    items = {item.title: item for item in InformationItem.objects.in_group(lead.group)}
    met = _ask(
        cast["member"],
        lead,
        "How many people have a personal health budget",
        "We are asked who should get one. Nobody could tell us how many do.",
        asked=-80,
        wanted=-60,
    )
    _meet(met, WantedState.SHARED, "", [items[HOW_MANY]], days=-66)
    part = _ask(
        cast["irena"],
        lead,
        "What there is to spend this year, and what last year’s money did",
        "We cannot weigh choices if only one side knows the price.",
        asked=-40,
        wanted=6,
    )
    _meet(
        part,
        WantedState.PART,
        "This year’s sheet is here. Last year’s accounts are still being checked, until the end of the month.",
        [items[SPEND]],
        days=-26,
    )
    refused = _ask(
        cast["facilitator"],
        lead,
        "What the training firm asks for its half day",
        "People may choose another trainer, if they know the price.",
        asked=-55,
        wanted=-30,
    )
    _meet(
        refused,
        WantedState.REFUSED,
        "Two firms are still being compared, and the law keeps their prices closed until one is chosen. I "
        "will share the price in spring, once the contract is signed.",
        [],
        days=-47,
    )
    _ask(
        cast["kath"],
        lead,
        "How long people wait for a care plan, town by town",
        "Two of our five towns seem to wait longest. We would like to know before we choose where to begin.",
        asked=-9,
        wanted=12,
    )
    _ask(
        cast["huw"],
        cast["sunita"],
        "Which council services can read a person’s plan today",
        "We are told that records cannot be joined. We would like to see which already are.",
        asked=-33,
        wanted=-5,
    )


def _ask(
    by: Membership, to: Membership, what: str, why: str, *, asked: int, wanted: int
) -> InformationRequest:
    made = ask_for_information(what=what, why=why, to=to, wanted_on=day(max(wanted, 0)), by=by)
    InformationRequest.objects.filter(pk=made.pk).update(asked_on=day(asked), wanted_on=day(wanted))
    return made


def _meet(
    wanted: InformationRequest, state: str, reason: str, items: list[InformationItem], *, days: int
) -> None:
    if wanted.to is None:
        raise AssertionError("somebody was asked")
    met = meet_request(wanted, state=state, reason=reason, items=items, by=wanted.to)
    InformationRequest.objects.filter(pk=met.pk).update(answered_on=day(days))
    settle(["information_answered"], met)
