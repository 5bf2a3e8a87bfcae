from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from lifecycle.forms.commitments import MOST_HOURS, MOST_POUNDS
from lifecycle.forms.dates import date_input
from lifecycle.models import InvestmentMade


class InvestmentForm(forms.ModelForm[InvestmentMade]):
    """What was put in, in all. No name of anybody who was paid belongs here (promise 12)."""

    pounds = forms.IntegerField(label=_("Pounds"), min_value=0, max_value=MOST_POUNDS, required=False)
    hours = forms.IntegerField(label=_("Hours"), min_value=0, max_value=MOST_HOURS, required=False)

    class Meta:
        model = InvestmentMade
        fields = ("kind", "pounds", "hours", "on", "words")
        widgets = {"on": date_input()}
        help_texts = {
            "words": _("For example: two trainers for a day. Never who was paid, or how much a person got."),
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = group.today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(
                _("Write down what was put in already. Choose today or a day before.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["pounds"], cleaned["hours"] = cleaned.get("pounds") or 0, cleaned.get("hours") or 0
        if not (cleaned["pounds"] or cleaned["hours"] or self.errors):
            self.add_error("pounds", _("Give pounds, or hours, or both."))
        return cleaned
