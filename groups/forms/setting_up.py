from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.actions.invitations import Guest
from groups.models import Group, System
from groups.permissions import Duty
from groups.states import Level, Nation, Side

DUTIES = (
    (Duty.ADMINISTRATOR.value, _("Administrator: sets up systems and groups, and says who holds a duty")),
    (Duty.COORDINATOR.value, _("Coordinator: sets up groups")),
    (Duty.PAYMENTS.value, _("Payments officer")),
    (Duty.CONCERNS.value, _("Concern contact, outside the group")),
)


class SystemForm(forms.ModelForm[System]):
    class Meta:
        model = System
        fields = ("name", "level")
        help_texts = {"name": _("A trust, a council, a charity, an integrated care system or a programme.")}
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["level"]).choices = Level.choices


class DutyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Email"), help_text=_("They sign in by a code sent to this address."))
    duty = forms.ChoiceField(label=_("Duty"), choices=DUTIES, widget=forms.RadioSelect)


class FacilitatorForm(forms.Form):
    facilitator_name = forms.CharField(label=_("First facilitator: name"), max_length=120)
    facilitator_email = forms.EmailField(label=_("First facilitator: email"))
    facilitator_side = forms.ChoiceField(
        label=_("First facilitator: comes from"), choices=Side, widget=forms.RadioSelect
    )
    facilitator_job = forms.CharField(
        label=_("First facilitator: job"),
        help_text=_("For someone from the health and care system."),
        max_length=120,
        required=False,
    )
    facilitator_body = forms.CharField(
        label=_("First facilitator: organisation"), max_length=160, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("facilitator_side") == Side.SYSTEM:
            for name in ("facilitator_job", "facilitator_body"):
                if not data.get(name):
                    self.add_error(name, _("People from the health and care system always show this."))
        return data

    def facilitator(self) -> Guest:
        data = self.cleaned_data
        from_system = data["facilitator_side"] == Side.SYSTEM
        return Guest(
            name=data["facilitator_name"],
            comes_as="facilitator_from_system" if from_system else "facilitator",
            email=data["facilitator_email"],
            job=data["facilitator_job"] if from_system else "",
            body=data["facilitator_body"] if from_system else "",
        )


class GroupForm(FacilitatorForm):
    """A group with its first facilitator and the decision-maker it talks to."""

    name = forms.CharField(label=_("Name of the group"), max_length=160)
    nation = forms.ChoiceField(
        label=_("Nation"), help_text=_("Its bank holidays are no working days."), choices=Nation
    )
    lead_name = forms.CharField(label=_("Decision-maker: name"), max_length=120)
    lead_email = forms.EmailField(label=_("Decision-maker: email"))
    lead_job = forms.CharField(label=_("Decision-maker: job"), max_length=120)
    lead_body = forms.CharField(label=_("Decision-maker: organisation"), max_length=160)

    field_order = ("name", "nation")

    def lead(self) -> Guest:
        data = self.cleaned_data
        return Guest(
            name=data["lead_name"],
            comes_as="lead",
            email=data["lead_email"],
            job=data["lead_job"],
            body=data["lead_body"],
        )


class SettingsForm(forms.ModelForm[Group]):
    class Meta:
        model = Group
        fields = ("name", "about", "is_public", "welcomes_interest", "looking_for", "other_ways")
        help_texts = {
            "is_public": _(
                "Its name, what it is about and what it publishes can be seen without signing in."
            ),
            "welcomes_interest": _("On the page anyone may see. You answer within 5 working days."),
            "looking_for": _("For example people from the north of the county, or young carers."),
            "other_ways": _("For people who cannot join now, or would like to do something smaller."),
        }
        widgets = dict.fromkeys(("about", "looking_for", "other_ways"), forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("welcomes_interest") and not data.get("is_public"):
            self.add_error(
                "welcomes_interest", _("Let anyone see this group first: the button stands on that page.")
            )
        return data
