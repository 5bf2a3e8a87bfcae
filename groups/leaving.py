"""What becomes of somebody's words when they leave. Apps above, which keep words, register what they do."""

from collections.abc import Callable
from dataclasses import dataclass

from groups.models import Membership
from groups.states import WordsAfter

type Act = Callable[[Membership], None]


@dataclass(frozen=True)
class Keeper:
    """How one app takes a name off words, and how it takes words back."""

    without_name: Act
    take_back: Act


_KEEPERS: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Called from an AppConfig.ready()."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def carry_out(wish: str, *, of: Membership) -> None:
    """Do in every app what this person wishes for their words. Called inside their leaving's transaction."""
    for keeper in _KEEPERS:
        if wish == WordsAfter.WITHOUT_NAME:
            keeper.without_name(of)
        elif wish == WordsAfter.TAKE_BACK:
            keeper.take_back(of)
