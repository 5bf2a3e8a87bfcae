"""Which dates suit people: asked, answered, closed, and one of them chosen; or called off."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.people import everyone, those_who_plan
from facilitation.actions.sessions import plan_session
from facilitation.models import DatePoll, PollAnswer, PollDate, Session
from facilitation.states.planning import PollState
from groups.models import Membership
from groups.notifications import finish, notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move, record

ASKED = "date_poll"
CLOSED = "date_poll_closed"


@transaction.atomic
def ask_for_dates(poll: DatePoll, *, dates: Sequence[PollDate], by: Membership) -> DatePoll:
    """Ask everyone in the group, each in the way they chose, which of these dates suit them.

    What comes of it is a session of the whole group (`pick_date`), never a meeting that only some may know of.
    """
    poll.group = by.group
    poll.save()
    for date in dates:
        date.group, date.poll = by.group, poll
    PollDate.objects.bulk_create(dates)
    record("datepoll.asked", poll, by=by)
    notify(ASKED, poll, group=by.group, to=everyone(by.group))
    return poll


@transaction.atomic
def answer_poll(
    poll: DatePoll, *, answers: Mapping[PollDate, str], member: Membership, by: Membership
) -> None:
    """What suits a member, said by them, or typed by somebody whom they told. The last word counts.

    Raises Refused once it has closed, and for somebody who signs in themselves.
    """
    poll = _locked(poll)
    if by != member and (not by.may(Permission.TYPE_FOR_OTHERS) or member.person.account_id):
        raise Refused(
            _("A coordinator or a facilitator types this for people who do not sign in themselves.")
        )
    if not poll.takes_answers:
        raise Refused(
            _("The time to say which dates suit is over. You hear of the date when it is announced.")
        )
    said = {"group": by.group, "typed_by": None if by == member else by, "at": timezone.now()}
    for date, answer in answers.items():
        PollAnswer.objects.update_or_create(date=date, member=member, defaults=said | {"answer": answer})
    finish([ASKED], poll, person=member.person)
    record("datepoll.answered", poll, by=by)


@transaction.atomic
def pick_date(date: PollDate, *, by: Membership) -> Session:
    """Plan a draft on this date. Everyone hears of it when it is announced.

    Raises Refused when another date was chosen first, or the date is past.
    """
    if date.starts_at <= timezone.now():
        raise Refused(_("This date has passed. Choose another one, or ask for new dates."))
    poll = _ended(date.poll, PollState.PICKED, by=by)
    session = Session(title=poll.title, starts_at=date.starts_at, ends_at=date.ends_at)
    poll.session = plan_session(session, by=by)
    poll.save(update_fields=["session"])
    return session


@transaction.atomic
def call_off_poll(poll: DatePoll, *, by: Membership) -> DatePoll:
    """No date is chosen. Whoever was asked is told that there is nothing more to do."""
    off = _ended(poll, PollState.OFF, by=by)
    notify("date_poll_off", off, group=by.group, to=everyone(by.group))
    return off


@transaction.atomic
def close_poll(poll: DatePoll) -> DatePoll:
    """Its last day is over. Those who plan are asked to choose. Done by the clock."""
    closed = move(poll, PollState.CLOSED, by=None)
    settle([ASKED], closed)
    notify(CLOSED, closed, group=closed.group, to=those_who_plan(closed.group))
    return closed


def _ended(poll: DatePoll, state: PollState, *, by: Membership) -> DatePoll:
    ended = move(poll, state, by=by)
    settle([ASKED, CLOSED], ended)
    return ended


def _locked(poll: DatePoll) -> DatePoll:
    return DatePoll.objects.select_for_update(of=("self",)).select_related("group").get(pk=poll.pk)
