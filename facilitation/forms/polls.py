"""Asking which dates suit people, and answering."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.moments import ClockField, DayField, moment_in
from facilitation.forms.sessions import FURTHEST
from facilitation.models import DatePoll, PollDate
from facilitation.states.planning import Suits
from groups.forms.invitations import MemberField
from groups.models import Group, Membership
from groups.permissions import Permission
from groups.templatetags.words import when

FEWEST, MOST = 2, 6


class DatePollForm(forms.ModelForm[DatePoll]):
    """Two to six dates with their times; how long it lasts; and until when people can answer."""

    minutes = forms.IntegerField(
        label=gettext_lazy("How long it lasts, in minutes"), min_value=15, max_value=480, initial=120
    )
    closes_on = DayField(
        label=gettext_lazy("Answers until"),
        help_text=gettext_lazy("To the end of this day. Letters need a week or more."),
    )

    class Meta:
        model = DatePoll
        fields = ("title",)
        help_texts = {"title": gettext_lazy("A few words that tell people what this session is.")}

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.dates = group, list[PollDate]()
        for number in range(1, MOST + 1):
            needed = number <= FEWEST
            self.fields[f"day_{number}"] = DayField(
                label=_("Date %(number)d") % {"number": number}, required=needed
            )
            self.fields[f"starts_{number}"] = ClockField(
                label=_("Date %(number)d starts at") % {"number": number}, required=needed
            )
        self.order_fields(["title", "minutes"])

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        for number in range(1, MOST + 1):
            self._add_date(number, chosen)
        self._check_last_day(chosen.get("closes_on"))
        return chosen

    def _add_date(self, number: int, chosen: Mapping[str, Any]) -> None:
        day_field, starts_field = f"day_{number}", f"starts_{number}"
        day, starts = chosen.get(day_field), chosen.get(starts_field)
        if day and starts and chosen.get("minutes"):
            try:
                self._keep(day_field, day, moment_in(self.group.tz, day, starts), chosen["minutes"])
            except forms.ValidationError as error:
                self.add_error(starts_field, error)
        elif day and starts_field in chosen:
            self.add_error(starts_field, _("Write when it starts on this day, such as 14:00."))
        elif starts and day_field in chosen:
            self.add_error(day_field, _("Choose the day it starts on, or leave the time out."))

    def _keep(self, field: str, day: date, starts_at: datetime, minutes: int) -> None:
        if starts_at <= timezone.now():
            self.add_error(field, _("This time has passed. Choose a time to come."))
        elif day > self.group.today + FURTHEST:
            self.add_error(field, _("Choose a day within the next three years."))
        elif starts_at in [one.starts_at for one in self.dates]:
            self.add_error(field, _("This date stands here twice. Choose another one."))
        else:
            ends_at = starts_at + timedelta(minutes=minutes)
            self.dates.append(PollDate(starts_at=starts_at, ends_at=ends_at))

    def _check_last_day(self, closes_on: date | None) -> None:
        if closes_on is None:
            return
        first = min((timezone.localdate(one.starts_at, self.group.tz) for one in self.dates), default=None)
        if closes_on < self.group.today:
            self.add_error("closes_on", _("This day has passed. Choose today or a day to come."))
        elif first and closes_on >= first:
            self.add_error("closes_on", _("Choose a day before the first of the dates."))

    def planned(self) -> DatePoll:
        """The poll, not saved yet; its dates stand in `dates`."""
        return DatePoll(title=self.cleaned_data["title"], closes_on=self.cleaned_data["closes_on"])


class SuitsForm(forms.Form):
    """What suits one person: a choice for each date. What is left out stays open."""

    def __init__(self, *args: Any, dates: Sequence[PollDate], said: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dates = dates
        for one in dates:
            self.fields[one.public_id.hex] = forms.ChoiceField(
                label=when(one, one.group.tz),
                choices=Suits.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=said.get(one.pk),
            )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Choose an answer for at least one date."))
        return chosen

    def answers(self) -> dict[PollDate, str]:
        """By date, of those that were answered."""
        chosen = {one: self.cleaned_data.get(one.public_id.hex) for one in self.dates}
        return {one: answer for one, answer in chosen.items() if answer}


class SuitsForSomeoneForm(SuitsForm):
    """What somebody who does not sign in told us."""

    member = MemberField(
        queryset=Membership.objects.none(),
        label=gettext_lazy("Who told us?"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose a person"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offline = group.memberships.present().filter(person__account__isnull=True)
        cast("MemberField", self.fields["member"]).queryset = offline.who_may(
            Permission.JOIN_ROOM
        ).with_names()
