"""What can be told: every kind of message, with its words, its link and how to know it is still true.

Each app's `kinds.py` registers its own when Django is ready; nothing here knows the apps above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Invitation


def always(row: models.Model) -> bool:
    """The fact is past and stays true: something was said, answered or decided."""
    return True


def no_codes(row: models.Model) -> dict[str, str]:
    """Most messages hold none."""
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of message.

    `subject_line` is neutral: it carries no health detail and nothing a group said (promise 13).
    `template` is the plain-text body, given `subject` (the row), `group`, `person`, `link`, `stop_link`.
    `model` and `url_arg` say which row it is about and how its page's URL names it (None: the group alone).
    `still_true` is asked just before sending: a message stops when its fact is gone.
    `minutes` is how long the act takes, shown on Today.
    `codes` gives the codes and secret links a body needs, as template context made when it is sent; the stored
    copy of the body is made with "[code]" in their place.
    """

    name: str
    subject_line: Promise | str
    template: str
    model: type[models.Model]
    url_name: str
    url_arg: str | None
    still_true: Callable[[models.Model], bool] = always
    needs_you: bool = False
    minutes: int = 2
    through_quiet_hours: bool = False  # only: a session changed or cancelled today
    codes: Callable[[models.Model], dict[str, str]] = no_codes


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known. Called once for each app from its AppConfig.ready()."""
    for kind in kinds:
        if KINDS.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds are named {kind.name}")


def _is_open(row: models.Model) -> bool:
    return cast("Invitation", row).is_open


def _invitation_codes(row: models.Model) -> dict[str, str]:
    invitation = cast("Invitation", row)
    return {
        "code": invitation.code,
        "join_link": settings.SITE_URL + reverse("join_link", args=[invitation.token]),
    }


register(
    Kind(
        name="invitation",
        subject_line=_("An invitation for you"),
        template="groups/messages/invitation.txt",
        model=Invitation,
        url_name="invited",
        url_arg=None,
        still_true=_is_open,
        codes=_invitation_codes,
    ),
)
