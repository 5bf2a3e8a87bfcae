from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _

FURTHEST = timedelta(days=3653)


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def must_be_to_come(day: date, today: date) -> None:
    """Nobody plans in the past, nor past the calendars we know. Raises ValidationError."""
    if day < today:
        raise forms.ValidationError(_("Choose today or a day to come."))
    if day > today + FURTHEST:
        raise forms.ValidationError(_("Choose a day within the next ten years."))
