import hashlib
import uuid
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.models.room import Contribution
from facilitation.models.sessions import AgendaItem, Session
from facilitation.states.notes import CHECK_MOVES, CheckState
from groups.models import Group, Membership
from groups.states import Origin


def as_kept(words: str) -> str:
    """The same text from whichever browser it came."""
    return words.replace("\r\n", "\n").strip()


def mark_of(words: str, pointed: Iterable[object] = ()) -> str:
    """Stands for one wording with what it points to, so that a form can say which wording it was made from."""
    parts = [as_kept(words), *sorted(str(key) for key in pointed)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


class NoteQuerySet(models.QuerySet["NoteOfItem"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def in_order(self) -> Self:
        """As the agenda went; what belongs to no item comes last."""
        return self.select_related("item").order_by(F("item__position").asc(nulls_last=True), "pk")


class NoteOfItem(models.Model):
    """What was noted of one item of a session, or of anything else in it (no item). In plain words, without names."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes_by_item")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    words = models.TextField(_("notes"), max_length=5000)
    written_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    # Words of people who chose to be named. Pointed to and never copied, so that taking them back reaches here.
    pointed = models.ManyToManyField(Contribution, through="NotedWords", related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "item"], condition=Q(item__isnull=False), name="one_note_per_item"
            ),
            models.UniqueConstraint(
                fields=["session"], condition=Q(item__isnull=True), name="one_note_of_anything_else"
            ),
        )

    def __str__(self) -> str:
        return f"note {self.public_id}"

    @property
    def mark(self) -> str:
        """Load `pointed` with it."""
        return mark_of(self.words, (one.pk for one in self.pointed.all()))

    @property
    def title(self) -> str:
        return self.item.title if self.item else _t("Anything else")


class NotedWords(models.Model):
    """A note points to words whose author chose to be named."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(NoteOfItem, on_delete=models.CASCADE, related_name="noted_words")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["note", "contribution"], name="words_are_noted_once"),)

    def __str__(self) -> str:
        return f"words in note {self.note_id}"


class NoteChange(models.Model):
    """How a shared note read before it was put right; or a remark added after the notes had settled."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(NoteOfItem, on_delete=models.CASCADE, related_name="changes")
    is_remark = models.BooleanField(default=False)
    words = models.TextField(max_length=5000)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"change of note {self.note_id}"


class NoteCheckQuerySet(models.QuerySet["NoteCheck"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def with_people(self) -> Self:
        return self.select_related(
            "group", "note__session__group", "note__item", "member__person", "typed_by"
        )


class NoteCheck(models.Model):
    """One member says of one note: this is right, or this is not how I remember it."""

    MOVES = CHECK_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(NoteOfItem, on_delete=models.CASCADE, related_name="checks")
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=CheckState)
    words = models.TextField(_("how I remember it"), max_length=1000, blank=True)
    beside = models.BooleanField(default=False)  # the member wants it shown if the note stays as it is
    reply = models.TextField(_("reply"), max_length=1000, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = NoteCheckQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["note", "member"], name="one_check_per_person_and_note"),
        )

    def __str__(self) -> str:
        return f"check {self.public_id}"
