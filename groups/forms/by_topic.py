"""One row of boxes for each topic: by which channels its messages come."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from groups.models import Person
from groups.models.people import WEEKDAYS
from groups.notifications.reaching import channels_for
from groups.phones import mobile, tidy
from groups.states import Channel, MessageTopic

BY_EMAIL, BY_TEXT, BY_LETTER, BY_PHONE = Channel.EMAIL, Channel.TEXT, Channel.LETTER, Channel.PHONE
WAYS = (BY_EMAIL, BY_TEXT, BY_LETTER, BY_PHONE)
SAME, DIFFERENT = "", "by_topic"
CHOSEN = [(channel.value, channel.label) for channel in WAYS]


class ByTopicWidget(forms.Widget):
    template_name = "groups/widgets/by_topic.html"
    use_fieldset = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = value if isinstance(value, dict) else {}
        context["widget"]["topics"] = [_row(name, topic, chosen.get(topic, [])) for topic in MessageTopic]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[str]]:
        listed = getattr(data, "getlist", lambda key: data.get(key, []))
        return {topic.value: list(listed(f"{name}_{topic}")) for topic in MessageTopic}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class ByTopicField(forms.Field):
    """A dictionary: topic, and the channels chosen for it."""

    widget = ByTopicWidget

    def clean(self, value: dict[str, list[str]]) -> dict[str, list[str]]:
        known = {channel.value for channel in WAYS}
        if any(way not in known for ways in value.values() for way in ways):
            raise forms.ValidationError(_("Choose from the boxes shown."))
        return {topic: [way for way in WAYS if way in ways] for topic, ways in value.items()}


class ChoosingForm(forms.ModelForm[Person]):
    """What every form asks that says how someone is reached: by topic, by the week, and whether it can be."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.instance
        self.initial["differs"] = DIFFERENT if person.channels_by_topic else SAME
        self.initial["by_topic"] = {topic.value: channels_for(person, topic) for topic in MessageTopic}

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
        for channel, field, words in self.missing(given):
            if channel in ways and field not in self.errors:
                self.add_error(field, words)
        return given

    def missing(self, given: dict[str, Any]) -> Iterator[tuple[Channel, str, StrPromise]]:
        """What a channel needs and was not given: the channel, the field, and what to write there."""
        if not given.get("address"):
            yield BY_LETTER, "address", _("Write the address where letters should go.")
        if not given.get("phone"):
            yield BY_PHONE, "phone", _("Write the phone number we should call.")
        if not mobile(given.get("phone", "")):
            yield BY_TEXT, "phone", _("Texts need a mobile number, for example 07700 900123.")

    def chosen(self) -> Person:
        """The person as chosen, not saved yet."""
        person = self.save(commit=False)
        different = self.cleaned_data["differs"] == DIFFERENT
        person.channels_by_topic = self.cleaned_data["by_topic"] if different else {}
        return person


def _row(name: str, topic: MessageTopic, chosen: list[str]) -> dict[str, Any]:
    key = f"{name}_{topic}"
    options = [
        {"value": value, "label": label, "id": f"id_{key}_{value}", "chosen": value in chosen}
        for value, label in CHOSEN
    ]
    return {"name": key, "label": topic.label, "options": options}
