from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from groups.models import Consent, Group
from groups.months import add_months
from groups.states import ConsentKind
from lifecycle.models import ImpactReport
from lifecycle.states import REPORT_MONTHS

LONGEST_YEARS = 5


class ReportForm(forms.ModelForm[ImpactReport]):
    """A new report: what to call it, and the time it looks back on."""

    class Meta:
        model = ImpactReport
        fields = ("title", "starts_on", "ends_on")
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        self.today = timezone.localdate(timezone=group.tz)
        kwargs["initial"] = {"starts_on": add_months(self.today, -REPORT_MONTHS), "ends_on": self.today}
        super().__init__(*args, **kwargs)

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if day > self.today:
            raise forms.ValidationError(_("A report looks back. Choose today or a day before."))
        return day

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and start >= end:
            self.add_error("starts_on", _("The first day comes before the last day."))
        elif start and end and add_months(start, 12 * LONGEST_YEARS) < end:
            self.add_error("starts_on", _("A report covers at most five years."))
        return self.cleaned_data


class QuoteField(forms.ModelChoiceField[Consent]):
    def label_from_instance(self, obj: Consent) -> str:
        return Truncator(obj.about).chars(120)


class QuoteForm(forms.Form):
    consent = QuoteField(
        queryset=Consent.objects.none(),
        label=_("Words somebody agreed to have quoted"),
        to_field_name="public_id",
        empty_label=_("Choose a quote"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quotes = Consent.objects.in_group(group).standing().filter(kind=ConsentKind.QUOTE)
        cast("QuoteField", self.fields["consent"]).queryset = quotes.order_by("-given_at")
