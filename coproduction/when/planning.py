"""Several sessions at once, and which dates suit people."""

from coproduction.when.shape import ANY, PLANNED, Table, When, planning
from facilitation.models import DatePoll
from facilitation.states.planning import PollState

WAITING = (PollState.OPEN, PollState.CLOSED)

WHEN: Table = {
    ("following_change", "session_id"): planning(PLANNED, shown=PLANNED),
    ("following_cancel", "session_id"): planning(PLANNED, shown=PLANNED),
    ("date_poll", "poll_id"): When(DatePoll, ANY, (PollState.OPEN,)),
    ("date_poll_for", "poll_id"): When(DatePoll, (PollState.OPEN,), (PollState.OPEN,)),
    ("date_poll_pick", "poll_id"): When(DatePoll, (), WAITING),
    ("date_poll_cancel", "poll_id"): When(DatePoll, ANY, WAITING),
}
