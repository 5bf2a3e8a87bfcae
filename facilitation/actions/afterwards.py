"""What became of a decision: the outcome, how good the decision was, and looking at it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import AgendaItem, Decision, GoodDecision, Outcome, SecondLook
from facilitation.states import DecisionState, TopicState
from groups.models import Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move, record


@transaction.atomic
def record_outcome(
    decision: Decision,
    *,
    outcome: str,
    outcome_by: str,
    differs: str,
    review_on: date | None,
    by: Membership,
) -> Decision:
    """What was decided in the end, and where that differs from what the group asked, and why (promise 7).

    Nothing in `differs` says that it is the same as the group asked. Written again, it makes a new version, and the
    earlier ones stay to be read.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.AGREED:
        raise Refused(_("An outcome can be written once the group has agreed."))
    said = {"outcome": outcome, "outcome_by": outcome_by, "differs": differs, "is_as_asked": not differs}
    written = _keep_version(decision, said, by=by)
    for name, value in {**said, "review_on": review_on, "outcome_on": written.on}.items():
        setattr(decision, name, value)
    decision.save(update_fields=[*said, "review_on", "outcome_on"])
    if decision.topic and decision.topic.state == TopicState.OPEN:
        move(decision.topic, TopicState.DECIDED, by=by)
    record("decision.outcome", decision, by=by)
    settle(["decision_review"], decision)
    notify(
        "decision_outcome",
        decision,
        group=decision.group,
        to=Person.objects.filter(memberships__in=decision.group.memberships.active()),
        occurrence=f"version {written.number}",
    )
    return decision


def _keep_version(decision: Decision, said: Mapping[str, object], *, by: Membership) -> Outcome:
    """A new version, or the last one when its words are these."""
    last = decision.outcomes.last()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    return Outcome.objects.create(
        group=decision.group,
        decision=decision,
        number=last.number + 1 if last else 1,
        on=decision.group.today,
        recorded_by=by,
        **said,
    )


@dataclass(frozen=True)
class Found:
    """How the group finds one of the three points: yes, partly or no, and a sentence."""

    answer: str
    why: str


@transaction.atomic
def say_how_good(
    decision: Decision, *, found: Mapping[str, Found], item: AgendaItem, by: Membership
) -> list[GoodDecision]:
    """The group's own answers to the good-decision test, by the id of each point, from an item of a session.

    Answered anew, the earlier answers make room. Raises Refused when the one who records may not act for the group.
    """
    _must_act(by)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.AGREED:
        raise Refused(_("The group looks at how good a decision was once it is agreed."))
    GoodDecision.objects.filter(decision=decision).delete()
    record("decision.tested", decision, by=by)
    return GoodDecision.objects.bulk_create(
        GoodDecision(
            group=decision.group,
            decision=decision,
            point=point,
            answer=said.answer,
            why=said.why,
            item=item,
            recorded_by=by,
            said_on=decision.group.today,
        )
        for point, said in found.items()
    )


@transaction.atomic
def look_again(
    decision: Decision,
    *,
    still_right: bool,
    words: str,
    item: AgendaItem,
    review_on: date | None,
    by: Membership,
) -> SecondLook:
    """The group looked at a decision again: it is still right, until another day; or it is to be changed.

    To be changed, it begins with a topic of its own, so that what is open is declared first (promise 2).
    """
    _must_act(by)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.AGREED:
        raise Refused(_("The group looks again at what it has agreed."))
    today = decision.group.today
    if review_on and review_on <= today:
        raise Refused(_("Choose a day to come for looking at it again."))
    looked = SecondLook.objects.create(
        group=decision.group,
        decision=decision,
        still_right=still_right,
        words=words,
        item=item,
        recorded_by=by,
        looked_on=today,
    )
    decision.review_on = review_on if still_right else None
    decision.save(update_fields=["review_on"])
    record("decision.looked_at", decision, by=by)
    settle(["decision_review"], decision)
    return looked


def _must_act(by: Membership) -> None:
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator records what the group said."))
