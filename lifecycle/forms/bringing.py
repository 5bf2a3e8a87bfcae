"""What a facilitator pastes or uploads to bring an existing group."""

import hashlib
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.forms.moments import DayField
from lifecycle.actions.bringing import Load
from lifecycle.bringing.tables import MOST_BYTES, OLDEST, text_of
from lifecycle.stages import StageKey

TABLE = {"rows": 6, "spellcheck": "false"}
LISTS = ("people", "requests")


class BringForm(forms.Form):
    people = forms.CharField(
        label=gettext_lazy("People"),
        help_text=gettext_lazy(
            "At most 200. The first line names the columns: Name, Comes as, Email, Phone, Address, Job, Organisation."
        ),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs=TABLE),
    )
    people_file = forms.FileField(
        label=gettext_lazy("Or a file with the people"),
        help_text=gettext_lazy("A spreadsheet saved as CSV, at most 1 MB."),
        required=False,
        allow_empty_file=True,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("These people know that we keep this and said yes"),
        help_text=gettext_lazy(
            "Then those without an email are in the group at once, by letter or phone. Without it, everyone is invited."
        ),
        required=False,
    )
    requests = forms.CharField(
        label=gettext_lazy("Requests that wait or are answered"),
        help_text=gettext_lazy(
            "At most 100. The columns: Request, Words, Why, To, Asked on, Answer, Reason, By when. "
            "Their decision-makers must have joined."
        ),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs=TABLE),
    )
    requests_file = forms.FileField(
        label=gettext_lazy("Or a file with the requests"),
        help_text=gettext_lazy("A spreadsheet saved as CSV, at most 1 MB."),
        required=False,
        allow_empty_file=True,
    )
    purpose = forms.CharField(
        label=gettext_lazy("The purpose you agreed"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    purpose_on = DayField(label=gettext_lazy("When you agreed it"), required=False)
    stages = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Where are you on the ring now?"),
        help_text=gettext_lazy("Choose any, or none. You can be in several stages at once."),
        choices=StageKey.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["once"] = uuid4()
        self.today = today

    def clean_once(self) -> Any:
        return self.cleaned_data["once"] or uuid4()

    def clean_purpose_on(self) -> date | None:
        day: date | None = self.cleaned_data["purpose_on"]
        if day and not OLDEST <= day <= self.today:
            raise forms.ValidationError(_("Choose a day that is over."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in LISTS:
            self._read_file(name, data)
        if data.get("purpose") and not data.get("purpose_on") and "purpose_on" not in self.errors:
            self.add_error("purpose_on", _("Say when you agreed it."))
        if not self.errors and not any(data.get(name) for name in (*LISTS, "purpose", "stages")):
            self.add_error("people", _("Paste a list, choose a file, or fill in one of the others."))
        return data

    def load(self) -> Load:
        data = self.cleaned_data
        return Load(
            people=data["people"],
            requests=data["requests"],
            purpose=data["purpose"],
            purpose_on=data["purpose_on"],
            stages=tuple(data["stages"]),
            agreed=data["agreed"],
        )

    def fingerprint(self) -> str:
        """Of everything that would be brought in: only what was looked at is."""
        return hashlib.sha256(repr(self.load()).encode()).hexdigest()

    def was_looked_at(self) -> bool:
        return bool(self.cleaned_data["seen"] == self.fingerprint())

    def with_lists(self) -> dict[str, Any]:
        """What to show again: what was in the files stands in the fields, so nothing need be chosen twice."""
        data = self.cleaned_data
        return {
            **{
                name: data[name] for name in ("people", "requests", "purpose", "purpose_on", "stages", "once")
            },
            "agreed": data["agreed"],
            "seen": self.fingerprint(),
        }

    def _read_file(self, name: str, data: dict[str, Any]) -> None:
        file = data.get(f"{name}_file")
        if not file:
            return
        if file.size > MOST_BYTES:
            self.add_error(
                f"{name}_file", _("This file is larger than 1 MB. Make it smaller, or paste a part of it.")
            )
            return
        try:
            data[name] = text_of(file.read()).replace("\0", "")
        except ValueError:
            self.add_error(
                f"{name}_file", _("This is a workbook. In your spreadsheet choose “Save as”, then CSV.")
            )
