"""A round, a position in it, and who facilitates it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.on_behalf import OnTheirWordForm
from facilitation.models import Decision, Position
from facilitation.states import NEEDS_REASON, PositionAnswer
from groups.models import Group, Membership
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission, Role


class RoundForm(forms.ModelForm[Decision]):
    class Meta:
        model = Decision
        fields = ("wording", "closes_on")
        widgets = {"closes_on": forms.DateInput(attrs={"type": "date"})}
        help_texts = {
            "wording": _("One thing, in words that everyone can agree to or not."),
            "closes_on": _(
                "Leave empty for five working days from now: nobody who is not here today is left out."
            ),
        }


class PositionForm(forms.ModelForm[Position]):
    """A position, and the number of the declaration it was given on."""

    declared = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Position
        fields = ("answer", "reason")
        widgets = {"answer": forms.RadioSelect}
        labels = {"answer": _("Your position")}
        help_texts = {"reason": _("Needed if you sit this one out or do not accept it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = cast("forms.ChoiceField", self.fields["answer"])
        answer.choices = PositionAnswer.choices  # none is chosen for anyone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") in NEEDS_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why, in a few words."))
        return cleaned


class PositionForSomeoneForm(OnTheirWordForm, PositionForm):
    """What somebody told us by phone, by letter or in person. Their last word counts."""

    field_order = ("member", "origin", "answer", "reason", "read_back", "declared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Their position")

    def of_whom(self, group: Group) -> MembershipQuerySet:
        return group.memberships.active().who_may(Permission.VOTE)

    def said(self) -> dict[str, Any]:
        """For `take_position_for`."""
        return self.told("answer", "reason", "declared")


class FacilitatorForm(forms.Form):
    """Who facilitates from now on."""

    to = forms.ModelChoiceField(
        Membership.objects.none(),
        to_field_name="public_id",
        label=_("Who facilitates from now on?"),
        empty_label=_("Choose a facilitator"),
    )

    def __init__(self, *args: Any, group: Group, besides: Membership | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = group.memberships.active().holding(Role.FACILITATOR).with_names()
        self.fields["to"] = forms.ModelChoiceField(
            others.exclude(pk=besides.pk) if besides else others,
            to_field_name="public_id",
            label=self.base_fields["to"].label,
            empty_label=_("Choose a facilitator"),
        )
