import uuid
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.room import Contribution
from facilitation.models.space import SpacePost
from facilitation.states.hiding import HIDING_MOVES, NOT_SHOWN, HidingReason, HidingState
from groups.models import Group, Membership


class HidingQuerySet(models.QuerySet["Hiding"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def wanting_second_look(self) -> Self:
        return self.filter(state=HidingState.APPEALED)

    def last_one(self) -> "Hiding | None":
        """Of one thing: what stands now, or what was before. A thing is hidden anew only after it was shown."""
        return self.order_by("hidden_on", F("looked_on").asc(nulls_last=True)).last()

    def of_unnamed_words(self) -> Self:
        return self.filter(contribution__is_anonymous=True)


class Hiding(models.Model):
    """Words that are not shown for a reason. The words themselves stay as they were written.

    Its key is random, and nothing in it points to whoever said the words or asked for a second look: for words with
    a name the words point to their author, for those without one nothing does (promise 5).
    """

    MOVES = HIDING_MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="hidings"
    )
    post = models.ForeignKey(
        SpacePost, on_delete=models.CASCADE, null=True, blank=True, related_name="hidings"
    )
    state = models.CharField(max_length=12, choices=HidingState, default=HidingState.HIDDEN)
    reason = models.CharField(_("why"), max_length=10, choices=HidingReason)
    words = models.TextField(_("a little more about why"), max_length=500, blank=True)
    hidden_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    hidden_on = models.DateField(default=timezone.localdate)
    appeal = models.TextField(_("why it should be shown"), max_length=1000, blank=True)
    looked_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    looked_words = models.TextField(_("the reason"), max_length=1000, blank=True)
    looked_on = models.DateField(null=True, blank=True)

    objects = HidingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(contribution__isnull=False) ^ Q(post__isnull=False),
                name="a_hiding_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(state__in=NOT_SHOWN), name="words_are_hidden_once"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(state__in=NOT_SHOWN), name="a_post_is_hidden_once"
            ),
        )
        indexes = (models.Index(fields=["group"], name="hiding_appealed", condition=Q(state="appealed")),)

    def __str__(self) -> str:
        return f"hiding {self.id}"

    @property
    def of(self) -> Contribution | SpacePost:
        """What is hidden; load both with it."""
        said = self.contribution or self.post
        if said is None:
            raise ValueError("A hiding is of one thing.")
        return said

    @property
    def is_unnamed(self) -> bool:
        return bool(self.contribution and self.contribution.is_anonymous)

    @property
    def hides(self) -> bool:
        return self.state in NOT_SHOWN

    @property
    def may_be_appealed(self) -> bool:
        return self.state == HidingState.HIDDEN


def veiled[Said: (Contribution, SpacePost)](said: Iterable[Said], member: Membership) -> list[Said]:
    """For a page: `hiding` stands on what is or was hidden, and hidden words are blank for all but their author.

    Asks the database once, and only if anything here was ever hidden.
    """
    rows = list(said)
    touched = [row for row in rows if row.was_hidden]
    if touched:
        of = "post" if rows[0]._meta.model is SpacePost else "contribution"
        found = Hiding.objects.filter(**{f"{of}__in": [row.pk for row in touched]})
        latest = {
            one.contribution_id or one.post_id: one
            for one in found.order_by("hidden_on", F("looked_on").asc(nulls_last=True))
        }
        for row in touched:
            row.hiding = latest.get(row.pk)
            if row.is_hidden and row.author_id != member.pk:
                row.words = ""
    return rows
