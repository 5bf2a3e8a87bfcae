"""What became of a decision: the outcome, the good-decision test, looking again."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.afterwards import Found
from facilitation.forms.agreements import AgreementForm
from facilitation.good_decisions import GOOD_DECISIONS
from facilitation.models import Decision
from facilitation.states.afterwards import HowGood

SAME, DIFFERS = "same", "differs"
STILL, CHANGE = "still", "change"


class OutcomeForm(forms.ModelForm[Decision]):
    is_same = forms.ChoiceField(
        label=_("Is it what the group asked for?"),
        choices=[(SAME, _("It is the same")), (DIFFERS, _("It differs"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Decision
        fields = ("outcome", "outcome_by", "differs", "review_on")
        widgets = {"review_on": forms.DateInput(attrs={"type": "date"})}
        help_texts = {"differs": _("Needed if it differs. Everyone in the group reads it.")}

    field_order = ("outcome", "outcome_by", "is_same", "differs", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = self.fields["outcome_by"].required = True
        if self.instance.outcome:
            self.initial["is_same"] = SAME if self.instance.is_as_asked else DIFFERS

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_same") == DIFFERS and not data.get("differs"):
            self.add_error("differs", _("Say where it differs from what the group asked, and why."))
        if data.get("is_same") == SAME and data.get("differs"):
            self.add_error(
                "is_same", _("You wrote where it differs. Choose “It differs”, or empty that box.")
            )
        return data

    def said(self) -> dict[str, Any]:
        """For `record_outcome`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class GoodDecisionForm(AgreementForm):
    """The three points, as the group answers them together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in GOOD_DECISIONS:
            self.fields[point.id] = forms.ChoiceField(
                label=point.question, choices=HowGood.choices, widget=forms.RadioSelect
            )
            self.fields[f"{point.id}-why"] = forms.CharField(
                label=_("Why do you say so?"), max_length=500, required=False
            )
        self.order_fields([*self._names(), "item"])

    def _names(self) -> Iterator[str]:
        for point in GOOD_DECISIONS:
            yield from (point.id, f"{point.id}-why")

    def found(self) -> dict[str, Found]:
        """For `say_how_good`."""
        data = self.cleaned_data
        return {point.id: Found(data[point.id], data[f"{point.id}-why"]) for point in GOOD_DECISIONS}


class SecondLookForm(AgreementForm):
    still = forms.ChoiceField(
        label=_("What did the group say?"),
        choices=[(STILL, _("It is still right")), (CHANGE, _("We want to change it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In a few words, why"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    review_on = forms.DateField(
        label=_("When do we look at it again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    field_order = ("still", "words", "review_on", "item")

    def said(self) -> dict[str, Any]:
        """For `look_again`."""
        data = self.cleaned_data
        named = {name: data[name] for name in ("words", "item", "review_on")}
        return named | {"still_right": data["still"] == STILL}

    @property
    def wants_change(self) -> bool:
        return bool(self.cleaned_data["still"] == CHANGE)
