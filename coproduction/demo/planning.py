"""What lies ahead of the demo group: sessions that repeat, and a question about dates."""

from datetime import timedelta

from coproduction.demo.days import at, day, weekday
from coproduction.demo.meetings import PLACE, Cast
from facilitation.actions.polls import answer_poll, ask_for_dates
from facilitation.actions.series import plan_series
from facilitation.models import AgendaItem, DatePoll, PollDate, Session
from facilitation.patterns import like_shape
from facilitation.repeating import repeated
from facilitation.session_shapes import SHAPES
from facilitation.states.planning import Every, Suits

WHO_SAID = {
    "huw": (Suits.YES, Suits.NO, Suits.IF_NEEDED),
    "kath": (Suits.YES, Suits.IF_NEEDED, Suits.YES),
    "carer": (Suits.NO, Suits.YES, Suits.YES),
    "grace": (Suits.YES, Suits.IF_NEEDED, Suits.NO),
}


def make_planned(cast: Cast) -> None:
    facilitator = cast["facilitator"]
    days = repeated(day(weekday(65)), Every.MONTH, 3)
    times = [(at(ahead, 14), at(ahead, 16)) for ahead in ((one - day(0)).days for one in days)]
    first = Session(title="Two hours together", place=PLACE, starts_at=times[0][0], ends_at=times[0][1])
    agenda: list[AgendaItem] = like_shape(SHAPES[1]).items
    plan_series(first, every=Every.MONTH, times=times, agenda=agenda, by=facilitator)


def make_poll(cast: Cast) -> None:
    starts = [at(weekday(days), hour) for days, hour in ((45, 10), (46, 14), (52, 14))]
    dates = [PollDate(starts_at=one, ends_at=one + timedelta(hours=2)) for one in dict.fromkeys(starts)]
    poll = DatePoll(title="Practise asking the board a question", closes_on=day(12))
    ask_for_dates(poll, dates=dates, by=cast["facilitator"])
    for key, said in WHO_SAID.items():
        member = cast[key]
        answer_poll(poll, answers=dict(zip(dates, said, strict=False)), member=member, by=member)
