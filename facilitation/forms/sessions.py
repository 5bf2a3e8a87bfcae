from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.moments import ClockField, DayField, moment_in
from facilitation.models import Session
from groups.models import Group

USUAL_LENGTH = timedelta(hours=2)
FURTHEST = timedelta(days=3 * 365)


class SessionForm(forms.ModelForm[Session]):
    """Announce in two minutes: what, when, where and how to get in. Times are the group's own."""

    day = DayField(label=gettext_lazy("Day"), help_text=gettext_lazy("For example 3/12/2026."))
    starts = ClockField(label=gettext_lazy("Starts"), help_text=gettext_lazy("For example 14:00."))
    ends = ClockField(
        label=gettext_lazy("Ends"),
        required=False,
        help_text=gettext_lazy("Two hours after the start if left out."),
    )
    video_link = forms.URLField(
        label=gettext_lazy("Video link"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"])],
    )

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

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        if self.instance.pk:
            self._show_times(self.instance)

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
        end = self._moment("ends", day, ends) if ends else start + USUAL_LENGTH
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


class NotesForm(forms.Form):
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        help_text=gettext_lazy(
            "Item by item, in plain words. Leave names out, unless someone asked to be named."
        ),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 18, "data-keep": ""}),
    )
