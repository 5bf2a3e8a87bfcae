"""The trail of a request: whose words began it, where it came from, where it goes on, and what was not taken on."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from facilitation.models import Contribution, Decision
from facilitation.models.room import ContributionQuerySet
from facilitation.models.sessions import AFTER
from groups.models import Group, Membership
from lifecycle.models.asks import Ask
from lifecycle.models.reports import ImpactReport
from lifecycle.states import LinkKind


class AskLink(models.Model):
    """A later request that came from an earlier one: split, joined or follow-on. Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="later_links")
    later = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="earlier_links")
    kind = models.CharField(max_length=10, choices=LinkKind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["earlier", "later"], name="one_link_between_two_asks"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="no_ask_comes_from_itself"),
        )

    def __str__(self) -> str:
        return f"ask {self.earlier_id} {self.kind} {self.later_id}"


class TraceQuerySet(models.QuerySet["Trace"]):
    def of_words_of(self, member: Membership) -> Self:
        """Where this member's own words went; words said without a name belong to nobody here."""
        return self.filter(contribution__author=member, contribution__taken_back_at__isnull=True)

    def for_story(self) -> Self:
        """With the words, what they led to, the reply and what changed."""
        return self.select_related(
            "contribution__session",
            "contribution__typed_by",
            "contribution__helped_by",
            "ask__to",
            "decision",
        ).prefetch_related("ask__answers", "ask__progress")


class Trace(models.Model):
    """Somebody's words were used in a request or a decision; so they can be told what came of it."""

    reports: list[ImpactReport]  # set by lifecycle.retold
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, null=True, related_name="traces")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TraceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ask__isnull=False) ^ Q(decision__isnull=False), name="a_trace_leads_to_one_thing"
            ),
            models.UniqueConstraint(fields=["contribution", "ask"], name="one_trace_per_ask"),
            models.UniqueConstraint(fields=["contribution", "decision"], name="one_trace_per_decision"),
        )

    def __str__(self) -> str:
        return f"trace {self.pk}"


class NotTakenQuerySet(models.QuerySet["NotTaken"]):
    def of_words_of(self, member: Membership) -> Self:
        """Of what this member said under their name; words said without a name belong to nobody here."""
        return self.filter(contribution__author=member, contribution__taken_back_at__isnull=True)


class NotTaken(models.Model):
    """Why something that was said led to no request and no decision. Whoever said it is told."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="+")
    why = models.TextField(max_length=1000)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    on = models.DateField(
        default=timezone.localdate
    )  # a day, so that it tells nothing of when words were said

    objects = NotTakenQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="not_taken_says_why"),)

    def __str__(self) -> str:
        return f"not taken {self.pk}"


def unrouted(words: ContributionQuerySet) -> ContributionQuerySet:
    """Of these: said in a session that is over, neither used anywhere nor answered with why not."""
    used = Exists(Trace.objects.filter(contribution=OuterRef("pk")))
    answered = Exists(NotTaken.objects.filter(contribution=OuterRef("pk")))
    here = words.filter(session__state__in=AFTER, taken_back_at__isnull=True, is_hidden=False)
    return here.exclude(used).exclude(answered)
