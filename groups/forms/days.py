"""A day, typed or picked; within the calendars we know."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")
FURTHEST = timedelta(days=3653)


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": gettext_lazy("Write a day that is in the calendar, such as 3/12/2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=FORMATS, **kwargs)


def must_be_to_come(day: date, today: date) -> None:
    """Raises ValidationError for a day that is over, or too far away."""
    if day <= today:
        raise forms.ValidationError(_("Choose a day to come."))
    if day > today + FURTHEST:
        raise forms.ValidationError(_("Choose a day within the next ten years."))
