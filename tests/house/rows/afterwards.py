from datetime import timedelta

from django.db import models
from django.utils import timezone

from facilitation.actions.note_checks import check_note
from facilitation.actions.to_do import agree_to_do
from facilitation.models import NoteOfItem, Session
from facilitation.states import SessionState
from groups.models import Group, Membership


def add(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    session = Session.objects.create(
        group=group,
        title="Last month",
        state=SessionState.NOTES_SHARED,
        starts_at=timezone.now() - timedelta(days=9),
        ends_at=timezone.now() - timedelta(days=9, hours=-2),
        announced_at=timezone.now() - timedelta(days=30),
        closed_at=timezone.now() - timedelta(days=9),
        notes_shared_at=timezone.now(),
        settles_on=group.today + timedelta(days=7),
    )
    note = NoteOfItem.objects.create(group=group, session=session, words="We want shorter letters.")
    rows["item_note_id"] = note
    said = {"member": cast["member"], "by": cast["member"], "is_right": False, "words": "Letters by email."}
    rows["check_id"] = check_note(note, **said)
    rows["to_do_id"] = agree_to_do(
        words="Ask the library for a room with a loop",
        owner=cast["member"],
        due_on=group.today + timedelta(days=1),
        by=cast["facilitator"],
    )
