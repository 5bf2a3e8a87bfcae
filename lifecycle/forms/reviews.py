from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from lifecycle.instruments import HIGHEST, LOWEST, Instrument, Statement

OPEN_DAYS = 21
LONGEST_DAYS = 90


class ReviewOpenForm(forms.Form):
    closes_on = forms.DateField(
        label=_("Last day to answer"),
        help_text=_("Three weeks is usual. The review closes by itself after this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        self.today = timezone.localdate(timezone=group.tz)
        kwargs["initial"] = {"closes_on": self.today + timedelta(days=OPEN_DAYS)}
        super().__init__(*args, **kwargs)

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if not self.today < day <= self.today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from tomorrow up to three months from now."))
        return day


class ReviewForm(forms.Form):
    """The statements of one instrument as it stood when the review was opened, then a free word."""

    words = forms.CharField(
        label=_("What should change?"),
        help_text=_(
            "The group will read this as you write it, mixed with everyone's words. Leave out names, teams and"
            " dates, so that nobody can guess it is you."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.fields |= {statement.id: _field(statement) for statement in instrument.statements}
        self.order_fields([*instrument.by_id, "words"])

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.points() and not self.cleaned_data["words"].strip():
            raise forms.ValidationError(
                _("Nothing is answered yet. Answer at least one, or come back later.")
            )
        return self.cleaned_data

    def points(self) -> Mapping[str, int]:
        """What was answered; what was skipped is left out."""
        given = {key: self.cleaned_data.get(key) for key in self.instrument.by_id}
        return {key: point for key, point in given.items() if point is not None}


def _field(statement: Statement) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("From “%(start)s” to “%(end)s”: where are we?")
        % {"start": statement.start, "end": statement.end},
        help_text=str(statement.help),
        choices=_choices(statement),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "points"}),
    )


def _choices(statement: Statement) -> list[tuple[str, str]]:
    """Seven points, both ends in words, and a way to leave the question out again."""
    ends = {LOWEST: statement.start, HIGHEST: statement.end}
    points = [(str(n), f"{n}: {ends[n]}" if n in ends else str(n)) for n in range(LOWEST, HIGHEST + 1)]
    return [*points, ("", str(_("Skip this one")))]
