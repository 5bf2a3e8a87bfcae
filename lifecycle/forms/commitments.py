from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.working_days import today_in
from investment.five import INVESTMENTS
from lifecycle.actions.commitments import NamedPerson, Promised
from lifecycle.forms.dates import date_input, must_be_to_come
from lifecycle.models import Commitment, PromisedInvestment

SHORTEST_RESPONSE, LONGEST_RESPONSE = 5, 60
MOST_POUNDS, MOST_HOURS = 100_000_000, 100_000


class CommitmentForm(forms.ModelForm[Commitment]):
    """What the system promises, in one page. Sponsor and forum contact are named, not chosen: they are outside."""

    sponsor_name = forms.CharField(
        label=_("Sponsor: name"),
        max_length=120,
        required=False,
        help_text=_("Who hears of it when an answer is a week late."),
    )
    sponsor_email = forms.EmailField(label=_("Sponsor: email"), required=False)
    forum_contact_name = forms.CharField(
        label=_("Forum: name of its contact"),
        max_length=120,
        required=False,
        help_text=_("Who hears of it when an answer is two weeks late."),
    )
    forum_contact_email = forms.EmailField(label=_("Forum: email of its contact"), required=False)

    field_order = (
        "scope",
        "open_to_change",
        "fixed",
        "final_say",
        "response_days",
        "sponsor_name",
        "sponsor_email",
        "forum",
        "forum_contact_name",
        "forum_contact_email",
        "forum_meets_on",
        "forum_papers_on",
        "outside_contact",
        "review_on",
    )

    class Meta:
        model = Commitment
        fields = (
            "scope",
            "open_to_change",
            "fixed",
            "final_say",
            "response_days",
            "forum",
            "forum_meets_on",
            "forum_papers_on",
            "outside_contact",
            "review_on",
        )
        widgets = {"forum_meets_on": date_input(), "forum_papers_on": date_input(), "review_on": date_input()}
        help_texts = {
            "fixed": _("If nothing is fixed, say so."),
            "final_say": _("The name and job of one person, or the name of a forum."),
            "response_days": _("From 5 to 60. Everyone sees the date that this gives."),
            "forum": _("For example the board, or a committee."),
            "outside_contact": _("A name and a way to reach them."),
        }

    def __init__(self, *args: Any, promised: Iterable[PromisedInvestment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].required = True
        self._start_people()
        self._add_investments({one.kind: one for one in promised})

    def clean_response_days(self) -> int:
        days: int = self.cleaned_data["response_days"]
        if not SHORTEST_RESPONSE <= days <= LONGEST_RESPONSE:
            raise forms.ValidationError(_("Choose a number from 5 to 60."))
        return days

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        must_be_to_come(day, today_in(self.instance.group))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._need_email_with_name("sponsor", cleaned)
        self._need_email_with_name("forum_contact", cleaned)
        papers, meets = cleaned.get("forum_papers_on"), cleaned.get("forum_meets_on")
        if papers and meets and papers > meets:
            self.add_error("forum_papers_on", _("Papers close before the forum meets. Check the two dates."))
        return cleaned

    def named(self, role: str) -> NamedPerson | None:
        name = self.cleaned_data[f"{role}_name"]
        return NamedPerson(name, self.cleaned_data[f"{role}_email"]) if name else None

    def investments(self) -> list[Promised]:
        return [
            Promised(
                one.key,
                self.cleaned_data[f"{one.key}_pounds"] or 0,
                self.cleaned_data[f"{one.key}_hours"] or 0,
            )
            for one in INVESTMENTS
        ]

    def _start_people(self) -> None:
        for role in ("sponsor", "forum_contact"):
            person = getattr(self.instance, role)
            if person:
                self.initial.update({f"{role}_name": person.name, f"{role}_email": person.email})

    def _add_investments(self, promised: dict[str, PromisedInvestment]) -> None:
        """Two fields for each of the five investments, starting with what was promised so far."""
        for one in INVESTMENTS:
            before = promised.get(one.key)
            self._add_number(f"{one.key}_pounds", _("%(name)s: pounds"), one.name, MOST_POUNDS)
            self._add_number(f"{one.key}_hours", _("%(name)s: hours"), one.name, MOST_HOURS)
            if before:
                self.initial.update({f"{one.key}_pounds": before.pounds, f"{one.key}_hours": before.hours})

    def _add_number(self, field: str, label: Any, name: Any, most: int) -> None:
        self.fields[field] = forms.IntegerField(
            label=label % {"name": name}, min_value=0, max_value=most, required=False
        )

    def _need_email_with_name(self, role: str, cleaned: dict[str, Any]) -> None:
        if cleaned.get(f"{role}_name") and not cleaned.get(f"{role}_email"):
            if f"{role}_email" not in self.errors:
                self.add_error(f"{role}_email", _("Give an email address, so that they can be told."))
        elif cleaned.get(f"{role}_email") and not cleaned.get(f"{role}_name"):
            self.add_error(f"{role}_name", _("Give their name too."))


class SignForm(forms.Form):
    no_comeback = forms.BooleanField(
        label=_("Nothing said here will affect anyone's care, benefits or job"),
        help_text=_("You promise this for everyone from the system, and you make sure it is kept."),
        error_messages={"required": _("Tick this to sign. Without this promise people cannot speak freely.")},
    )
