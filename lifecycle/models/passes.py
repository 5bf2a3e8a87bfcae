"""Answering one request by the link of an email and a code, without signing in."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from groups import codes
from groups.models import Group, Membership
from lifecycle.models.asks import Ask

PURPOSE = "answer a request"
CODE_LASTS = timedelta(minutes=15)
OPEN_FOR = timedelta(hours=1)
MOST_WRONG_CODES = 5
SENT_ONCE_IN = timedelta(seconds=60)


class AnswerPassQuerySet(models.QuerySet["AnswerPass"]):
    def waiting_for_code(self) -> Self:
        """A code was sent, is not used, not too old, and not guessed at too often."""
        since = timezone.now() - CODE_LASTS
        return self.filter(used_at=None, sent_at__gt=since, wrong_codes__lt=MOST_WRONG_CODES)

    def opened(self) -> Self:
        """Its code was typed a short while ago."""
        return self.filter(used_at__gt=timezone.now() - OPEN_FOR)

    def of_the_one_asked(self) -> Self:
        """The request is still theirs. When it was handed over, no earlier code opens it."""
        return self.filter(ask__to=models.F("member"))


class AnswerPass(models.Model):
    """Admits the named lead to one request, in one browser. The code is worked out, never stored.

    A newer code ends every earlier one, and the browser that used it. It is deleted when the request is handed over
    or closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="passes")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField(default=1)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    objects = AnswerPassQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ask", "member"], name="one_answer_pass_per_ask_and_lead"),
        )

    def __str__(self) -> str:
        return f"pass {self.public_id}"

    @property
    def code(self) -> str:
        """For the email: 2 groups of 4 signs."""
        return codes.short("", self.public_id, self.generation, purpose=PURPOSE)

    def proves(self, typed: str) -> bool:
        plain = " " * codes.HANDLE + codes.tidy(typed)
        return codes.same(plain, self.public_id, self.generation, purpose=PURPOSE)


def link_of(ask: Ask) -> str:
    """The secret part of the link for the one the request went to; another when it goes to somebody else."""
    return codes.link(ask.public_id, ask.to_id, purpose=PURPOSE)


def ask_of_link(token: str) -> Ask | None:
    """The request a link speaks of, if it is still with the one it was sent to and not closed."""
    row = codes.row_of(token)
    if row is None:
        return None
    ask = Ask.objects.open().filter(public_id=row).select_related("group", "to__person__account").first()
    return ask if ask and codes.same_link(token, ask.public_id, ask.to_id, purpose=PURPOSE) else None
