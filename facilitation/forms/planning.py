"""Planning: a new session, once or again and again, and what changes in all that follow."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.moments import ClockField, moment_in
from facilitation.forms.sessions import SessionForm, video_link_field
from facilitation.models import Session
from facilitation.patterns import USUAL_LENGTH, Pattern
from facilitation.repeating import repeated
from facilitation.states.planning import Every

FEWEST, MOST = 2, 12

type Times = tuple[datetime, datetime]


class NewSessionForm(SessionForm):
    """A session that begins from a pattern, and may repeat. Sent twice, it is planned once."""

    with_agenda = forms.BooleanField(
        label=gettext_lazy("Take this agenda along"), required=False, initial=True
    )
    repeat = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[("", gettext_lazy("Just once")), *Every.choices],
        required=False,
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many sessions, if it repeats"),
        help_text=gettext_lazy("From 2 to 12. You can change each of them afterwards."),
        min_value=FEWEST,
        max_value=MOST,
        required=False,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, pattern: Pattern, **kwargs: Any) -> None:
        self.length, self.moments = pattern.length, list[Times]()
        super().__init__(*args, initial=pattern.initial, **kwargs)
        if not pattern.agenda:
            del self.fields["with_agenda"]
        if pattern.length != USUAL_LENGTH:
            minutes = pattern.length // timedelta(minutes=1)
            self.fields["ends"].help_text = _("%(minutes)d minutes after the start if left out.") % {
                "minutes": minutes
            }

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if chosen.get("repeat") and "times" in chosen and not chosen["times"]:
            self.add_error("times", _("Write how many sessions there will be, from 2 to 12."))
        elif chosen.get("repeat") and chosen.get("times") and "starts_at" in self.cleaned_data:
            self._repeat(chosen["repeat"], chosen["times"])
        return chosen

    def _repeat(self, every: str, times: int) -> None:
        """At the same time of day all year, though the clocks change."""
        first, ends = self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]
        zone = self.group.tz
        clock = [timezone.localtime(moment, zone).time() for moment in (first, ends)]
        try:
            for day in repeated(timezone.localdate(first, zone), every, times):
                self.moments.append(times_on(day, *clock, zone=zone))
        except forms.ValidationError as error:
            self.add_error("starts", error)

    def planned(self) -> Session:
        """The new session, not saved yet."""
        return Session(**self.changes(), public_id=self.cleaned_data["once"] or uuid4())


class FollowingForm(forms.Form):
    """What a session of a series shares with all that follow: where, how to join, the time of day."""

    starts = ClockField(label=gettext_lazy("Starts"))
    ends = ClockField(label=gettext_lazy("Ends"))
    place = forms.CharField(
        label=gettext_lazy("Where"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    access_notes = forms.CharField(
        label=gettext_lazy("Getting in and around"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    phone_in = forms.CharField(label=gettext_lazy("How to join by phone"), required=False, max_length=200)
    video_link = video_link_field()

    def __init__(self, *args: Any, session: Session, following: Iterable[Session], **kwargs: Any) -> None:
        zone = session.group.tz
        names = ("place", "access_notes", "phone_in", "video_link")
        initial: dict[str, Any] = {name: getattr(session, name) for name in names}
        initial["starts"] = timezone.localtime(session.starts_at, zone).time()
        initial["ends"] = timezone.localtime(session.ends_at, zone).time()
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.zone, self.following = zone, list(following)
        self.moments: dict[int, Times] = {}

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        starts, ends = chosen.get("starts"), chosen.get("ends")
        if not (starts and ends and {"starts", "ends"} & set(self.changed_data)):
            return chosen
        if ends <= starts:
            self.add_error("ends", _("A session ends after it starts, on the same day."))
            return chosen
        try:
            for one in self.following:
                day = timezone.localdate(one.starts_at, self.zone)
                self.moments[one.pk] = times_on(day, starts, ends, zone=self.zone)
        except forms.ValidationError as error:
            self.add_error("starts", error)
        if any(moments[0] <= timezone.now() for moments in self.moments.values()):
            self.add_error("starts", _("This time has passed. Choose a time to come."))
        return chosen

    def changes(self) -> dict[str, Any]:
        """What to write into each of them, besides its times."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in ("starts", "ends")}


def times_on(day: date, starts: time, ends: time, *, zone: tzinfo) -> Times:
    """Raises ValidationError for a time that the clocks skip that day."""
    return moment_in(zone, day, starts), moment_in(zone, day, ends)
