"""What people hear about what they agreed to do."""

from collections.abc import Callable
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.models import ToDo
from facilitation.states.to_do import ToDoState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _is(state: ToDoState) -> Callable[[models.Model], bool]:
    def is_so(row: models.Model) -> bool:
        return cast("ToDo", row).state == state

    return is_so


def _is_due(row: models.Model) -> bool:
    to_do = cast("ToDo", row)
    return to_do.state == ToDoState.OPEN and to_do.due_on <= timezone.localdate(timezone=to_do.group.tz)


def _of_a_to_do(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=ToDo,
        url_name="to_do",
        url_arg="to_do_id",
        **{"topic": MessageTopic.SESSIONS} | more,
    )


register(
    _of_a_to_do(
        "to_do_asked",
        _("Would you do something for your group?"),
        still_true=_is(ToDoState.ASKED),
        needs_you=True,
        minutes=1,
    ),
    _of_a_to_do(
        "to_do_due",
        _("Something you agreed to do"),
        still_true=_is_due,
        needs_you=True,
        prompt=True,
        minutes=2,
        can_wait=True,
    ),
    _of_a_to_do(
        "to_do_free",
        _("Something your group agreed looks for someone"),
        still_true=_is(ToDoState.FREE),
        needs_you=True,
        minutes=2,
        topic=MessageTopic.LOOKING_AFTER,
        can_wait=True,
    ),
    _of_a_to_do(
        "to_do_dropped",
        _("You need not do it any more"),
        still_true=_is(ToDoState.DROPPED),
        can_wait=True,
    ),
)
