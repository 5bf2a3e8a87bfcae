from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.contributions import ThoughtForm
from facilitation.models import AgendaItem


class LateThoughtForm(ThoughtForm):
    """A thought sent before or after a session; it counts the same as what is said in the room."""

    def __init__(self, *args: Any, items: Iterable[AgendaItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.public_id.hex: item for item in items}
        if self.items:
            choices = [("", _("Anything else")), *((key, item.title) for key, item in self.items.items())]
            self.fields["item"] = forms.ChoiceField(
                label=gettext_lazy("What is it about?"), choices=choices, required=False
            )
            self.order_fields(["item"])
        if "name" in self.fields:
            self.fields["name"].help_text = gettext_lazy(
                "Without your name: could someone guess it is you? Check names, family, teams and dates."
                " Until the notes are settled, whoever runs the database could work it out."
            )

    @property
    def about(self) -> AgendaItem | None:
        """The item it is about, if they chose one."""
        return self.items.get(self.cleaned_data.get("item", ""))
