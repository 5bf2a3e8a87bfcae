"""Sealing a session: its words stay, the marks of who did what go (promise 5)."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from facilitation.live import changed
from facilitation.models import (
    Contribution,
    Hand,
    HandedIn,
    Hiding,
    MeToo,
    ParkedMatter,
    Presence,
    QuickAgree,
    RoundTurn,
    Session,
    Signal,
)
from groups.models import Activity, Upload
from groups.privacy.settling import delete_with_files
from groups.sealing import clean_files, rewrite_in_random_order
from groups.states import Side
from groups.transitions import Actor, record

MARKS = (Presence, Hand, RoundTurn, Signal)  # of who did what in the room


@transaction.atomic
def seal_session(session: Session, *, by: Actor = None) -> Session:
    """Keep totals for each side, delete every mark of who took part, and write all words anew in random order.

    Done when the session closes, and again when it settles for what was sent without a name in between.
    """
    changed(session, must_be_open=False)
    sealed = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if sealed.sealed_at is None and not sealed.keeps_nothing:
        _keep_totals(sealed)
    _forget_marks(sealed)
    words = Contribution.objects.filter(session=sealed)
    words.filter(is_anonymous=True).update(said_at=None)
    rewrite_in_random_order(words)
    rewrite_in_random_order(Hiding.objects.of_unnamed_words().filter(contribution__session=sealed))
    sealed.sealed_at = timezone.now()
    sealed.save(update_fields=["sealed_at", "took_part_lived", "took_part_system"])
    record("session.sealed", sealed, by=by)
    clean_files(Contribution, Hiding, MeToo, *MARKS)
    return sealed


def forget_what_was_said(session: Session) -> None:
    """Of a try-out: the words go, with their files and the marks that somebody said them. Called before sealing.

    So does what was parked or put to everyone. The turns still to come go with the other marks.
    """
    words = Contribution.objects.filter(session=session)
    others = (ParkedMatter.objects.filter(session=session), QuickAgree.objects.filter(session=session))
    for rows in (words, *others):
        _forget_activity(rows)
    handed = HandedIn.objects.filter(session=session)
    files = [*words.values_list("upload", flat=True), *handed.values_list("upload", flat=True)]
    for each in (words, handed, *others):
        each.delete()
    Session.objects.filter(pk=session.pk).update(round_open=False, round_question="")
    delete_with_files(Upload.objects.filter(pk__in=[key for key in files if key]))


def _forget_activity(rows: QuerySet[Any]) -> None:
    label = rows.model._meta.label_lower
    targets = [f"{label}:{getattr(row, 'public_id', row.pk)}" for row in rows]
    Activity.objects.filter(target__in=targets).delete()


def _keep_totals(session: Session) -> None:
    took_part = Presence.objects.filter(session=session)
    session.took_part_lived = took_part.filter(member__side=Side.LIVED).count()
    session.took_part_system = took_part.filter(member__side=Side.SYSTEM).count()


def _forget_marks(session: Session) -> None:
    me_too = MeToo.objects.filter(contribution__session=session)
    felt = Exists(MeToo.objects.filter(contribution=OuterRef("pk")))
    Contribution.objects.filter(felt, session=session).update(others_feel_this=True)
    for marks in (me_too, *(model.objects.filter(session=session) for model in MARKS)):
        marks.delete()
