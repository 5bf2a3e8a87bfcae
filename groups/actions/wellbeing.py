"""Notes someone keeps about how they are. Nothing is recorded and nobody is told: they are theirs alone."""

from groups.models import Person, WellbeingNote


def keep_note(*, words: str, by: Person) -> WellbeingNote:
    return WellbeingNote.objects.create(person=by, words=words)


def delete_note(note: WellbeingNote) -> None:
    note.delete()
