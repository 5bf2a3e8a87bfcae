from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.kinds.among_us import kind_for
from facilitation.models import Coming, Session
from groups.actions.helpers import helped
from groups.models import Helper, Membership
from groups.notifications import finish
from groups.states import HelperPower
from groups.transitions import Refused, record


@transaction.atomic
def say_coming(
    session: Session, *, answer: str, note: str = "", by: Membership, helped_by: Helper | None = None
) -> Coming:
    """Say yes, no, or that thoughts will come instead. The last word counts; nobody asks why."""
    helped(
        helped_by,
        HelperPower.COMING,
        _("said for you whether you come to: %(session)s") % {"session": session.title},
    )
    return keep_reply(session, member=by, answer=answer, note=note, by=by)


def keep_reply(session: Session, *, member: Membership, answer: str, note: str, by: Membership) -> Coming:
    """Inside a transaction of its caller. `by` is the member, or whoever typed it for them."""
    if not session.is_ahead:
        raise Refused(_("This session is over or was called off."))
    typed_by = None if by == member else by
    said = {"group": by.group, "answer": answer, "note": note, "at": timezone.now(), "typed_by": typed_by}
    reply, _created = Coming.objects.update_or_create(session=session, member=member, defaults=said)
    finish([kind_for(session, "session_announced")], session, person=member.person)
    record("session.replied", session, by=by)
    return reply
