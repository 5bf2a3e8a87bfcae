from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.agreements import AgreementForm
from facilitation.models import GroupText
from groups.models import Group

A_YEAR = timedelta(days=365)
LATEST_REVIEW = 5 * A_YEAR


class DraftForm(forms.ModelForm[GroupText]):
    class Meta:
        model = GroupText
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 10, "data-keep": ""})}
        help_texts = {"words": gettext_lazy("Plain words that everyone can say yes to. Up to 3,000 letters.")}


class AgreeTextForm(AgreementForm):
    """When and where the group agreed a draft, and when it wants to look again."""

    review_on = forms.DateField(
        label=gettext_lazy("When do we look at it again?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        self.today = group.today
        self.fields["review_on"].initial = self.today + A_YEAR

    def clean_review_on(self) -> date:
        chosen: date = self.cleaned_data["review_on"]
        if not self.today < chosen <= self.today + LATEST_REVIEW:
            raise forms.ValidationError(_("Choose a day after today, and within the next five years."))
        return chosen
