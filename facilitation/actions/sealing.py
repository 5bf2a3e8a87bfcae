"""Sealing a session: its words stay, the marks of who did what go (promise 5)."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from facilitation.live import changed
from facilitation.models import Contribution, Hand, MeToo, Presence, Session, Signal
from groups.sealing import clean_files, rewrite_in_random_order
from groups.states import Side
from groups.transitions import Actor, record


@transaction.atomic
def seal_session(session: Session, *, by: Actor = None) -> Session:
    """Keep totals for each side, delete every mark of who took part, and write all words anew in random order.

    Done when the session closes, and again when it settles for what was sent without a name in between.
    """
    changed(session, must_be_open=False)
    sealed = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if sealed.sealed_at is None:
        _keep_totals(sealed)
    _forget_marks(sealed)
    words = Contribution.objects.filter(session=sealed)
    words.filter(is_anonymous=True).update(said_at=None)
    rewrite_in_random_order(words)
    sealed.sealed_at = timezone.now()
    sealed.save(update_fields=["sealed_at", "took_part_lived", "took_part_system"])
    record("session.sealed", sealed, by=by)
    clean_files(Contribution, MeToo, Hand, Presence, Signal)
    return sealed


def _keep_totals(session: Session) -> None:
    took_part = Presence.objects.filter(session=session)
    session.took_part_lived = took_part.filter(member__side=Side.LIVED).count()
    session.took_part_system = took_part.filter(member__side=Side.SYSTEM).count()


def _forget_marks(session: Session) -> None:
    me_too = MeToo.objects.filter(contribution__session=session)
    felt = Exists(MeToo.objects.filter(contribution=OuterRef("pk")))
    Contribution.objects.filter(felt, session=session).update(others_feel_this=True)
    for marks in (me_too, *(model.objects.filter(session=session) for model in (Presence, Hand, Signal))):
        marks.delete()
