"""What stays of words that are taken back: copies already sent, named honestly (promise 15).

Apps above, which know where words went, register how to tell; nothing here knows them.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from facilitation.models import Contribution, Decision, Session
from groups.privacy.times import when

type Teller = Callable[[Contribution], Iterable[str]]

_TELLERS: list[Teller] = []


def register(teller: Teller) -> None:
    """Add a way to tell which copies of words cannot be called back. Called from an AppConfig.ready()."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def copies_of(contribution: Contribution) -> list[str]:
    """Whole sentences; none while nothing has left the app. Load the contribution with its session."""
    return [sentence for tell in _TELLERS for sentence in tell(contribution)]


def copies_of_reason(decision: Decision) -> list[str]:
    """The same for words given with a position or a dispute. Load the decision with its session.

    No letter, pack or report carries such words; only what others wrote later may tell of them.
    """
    told = []
    if decision.session and decision.session.notes_shared_at:
        told.append(_shared_on(decision.session))
    if decision.outcome:
        told.append(
            _(
                "What was decided in the end was written down. If it tells what you said, its words stay, and so do "
                "letters and reports that tell of it."
            )
        )
    return told


def _shared_on(session: Session) -> str:
    return _(
        "The notes of this session were shared on %(day)s. If they tell what you said, letters and prints "
        "of them stay with the people who have them."
    ) % {"day": when(session.notes_shared_at)}


def _notes(contribution: Contribution) -> Iterator[str]:
    session = contribution.session
    if session and session.notes_shared_at:
        yield _shared_on(session)


register(_notes)
