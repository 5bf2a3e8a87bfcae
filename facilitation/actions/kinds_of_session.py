"""A place to practise, and meetings among people with lived experience before and after a session."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.sessions import plan_session
from facilitation.meetings_among_us import SHAPES
from facilitation.models import AgendaItem, Session
from facilitation.models.sessions import sees_among_us
from facilitation.states import SessionState
from facilitation.states.agenda import SessionKind
from groups.models import Membership
from groups.transitions import Refused


@transaction.atomic
def plan_try_out(session: Session, *, by: Membership) -> Session:
    """A place to practise: nothing said in it is kept."""
    session.kind = SessionKind.TRY_OUT
    return plan_session(session, by=by)


@transaction.atomic
def plan_beside(meeting: Session, *, kind: str, session: Session, by: Membership) -> Session:
    """A get-ready meeting before a session, or a debrief after it, with its agenda ready made.

    Raises Refused for someone who may not know of such meetings, and beside anything but a session of the group.
    """
    if not sees_among_us(by):
        raise Refused(_("Someone with lived experience plans these meetings. Ask one of the facilitators."))
    if not session.is_usual or session.state == SessionState.CANCELLED:
        raise Refused(_("Such a meeting belongs to a session of the group that takes place."))
    meeting.kind, meeting.for_session = kind, session
    planned = plan_session(meeting, by=by)
    for position, ready in enumerate(SHAPES[kind].items, start=1):
        AgendaItem.objects.create(
            group=planned.group,
            session=planned,
            position=position,
            title=str(ready.title),
            purpose=ready.purpose,
            minutes=ready.minutes,
        )
    return planned
