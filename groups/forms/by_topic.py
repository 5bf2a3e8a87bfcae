"""One row of boxes for each topic: by which channels its messages come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.states import Channel, MessageTopic

BY_EMAIL, BY_TEXT, BY_LETTER, BY_PHONE = Channel.EMAIL, Channel.TEXT, Channel.LETTER, Channel.PHONE
WAYS = (BY_EMAIL, BY_TEXT, BY_LETTER, BY_PHONE)
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


def _row(name: str, topic: MessageTopic, chosen: list[str]) -> dict[str, Any]:
    key = f"{name}_{topic}"
    options = [
        {"value": value, "label": label, "id": f"id_{key}_{value}", "chosen": value in chosen}
        for value, label in CHOSEN
    ]
    return {"name": key, "label": topic.label, "options": options}
