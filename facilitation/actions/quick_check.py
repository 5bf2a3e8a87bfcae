"""A quick check: one question to the room, answered in one word, never stored.

It lives in the cache alone and is gone after ten minutes. Each answer lies under a mark that only the check's own
key can make, and the key goes with the check. The result is shown once, in words, when whoever runs the room ends
it; too few answers show nothing (promise 6), and nothing is said while people answer, so nobody can be read off.
"""

import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_bytes, token_hex
from time import time

from django.core.cache import cache
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.live import changed
from facilitation.models import Session
from groups.models import Membership
from groups.suppression import Reach, is_enough
from groups.transitions import Refused

LASTS = 600  # seconds, its result too


class CheckAnswer(TextChoices):
    YES = "yes", gettext_lazy("Yes (green)")
    SO_SO = "so_so", gettext_lazy("So-so (yellow)")
    NO = "no", gettext_lazy("No (red)")


@dataclass(frozen=True)
class QuickCheck:
    """As it lies in the cache. `result` is one of RESULTS once it has ended; `key` is gone by then."""

    id: str
    question: str
    ends: float  # seconds since 1970
    key: bytes = b""
    result: str = ""

    def mark_of(self, member: Membership) -> str:
        return f"quick-check-mark:{hmac.digest(self.key, str(member.pk).encode(), 'sha256').hex()}"

    @property
    def seconds_left(self) -> int:
        return max(1, int(self.ends - time()))

    @property
    def says(self) -> str:
        """The result in words, in the reader's language."""
        return RESULTS.get(self.result, RESULTS["too_few"])() if self.result else ""


RESULTS = {
    "too_few": lambda: _("Too few answered to show anything. Talk it through."),
    CheckAnswer.YES.value: lambda: _("Most of us say yes."),
    CheckAnswer.SO_SO.value: lambda: _("Most of us say so-so."),
    CheckAnswer.NO.value: lambda: _("Most of us say no."),
    "differ": lambda: _("We differ. Talk it through."),
}


def current(session: Session) -> QuickCheck | None:
    """The check that is on in this room, or its result. None: no check in the last ten minutes."""
    found: QuickCheck | None = cache.get(_place_of(session))
    return found


@transaction.atomic
def begin_check(session: Session, *, question: str) -> None:
    """Ask the room. Raises Refused while another check is on."""
    changed(session)
    found = current(session)
    if found and not found.result:
        raise Refused(_("A quick check is on. End it first, then ask the next one."))
    check = QuickCheck(id=token_hex(8), question=question, ends=time() + LASTS, key=token_bytes(32))
    cache.set(_place_of(session), check, LASTS)


def answer_check(session: Session, *, check_id: str, answer: str, by: Membership) -> None:
    """Answer in one word. The last one counts. Writes nothing into the database, not even that the room changed.

    Raises Refused when this check has ended.
    """
    found = current(session)
    if found is None or found.result or found.id != check_id:
        raise Refused(_("This quick check has ended. Nothing was kept of it."))
    if answer not in CheckAnswer.values:
        raise Refused(_("Choose yes, so-so or no."))
    cache.set(found.mark_of(by), answer, found.seconds_left)


def my_answer(check: QuickCheck, member: Membership) -> str:
    """What this member answered, while the check is on."""
    return str(cache.get(check.mark_of(member)) or "") if check.key else ""


@transaction.atomic
def end_check(session: Session, *, check_id: str) -> None:
    """End it, forget every answer and say the result. One that has ended already stays as it is."""
    changed(session)
    found = current(session)
    if found is None or found.result or found.id != check_id:
        return
    marks = [found.mark_of(member) for member in session.group.memberships.all()]
    result = _result(cache.get_many(marks).values())
    cache.delete_many(marks)
    ended = QuickCheck(id=found.id, question=found.question, ends=time() + LASTS, result=result)
    cache.set(_place_of(session), ended, LASTS)


@transaction.atomic
def clear_check(session: Session, *, check_id: str) -> None:
    """Take the result off everyone's page."""
    changed(session)
    found = current(session)
    if found and found.result and found.id == check_id:
        cache.delete(_place_of(session))


def _result(answers: Iterable[str]) -> str:
    """Most are more than two in three. Whoever reads it cannot tell how many they were."""
    given = Counter(answers)
    if not is_enough(given.total(), Reach.GROUP):
        return "too_few"
    word, most = given.most_common(1)[0]
    return word if most * 3 > given.total() * 2 else "differ"


def _place_of(session: Session) -> str:
    return f"quick-check:{session.public_id}"
