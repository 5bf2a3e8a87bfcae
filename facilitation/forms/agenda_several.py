from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.agenda_check import Part
from facilitation.forms.agenda import LONGEST
from facilitation.models import AgendaItem
from facilitation.states import ItemPurpose

ROWS = 5
# To decide, an item needs its topic: that is chosen on the item's own page.
PURPOSES = [choice for choice in ItemPurpose.choices if choice[0] != ItemPurpose.DECIDE]


class RowForm(forms.Form):
    """One item in a line. An empty line is left out."""

    title = forms.CharField(label=gettext_lazy("What we talk about"), max_length=160, required=False)
    purpose = forms.ChoiceField(
        label=gettext_lazy("What do we do with it?"), choices=PURPOSES, required=False
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST, required=False
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("title") and not chosen.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how many minutes it takes."))
        if chosen.get("minutes") and not chosen.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say what you talk about."))
        return chosen

    @property
    def part(self) -> Part | None:
        """The line as far as it is typed."""
        said = getattr(self, "cleaned_data", {})
        if not said.get("minutes"):
            return None
        return Part(said.get("title") or "", said.get("purpose") or ItemPurpose.EXPLORE, said["minutes"])

    @property
    def item(self) -> AgendaItem | None:
        part = self.part
        return AgendaItem(title=part.title, purpose=part.purpose, minutes=part.minutes) if part else None


RowFormSet = forms.formset_factory(RowForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS)
