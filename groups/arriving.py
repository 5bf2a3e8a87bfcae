"""What follows in other apps when somebody takes the place an invitation offers. Apps above register what they do."""

from collections.abc import Callable

from groups.models import Invitation, Membership

type Act = Callable[[Invitation, Membership], None]

_ACTS: list[Act] = []


def register(act: Act) -> None:
    """Called from an AppConfig.ready()."""
    if act not in _ACTS:
        _ACTS.append(act)


def somebody_came(invitation: Invitation, membership: Membership) -> None:
    """Called inside the transaction in which the place is taken."""
    for act in _ACTS:
        act(invitation, membership)
