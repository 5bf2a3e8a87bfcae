from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.agreements import AgreementForm
from groups.models import Group
from lifecycle.actions.cycles import has_met
from lifecycle.models import Worry
from lifecycle.states import Strength


class StageForm(AgreementForm):
    """An act of the group on the ring. Before a group has met there is no session to name."""

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        if not has_met(group):
            del self.fields["item"]


class StrengthForm(StageForm):
    strength = forms.TypedChoiceField(
        label=_("How strong is this?"),
        choices=Strength.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )

    field_order = ("strength", "item")


class WorryForm(forms.ModelForm[Worry]):
    class Meta:
        model = Worry
        fields = ("words",)
        labels = {"words": _("A worry you have about this stage")}
        help_texts = {
            "words": _(
                "Only the facilitators read it. Your name is not kept with it. "
                "Could someone guess it is you? Check names, family, teams and dates."
            )
        }
