import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.actions.expecting import FIELDS
from facilitation.models import WhatToExpect
from groups.files.sorts import Sort
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.phones import tidy

LONGEST = 600  # minutes


class WhatToExpectForm(FormWithFiles, forms.ModelForm[WhatToExpect]):
    map_link = forms.URLField(
        label=gettext_lazy("Link to a map"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"])],
    )
    prepare_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes to get ready"),
        help_text=gettext_lazy("About how long it takes to read the pack and think."),
        required=False,
        min_value=1,
        max_value=LONGEST,
    )
    photo = CheckedFileField(
        label=gettext_lazy("A photograph of the entrance"), required=False, sorts=(Sort.PICTURE,)
    )
    without_photo = forms.BooleanField(
        label=gettext_lazy("Take the photograph off this session"), required=False
    )

    field_order = (
        "meets_you",
        "photo",
        "entrance_alt",
        "without_photo",
        "map_link",
        "guests",
        "dial_number",
        "dial_code",
        "breaks",
        "prepare_minutes",
    )

    class Meta:
        model = WhatToExpect
        fields = ("meets_you", "entrance_alt", "guests", "dial_number", "dial_code", "breaks")
        widgets = {"guests": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "meets_you": gettext_lazy("For example: Jo, in a green scarf, from half an hour before."),
            "entrance_alt": gettext_lazy(
                "For those who do not see it. For example: a blue door beside the bakery, no step."
            ),
            "guests": gettext_lazy("One to a line: their name and their job, and why they come."),
            "dial_number": gettext_lazy("With one tap people call in. For example 01632 960961."),
            "dial_code": gettext_lazy("It is typed for them after a pause. For example 123456#."),
            "breaks": gettext_lazy("Leave it out when the breaks stand on the agenda."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(self.instance, name) for name in ("map_link", "prepare_minutes")})
        if not self.instance.entrance_id:
            del self.fields["without_photo"]

    def clean_dial_number(self) -> str:
        typed: str = self.cleaned_data["dial_number"]
        if typed and not tidy(typed):
            raise forms.ValidationError(_("Write the number in digits, for example 01632 960961."))
        return typed

    def clean_dial_code(self) -> str:
        typed: str = self.cleaned_data["dial_code"]
        if not re.fullmatch(r"[0-9*#, \-]*", typed):
            raise forms.ValidationError(_("Use digits, * and # alone, for example 123456#."))
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        goes = typed.get("without_photo")
        shows = typed.get("photo") or (self.instance.entrance_id and not goes)
        if shows and not typed.get("entrance_alt"):
            self.add_error(
                "entrance_alt",
                _("Say what the photograph shows, so that everyone finds the door."),
            )
        return typed

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*FIELDS, "entrance_alt")}
