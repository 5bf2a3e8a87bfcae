from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone

from groups.fulltext import FullTextIndex, matching
from groups.models.groups import Group

INDEX = "search_words"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def for_audiences(self, audiences: Collection[str]) -> Self:
        return self.filter(audience__in=audiences)

    def with_words(self, words: list[str]) -> Self:
        """All of these words, or words that begin like them; the newest first."""
        return self.filter(matching(words, index=INDEX)).order_by("-day", "-pk")


class SearchEntry(models.Model):
    """What can be found of one row: its words, who may read them, and where they stand.

    Written by groups/search.py in the transaction that changes the row. Words without a name never get one
    (promise 5).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)  # a key of groups.search.KINDS
    subject = models.CharField(max_length=80, unique=True)  # "session:<public id>"
    audience = models.CharField(max_length=20)  # a key of groups.search.AUDIENCES
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url_name = models.CharField(max_length=60)
    url_args = models.JSONField(default=list)  # after the group's id
    day = models.DateField(default=date.today)
    kept_at = models.DateTimeField(default=timezone.now)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        indexes = (
            FullTextIndex(fields=["title", "text"], name=INDEX),
            models.Index(fields=["group", "kind"], name="search_group_kind"),
        )

    def __str__(self) -> str:
        return self.subject
