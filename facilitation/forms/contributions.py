from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.contributions import audiences_for
from groups.models import Membership
from groups.permissions import Permission

BY_NAME, WITHOUT_NAME = "by_name", "without_name"


class ThoughtForm(forms.Form):
    """A thought, whom it is for, and whether it carries a name: all chosen before it is sent.

    `once` is a random number made for each blank form, so that the same form sent twice says it once.
    """

    words = forms.CharField(
        label=_("Your thought"), max_length=2000, widget=forms.Textarea({"rows": 3, "data-keep": True})
    )
    audience = forms.ChoiceField(label=_("Who is it for?"), widget=forms.RadioSelect)
    name = forms.ChoiceField(
        label=_("With your name or without?"),
        widget=forms.RadioSelect,
        choices=[(BY_NAME, _("With my name")), (WITHOUT_NAME, _("Without my name"))],
        help_text=_(
            "Without your name: could someone guess it is you? Check names, family, teams and dates."
            " Until this session is closed, whoever runs the database could work it out."
        ),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, each.label) for each in audiences_for(member)]
        cast("forms.ChoiceField", self.fields["audience"]).choices = choices
        if not member.may(Permission.SPEAK_ANONYMOUSLY):
            del self.fields["name"]

    @property
    def is_anonymous(self) -> bool:
        return bool(self.cleaned_data.get("name") == WITHOUT_NAME)


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Four groups of four letters and numbers. Small letters and spaces are fine."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
