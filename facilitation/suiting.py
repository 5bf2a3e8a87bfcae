"""How a date suits people: in words for everyone, by name for those who plan alone (promise 11)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from facilitation.models import DatePoll, PollAnswer, PollDate
from facilitation.models.polls import ENOUGH
from facilitation.states.planning import Suits
from groups.models import Membership
from groups.permissions import Permission
from groups.states import MembershipState


@dataclass(frozen=True)
class DateInView:
    """One date as somebody sees it. `said` is empty for those who do not plan."""

    date: PollDate
    words: str
    said: list[tuple[str, list[str]]] = field(default_factory=list)


def dates_in_view(poll: DatePoll, *, to: Membership) -> list[DateInView]:
    here = PollAnswer.objects.filter(member__state=MembershipState.ACTIVE).select_related("member")
    dates = (
        poll.in_order()
        .select_related("group")
        .prefetch_related(Prefetch("answers", here.order_by("member__name"), to_attr="heard"))
    )
    plans = to.may(Permission.PLAN_SESSIONS)
    return [
        DateInView(one, in_words(heard := _heard(one)), _by_answer(heard) if plans else []) for one in dates
    ]


def in_words(answers: Sequence[PollAnswer]) -> str:
    """For everyone: never how many, and never who cannot."""
    if len(answers) < ENOUGH:
        return _("Too few have answered yet to say.")
    can = sum(one.answer != Suits.NO for one in answers)
    return _("Works for most so far.") if can * 2 > len(answers) else _("Works for some so far.")


def _heard(date: PollDate) -> list[PollAnswer]:
    heard: list[PollAnswer] = getattr(date, "heard")  # noqa: B009  # set by the prefetch above
    return heard


def _by_answer(answers: Sequence[PollAnswer]) -> list[tuple[str, list[str]]]:
    names: dict[str, list[str]] = defaultdict(list)
    for one in answers:
        names[one.answer].append(one.member.name)
    return [(str(answer.label), names[answer]) for answer in Suits if names[answer]]
