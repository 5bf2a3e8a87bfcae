from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.good_facilitation import MARKS


def _area() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4, "data-keep": ""})


class WhatIHeardForm(forms.Form):
    heard = forms.CharField(
        label=_("What I heard"),
        help_text=_("In plain words. Leave out names and anybody's health."),
        max_length=1500,
        widget=_area(),
    )
    will_do = forms.CharField(
        label=_("What I will do differently"),
        help_text=_("Something you can do yourself, however small."),
        max_length=1500,
        widget=_area(),
    )


class ReflectionForm(forms.Form):
    """A question for each of the five marks. Each may be left empty, but not all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mark in MARKS:
            self.fields[mark.id] = forms.CharField(
                label=mark.label, help_text=mark.question, max_length=2000, required=False, widget=_area()
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.values()) and not self.errors:
            raise forms.ValidationError(_t("Write a few words to one of the questions, or leave this page."))
        return given
