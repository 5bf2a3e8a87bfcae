"""What became of something said. Apps above, which know, register how to tell; nothing here knows them."""

from collections.abc import Callable, Iterable

from facilitation.models import Contribution

type Teller = Callable[[Contribution], Iterable[str]]

_TELLERS: list[Teller] = []


def register(teller: Teller) -> None:
    """Add a way to tell what became of words, as plain sentences. Called from an AppConfig.ready()."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def outcomes_of(contribution: Contribution) -> list[str]:
    return [sentence for tell in _TELLERS for sentence in tell(contribution)]
