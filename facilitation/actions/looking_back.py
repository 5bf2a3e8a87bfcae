"""After a session: what people of the system heard, and what a facilitator thinks of their own part, for nobody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Reflection, Session, WhatIHeard
from groups.models import Membership
from groups.notifications import finish
from groups.permissions import Permission
from groups.transitions import Refused, record

HEARD_WANTED = "what_i_heard_wanted"


@transaction.atomic
def say_what_i_heard(session: Session, *, heard: str, will_do: str, by: Membership) -> WhatIHeard:
    """Everyone in the group reads it, with name, job and organisation. Said again, it makes a new version."""
    if not by.may(Permission.SAY_WHAT_I_HEARD):
        raise Refused(_("This is for decision-makers and professionals. Members are not asked for it."))
    _must_be_over(session)
    if not session.is_usual:
        raise Refused(_("This is said after a session of the whole group."))
    Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    mine = WhatIHeard.objects.filter(session=session, member=by).order_by("-number").first()
    if mine and (mine.heard, mine.will_do) == (heard, will_do):
        return mine
    said = WhatIHeard.objects.create(
        group=by.group,
        session=session,
        member=by,
        number=mine.number + 1 if mine else 1,
        heard=heard,
        will_do=will_do,
    )
    record("what_i_heard.said", said, by=by)
    finish([HEARD_WANTED], session, person=by.person)
    return said


@transaction.atomic
def reflect(session: Session, *, answers: dict[str, str], by: Membership) -> Reflection:
    """Keep what a facilitator thinks of their own part. It belongs to them alone, so nothing records that they did."""
    if not by.may(Permission.RUN_ROOM):
        raise Refused(_("This is for whoever runs sessions."))
    _must_be_over(session)
    kept, _is_new = Reflection.objects.update_or_create(
        session=session, member=by, defaults={"group": by.group, "answers": answers}
    )
    return kept


@transaction.atomic
def forget_reflection(session: Session, *, by: Membership) -> None:
    Reflection.objects.filter(session=session, member=by).delete()


def _must_be_over(session: Session) -> None:
    if not session.is_over:
        raise Refused(_("This can be written when the session is over."))
