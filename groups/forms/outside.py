from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.actions.outside import Outsider, is_in_the_group
from groups.models import Membership
from groups.outside import is_inside


class OutsiderForm(forms.Form):
    """Who is outside: another organisation than the system's own and those of the people in the group."""

    name = forms.CharField(label=_("Name"), max_length=120)
    body = forms.CharField(
        label=_("Organisation"),
        help_text=_("For example a Healthwatch, an advocacy service or a charity."),
        max_length=160,
    )
    email = forms.EmailField(
        label=_("Email"),
        help_text=_("With one, people can write to them here. We send them a link to say yes or no."),
        required=False,
    )
    phone = forms.CharField(
        label=_("Phone that the whole group may see"),
        help_text=_("So that people can call them without any computer."),
        max_length=40,
        required=False,
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if is_inside(body, self.by.group):
            raise forms.ValidationError(
                _(
                    "This organisation is inside: it runs the group, or somebody in the group works for it. Name another."
                )
            )
        return body

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if is_in_the_group(email, self.by.group):
            raise forms.ValidationError(
                _("This is the address of somebody in the group. Name someone outside it.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("email") and not data.get("phone"):
            self.add_error(
                "phone", _("Write an email address or a phone number, so that people can reach them.")
            )
        return data

    def outsider(self) -> Outsider:
        return Outsider(**self.cleaned_data)
