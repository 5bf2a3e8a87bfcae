from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.needs import TYPED
from groups.models import Membership
from groups.states import HelperPower


class PlaceField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.group.name


class HelperForm(forms.Form):
    """Whom I would like to help me, and in which ways."""

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(
        label=_("Their email"), help_text=_("We send them a link. It works once, for two weeks.")
    )
    powers = forms.MultipleChoiceField(
        label=_("What may they do for you?"),
        help_text=_("Only what you choose here. They never see what you say without your name."),
        choices=HelperPower.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, own_email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_email = own_email

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if self.own_email and email == self.own_email.lower():
            raise forms.ValidationError(_("This is your own address. Write the address of your helper."))
        return email


class OwnHelperForm(HelperForm):
    """The same, with the group it is for."""

    place = PlaceField(
        label=_("In which group?"),
        queryset=Membership.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )

    def __init__(self, *args: Any, places: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PlaceField", self.fields["place"])
        field.queryset = Membership.objects.filter(pk__in=[place.pk for place in places]).select_related(
            "group"
        )
        if len(places) == 1:
            field.initial = places[0].public_id
            field.widget = forms.HiddenInput()


class TypedHelperForm(HelperForm):
    """The same, typed for somebody who asked for it."""

    origin = forms.ChoiceField(label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_("They named this person themselves, while the person was not there."),
        error_messages={"required": _("Ask them alone first. Then tick this.")},
    )
