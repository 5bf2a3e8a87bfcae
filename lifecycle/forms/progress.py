"""What a lead writes on the way: how far it has come, of all of it or of one promise."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from lifecycle.actions.promises import too_far
from lifecycle.forms.dates import date_input, must_be_to_come
from lifecycle.models import Ask, Milestone, Progress
from lifecycle.states import MilestoneState


class PromiseField(forms.ModelChoiceField[Milestone]):
    def label_from_instance(self, obj: Milestone) -> str:
        return Truncator(obj.words).chars(120)


class ProgressForm(forms.ModelForm[Progress]):
    """News of the whole, or of one promise."""

    milestone = PromiseField(
        Milestone.objects.none(),
        to_field_name="public_id",
        label=_("Which promise is this about?"),
        required=False,
        empty_label=_("All of it"),
    )
    said_done = forms.BooleanField(
        label=_("This promise is done"),
        help_text=_("The group looks at it then, and says whether it is."),
        required=False,
    )

    class Meta:
        model = Progress
        fields = ("words", "next_on")
        widgets = {"next_on": date_input()}
        labels = {"next_on": _("When will you report next?")}

    field_order = ("milestone", "words", "said_done", "next_on")

    def __init__(self, *args: Any, ask: Ask, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask, self.today = ask, today
        self.fields["next_on"].required = True
        open_ones = promises_to_keep(ask)
        cast("PromiseField", self.fields["milestone"]).queryset = open_ones
        if not open_ones.exists():
            del self.fields["milestone"], self.fields["said_done"]

    def clean_next_on(self) -> date:
        day: date = self.cleaned_data["next_on"]
        must_be_to_come(day, self.today)
        if why_not := too_far(self.ask, day, self.today):
            raise forms.ValidationError(why_not)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("said_done") and not cleaned.get("milestone"):
            self.add_error(
                "milestone", _("Choose the promise that is done. Only the group can say that all of it is.")
            )
        return cleaned


def promises_to_keep(ask: Ask) -> QuerySet[Milestone]:
    return Milestone.objects.in_group(ask.group).filter(ask=ask, state=MilestoneState.PROMISED)
