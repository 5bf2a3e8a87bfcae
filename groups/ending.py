"""What must be finished before a group can end. Apps above register what they look at."""

from collections.abc import Callable

from groups.models import Group

type Check = Callable[[Group], str]  # why it cannot end now, as a plain sentence; or nothing

_CHECKS: list[Check] = []


def register(check: Check) -> None:
    """Called from an AppConfig.ready()."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def why_not_yet(group: Group) -> str:
    return next((why for check in _CHECKS if (why := check(group))), "")
