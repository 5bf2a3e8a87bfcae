from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.contributions import audiences_for
from facilitation.actions.handed_in import TAKEN
from facilitation.models.room import typists
from facilitation.states import Audience
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.models import Membership


class HandInForm(FormWithFiles, forms.Form):
    file = CheckedFileField(label=_("Your voice note, or a photo of what you wrote"), sorts=TAKEN)
    audience = forms.ChoiceField(label=_("Who is it for?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [each for each in audiences_for(member) if each != Audience.LIVED or self._is_typed(member)]
        choices = [(each.value, each.label) for each in offered]
        cast("forms.ChoiceField", self.fields["audience"]).choices = choices
        self.leaves_out_lived = Audience.LIVED in audiences_for(member) and Audience.LIVED not in offered

    def _is_typed(self, member: Membership) -> bool:
        """Whether somebody else may hear what is among people with lived experience, and type it."""
        return any(each != member for each in typists(member.group, Audience.LIVED))


class TypeUpForm(forms.Form):
    words = forms.CharField(
        label=_("Their words"),
        help_text=_("As they said or wrote them. Do not make them nicer or shorter."),
        max_length=2000,
        widget=forms.Textarea({"rows": 8, "data-keep": True}),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
