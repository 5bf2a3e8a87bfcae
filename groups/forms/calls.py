"""Phone calls: whether they are safe, what one led to, and how to reach someone who has no account."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from groups.forms.by_topic import CHOSEN, ChoosingForm
from groups.models import CallOutcome, Person
from groups.states import CallAnswer, Channel

SAFE_CALLS = ("safe_to_call", "may_leave_message", "call_notes")


def yes_no_or_unasked(label: StrPromise, unasked: StrPromise) -> forms.TypedChoiceField:
    """Yes, no, or nobody has asked yet: None."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(True, _("Yes")), (False, _("No")), ("", unasked)],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class SafeCalls(forms.Form):
    """Asked of someone else: when they are added to the group, and whenever they are spoken to."""

    safe_to_call = yes_no_or_unasked(_("Is it safe to call them?"), _("I have not asked yet"))
    may_leave_message = yes_no_or_unasked(_("May we leave a message?"), _("I have not asked yet"))
    call_notes = forms.CharField(
        label=_("Best time to call, and anything else to know"), max_length=200, required=False
    )


class ReachForSomeoneForm(SafeCalls, ChoosingForm):
    """How to reach someone who has no account, as they told whoever types it."""

    channels = forms.MultipleChoiceField(
        label=_("How do we reach them?"), choices=CHOSEN, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Person
        fields = ("channels", "weekly", "weekly_on", "email", "address", "phone", *SAFE_CALLS)
        labels = {"address": _("Address for letters"), "email": _("Email address")}
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}

    field_order = ("channels", "differs", "by_topic", "weekly", "weekly_on", "email", "address", "phone")

    def missing(self, given: dict[str, Any]) -> Iterator[tuple[Channel, str, StrPromise]]:
        yield from super().missing(given)
        if not given.get("email"):
            yield Channel.EMAIL, "email", _("Write the address where email should go.")


class CallForm(forms.ModelForm[CallOutcome]):
    answer = forms.ChoiceField(
        label=_("What happened?"), choices=CallAnswer.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = CallOutcome
        fields = ("answer", "again_at", "note")
        labels = {"again_at": _("When shall we call again?")}
        help_texts = {
            "again_at": _("Only if they asked you to call again."),
            "note": _("Only what helps the next caller. Nothing about their health."),
        }
        widgets = {"again_at": forms.DateTimeInput()}

    def clean_again_at(self) -> datetime | None:
        when: datetime | None = self.cleaned_data["again_at"]
        if when and when < timezone.now():
            raise forms.ValidationError(_("Write a day and time that is still to come."))
        return when

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") != CallAnswer.AGAIN:
            data["again_at"] = None
        elif not data.get("again_at") and "again_at" not in self.errors:
            self.add_error("again_at", _("Write the day and time they asked for."))
        return data
