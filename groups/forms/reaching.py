from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.by_topic import CHOSEN, ByTopicField
from groups.forms.calls import SAFE_CALLS, yes_no_or_unasked
from groups.kinds import KINDS
from groups.models import Person
from groups.models.people import WEEKDAYS
from groups.phones import mobile, tidy
from groups.states import Channel, MessageTopic

HOUR = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
SAME, DIFFERENT = "", "by_topic"


class ReachForm(forms.ModelForm[Person]):
    """How and when we may reach someone."""

    channels = forms.MultipleChoiceField(
        label=_("How should we tell you things?"),
        help_text=_("Choose any, or none. You always find everything here in the app."),
        choices=CHOSEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    differs = forms.ChoiceField(
        label=_("Is that the same for all news?"),
        choices=[
            (SAME, _("The same for all news")),
            (DIFFERENT, _("Not the same: as I choose in the boxes below")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    by_topic = ByTopicField(
        label=_("How we tell you, one by one"),
        help_text=_(
            "An invitation, or a session that changes on its day, still reaches you if you leave a row empty."
        ),
        required=False,
    )
    weekly = forms.BooleanField(
        label=_("Put what can wait into one message a week"),
        help_text=_("Changes to sessions, money and replies to you still come at once."),
        required=False,
    )
    weekly_on = forms.TypedChoiceField(
        label=_("Day of the weekly message"),
        help_text=_("It comes at 9 in the morning."),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
    )
    again = forms.MultipleChoiceField(
        label=_("You stopped these messages. Which would you like again?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    safe_to_call = yes_no_or_unasked(_("Is it safe to call you?"), _("I have not said"))
    may_leave_message = yes_no_or_unasked(_("May we leave a message?"), _("I have not said"))

    class Meta:
        model = Person
        fields = (
            "channels",
            "weekly",
            "weekly_on",
            "phone",
            *SAFE_CALLS,
            "address",
            "quiet_from",
            "quiet_until",
        )
        labels = {
            "address": _("Address for letters"),
            "quiet_from": _("No messages after"),
            "quiet_until": _("No messages before"),
        }
        help_texts = {
            "phone": _("For texts, a mobile number. For example 07700 900123."),
            "quiet_from": _("For example 8pm. We wait, unless a session changes today."),
            "quiet_until": _("For example 8am. Choose the same time twice to have no quiet hours."),
        }
        widgets = {"quiet_from": HOUR, "quiet_until": HOUR, "address": forms.Textarea(attrs={"rows": 4})}

    field_order = ("channels", "differs", "by_topic", "weekly", "weekly_on", "phone", *SAFE_CALLS, "address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.instance
        self.initial["differs"] = DIFFERENT if person.channels_by_topic else SAME
        self.initial["by_topic"] = {
            topic.value: person.channels_by_topic.get(topic, person.channels) for topic in MessageTopic
        }
        stopped = [(kind, KINDS[kind].subject_line) for kind in person.stopped_kinds if kind in KINDS]
        again = self.fields["again"]
        assert isinstance(again, forms.MultipleChoiceField)  # noqa: S101  # says so to the type checker
        again.choices = stopped
        if not stopped:
            del self.fields["again"]

    def clean_weekly_on(self) -> int:
        given = self.cleaned_data.get("weekly_on")
        return given if isinstance(given, int) else self.instance.weekly_on

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone", "")).strip()
        if phone and not tidy(phone):
            raise forms.ValidationError(_("Write a phone number in figures, for example 01632 960 001."))
        return phone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        ways = {*given.get("channels", [])}
        if given.get("differs") == DIFFERENT:
            ways.update(way for chosen in given.get("by_topic", {}).values() for way in chosen)
        if Channel.LETTER in ways and not given.get("address"):
            self.add_error("address", _("Write the address where letters should go."))
        if "phone" in given and Channel.TEXT in ways and not mobile(given["phone"]):
            self.add_error("phone", _("Texts need a mobile number, for example 07700 900123."))
        elif Channel.PHONE in ways and not given.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Write the phone number we should call."))
        return given

    def chosen(self) -> Person:
        """The person as chosen, not saved yet."""
        person = self.save(commit=False)
        different = self.cleaned_data["differs"] == DIFFERENT
        person.channels_by_topic = self.cleaned_data["by_topic"] if different else {}
        return person
