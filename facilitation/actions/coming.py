from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Coming, Session
from groups.models import Membership
from groups.notifications import finish
from groups.transitions import Refused, record


@transaction.atomic
def say_coming(session: Session, *, answer: str, note: str = "", by: Membership) -> Coming:
    """Say yes, no, or that thoughts will come instead. The last word counts; nobody asks why."""
    if not session.is_ahead:
        raise Refused(_("This session is over or was called off."))
    reply, _created = Coming.objects.update_or_create(
        session=session,
        member=by,
        defaults={"group": by.group, "answer": answer, "note": note, "at": timezone.now()},
    )
    finish(["session_announced"], session, person=by.person)
    record("session.replied", session, by=by)
    return reply
