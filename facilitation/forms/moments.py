"""From a day and a time in words of a group to an instant, safe when the clocks change."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")
TIME_FORMATS = ("%H:%M", "%H.%M", "%H:%M:%S")


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": gettext_lazy("Write a day that is in the calendar, such as 3/12/2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **kwargs)


class ClockField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {
        "invalid": gettext_lazy("Write a time with hours and minutes, such as 14:00."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=TIME_FORMATS, **kwargs)


def moment_in(zone: tzinfo, day: date, at: time) -> datetime:
    """The instant of a local day and time; the first one when the clocks go back over it.

    Raises ValidationError for a time that the clocks skip in spring.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise forms.ValidationError(
            _("The clocks go forward that night, so this time does not exist. Choose one an hour later.")
        )
    return instant
