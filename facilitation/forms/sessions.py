from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.moments import ClockField, DayField, moment_in
from facilitation.hints import day_hints
from facilitation.models import Session
from facilitation.patterns import USUAL_LENGTH
from groups.models import Group

FURTHEST = timedelta(days=3 * 365)


class HintedDay(forms.DateInput):
    """A day with what to know about it beneath, renewed as soon as another day is chosen."""

    template_name = "facilitation/widgets/day.html"
    hints: Sequence[str] = ()

    def get_context(self, *args: Any) -> dict[str, Any]:
        return super().get_context(*args) | {"hints": self.hints}


def video_link_field() -> forms.URLField:
    """Where to join by video. Only web addresses."""
    return forms.URLField(
        label=gettext_lazy("Video link"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"])],
    )


class SessionForm(forms.ModelForm[Session]):
    """Announce in two minutes: what, when, where and how to get in. Times are the group's own."""

    day = DayField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example 3/12/2026."),
        widget=HintedDay(
            {
                "type": "date",
                "data-hx-get": "",
                "data-hx-trigger": "change",
                "data-hx-target": "#day-hints",
                "data-hx-swap": "innerHTML",
            },
            format="%Y-%m-%d",
        ),
    )
    starts = ClockField(label=gettext_lazy("Starts"), help_text=gettext_lazy("For example 14:00."))
    ends = ClockField(
        label=gettext_lazy("Ends"),
        required=False,
        help_text=gettext_lazy("Two hours after the start if left out."),
    )
    video_link = video_link_field()

    field_order = (
        "title",
        "day",
        "starts",
        "ends",
        "place",
        "access_notes",
        "phone_in",
        "video_link",
        "about",
    )

    class Meta:
        model = Session
        fields = ("title", "place", "access_notes", "phone_in", "video_link", "about")
        widgets = {
            "place": forms.Textarea(attrs={"rows": 3}),
            "access_notes": forms.Textarea(attrs={"rows": 3}),
            "about": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": gettext_lazy("A few words that tell people what this session is."),
            "access_notes": gettext_lazy(
                "Steps, lifts, parking, the way in, a quiet room, who meets people."
            ),
        }

    length = USUAL_LENGTH

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        if self.instance.pk:
            self._show_times(self.instance)
        cast("HintedDay", self.fields["day"].widget).hints = self.hints

    @property
    def hints(self) -> list[str]:
        """What to know about the day that is chosen now."""
        try:
            day = self.fields["day"].clean(self["day"].value())
        except forms.ValidationError:
            return []
        today = self.group.today
        return day_hints(day, self.group) if today <= day <= today + FURTHEST else []

    def _show_times(self, session: Session) -> None:
        starts = timezone.localtime(session.starts_at, self.group.tz)
        ends = timezone.localtime(session.ends_at, self.group.tz)
        shown = {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        self.initial = {**shown, **self.initial}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today = self.group.today
        if day > today + FURTHEST:
            raise forms.ValidationError(_("Choose a day within the next three years."))
        if day < today and "day" in self.changed_data:
            raise forms.ValidationError(_("This day has passed. Choose today or a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("day") and chosen.get("starts") and "ends" in chosen:
            self._set_times(chosen["day"], chosen["starts"], chosen["ends"])
        return chosen

    def _set_times(self, day: date, starts: time, ends: time | None) -> None:
        start = self._moment("starts", day, starts)
        if start is None:
            return
        if start <= timezone.now() and {"day", "starts"} & set(self.changed_data):
            self.add_error("starts", _("This time has passed. Choose a time to come."))
        end = self._moment("ends", day, ends) if ends else start + self.length
        if end is not None and end <= start:
            self.add_error("ends", _("A session ends after it starts, on the same day."))
        elif end is not None:
            self.cleaned_data |= {"starts_at": start, "ends_at": end}

    def _moment(self, field: str, day: date, at: time) -> datetime | None:
        try:
            return moment_in(self.group.tz, day, at)
        except forms.ValidationError as error:
            self.add_error(field, error)
            return None

    def changes(self) -> dict[str, Any]:
        """What to write into a session."""
        names = (*self._meta.fields, "starts_at", "ends_at")  # type: ignore[misc]  # always named above
        return {name: self.cleaned_data[name] for name in names}
