"""The forms that stand in the room for whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from facilitation.forms.room import (
    AgreedForm,
    CheckForm,
    HereForm,
    ParkForm,
    PutForm,
    QuestionForm,
    RoomToDoForm,
    SpotItemForm,
)
from facilitation.models import Session
from groups.models import Membership
from groups.permissions import Permission


@dataclass(frozen=True)
class Tool:
    url_name: str
    title: Promise
    button: Promise
    form: Callable[..., Form]

    def blank(self, by: Membership, data: Any = None) -> Form:
        return self.form(data, by=by, auto_id=f"{self.url_name}_%s")

    def shown(self, session: Session, by: Membership, form: Form | None = None) -> dict[str, Any]:
        """What its template needs."""
        address = reverse(self.url_name, args=[session.group.public_id, session.public_id])
        return {"tool": self, "form": form or self.blank(by), "address": address}


PARK = Tool("room_park", gettext_lazy("Park something"), gettext_lazy("Park it"), ParkForm)
AGREE = Tool(
    "room_agree", gettext_lazy("Write down what we agreed"), gettext_lazy("Write it down"), AgreedForm
)
PUT = Tool("room_put", gettext_lazy("Does anyone object?"), gettext_lazy("Put it to everyone"), PutForm)
CHECK = Tool("room_check", gettext_lazy("Quick check"), gettext_lazy("Ask the room"), CheckForm)
ROUND = Tool(
    "room_round", gettext_lazy("A round with a question"), gettext_lazy("Begin the round"), QuestionForm
)
HERE = Tool(
    "room_here", gettext_lazy("Someone is here without a screen"), gettext_lazy("They are here"), HereForm
)
ITEM = Tool("room_item", gettext_lazy("Add to the agenda"), gettext_lazy("Add it"), SpotItemForm)
TO_DO = Tool(
    "room_to_do", gettext_lazy("Somebody will do something"), gettext_lazy("Write it down"), RoomToDoForm
)
TOOLS = (ROUND, CHECK, PARK, PUT, AGREE, TO_DO, ITEM, HERE)

FOR_THE_GROUP = (PUT, AGREE)  # by them the group acts


def tools_for(session: Session, by: Membership) -> list[dict[str, Any]]:
    allowed = [tool for tool in TOOLS if tool not in FOR_THE_GROUP or by.may(Permission.ACT_FOR_GROUP)]
    return [tool.shown(session, by) for tool in allowed]
