"""How a group goes round: its cycle, its commitment, a request with its answer, a review and a report."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from groups.models import Group, Membership
from lifecycle.actions.cycles import begin_cycle
from lifecycle.actions.investments import record_investment
from lifecycle.actions.quotes import add_quote
from lifecycle.actions.reports import begin_report
from lifecycle.actions.writing import comment, write_head
from lifecycle.models import Answer, Ask, Commitment, OpenAnswer, OwnQuestion, Review, Stage, WordsTheme

type Rows = dict[str, models.Model]


def add(group: Group, cast: dict[str, Membership], rows: Rows) -> None:
    for make in (_cycle, _asking, _looking_back):
        make(group, cast, rows)


def _cycle(group: Group, cast: dict[str, Membership], rows: Rows) -> None:
    cycle = begin_cycle(by=cast["facilitator"])
    rows |= {"cycle_id": cycle, "stage_id": Stage.objects.get(cycle=cycle, number=1)}


def _commitment(group: Group, cast: dict[str, Membership], number: int, state: str) -> Commitment:
    return Commitment.objects.create(
        group=group,
        number=number,
        lead=cast["lead"],
        scope="Letters",
        open_to_change="How letters are written",
        fixed="Postage",
        final_say="The Northshire Board",
        outside_contact="Healthwatch Northshire",
        no_comeback=True,
        state=state,
        signed_at=timezone.now(),
    )


def _asking(group: Group, cast: dict[str, Membership], rows: Rows) -> None:
    item, lead = rows["item_id"], cast["lead"]
    earlier, commitment = _commitment(group, cast, 1, "replaced"), _commitment(group, cast, 2, "signed")
    ask = Ask.objects.create(
        group=group,
        title="Letters in large print",
        words="Send them.",
        why="Some of us cannot read them.",
        to=lead,
        decision=record_agreement(wording="Ask for it", item=item, by=cast["facilitator"]),
        commitment=commitment,
        response_days=20,
        next_step_on=timezone.localdate() + timedelta(days=28),
    )
    answer = Answer.objects.create(
        group=group,
        ask=ask,
        number=1,
        kind="accepted",
        reason="It is right.",
        will_do="Print them.",
        promised_on=timezone.localdate() + timedelta(days=30),
        by=lead,
    )
    rows |= {
        "current_commitment_id": commitment,
        "commitment_id": earlier,
        "ask_id": ask,
        "answer_id": answer,
    }


def _looking_back(group: Group, cast: dict[str, Membership], rows: Rows) -> None:
    today, cycle = timezone.localdate(), rows["cycle_id"]
    rows["review_id"] = Review.objects.create(
        group=group,
        cycle=cycle,
        instrument="shifts",
        instrument_version=1,
        closes_on=today + timedelta(days=14),
    )
    rows["theme_id"] = WordsTheme.objects.create(group=group, review=rows["review_id"], name="Letters")
    rows["own_question_id"] = OwnQuestion.objects.create(group=group, text="Papers come in time.")
    rows["open_answer_id"] = OpenAnswer.objects.create(
        group=group, review=rows["review_id"], member=cast["member"], signed="name", points={"power": 2}
    )
    rows["report_id"] = begin_report(
        title="Our year", starts_on=today - timedelta(days=365), ends_on=today, by=cast["facilitator"]
    )
    here = {"report": rows["report_id"], "head": "aim", "by": cast["facilitator"]}
    for number, words in enumerate(("Our aim", "Our first aim")):
        write_head(**here, words=words, began_from=number)
    rows["comment_id"] = comment(**here, words="Shorter?")
    rows["made_id"] = record_investment(
        kind="time", pounds=0, hours=4, on=today, words="An afternoon", by=cast["lead"]
    )
    rows["quote_id"] = add_quote(rows["report_id"], rows["consent_id"], by=cast["facilitator"])
