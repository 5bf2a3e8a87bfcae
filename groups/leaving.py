"""What becomes of somebody's words and tasks when they leave. Apps above, which keep them, register what they do."""

from collections.abc import Callable
from dataclasses import dataclass

from groups.models import Membership
from groups.states import WordsAfter

type Act = Callable[[Membership], None]


@dataclass(frozen=True)
class Keeper:
    """How one app takes a name off words, how it takes words back, and how it leaves what is undone to others."""

    without_name: Act
    take_back: Act
    hand_over: Act


_KEEPERS: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Called from an AppConfig.ready()."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def carry_out(wish: str, *, of: Membership) -> None:
    """Do in every app what this person wishes for their words. Called inside their leaving's transaction."""
    for keeper in _KEEPERS:
        keeper.hand_over(of)
        if wish == WordsAfter.WITHOUT_NAME:
            keeper.without_name(of)
        elif wish == WordsAfter.TAKE_BACK:
            keeper.take_back(of)
