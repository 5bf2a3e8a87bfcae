from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import AgendaItem, Topic
from facilitation.states import ItemPurpose
from groups.models import Group, Membership

LONGEST = 240


class AgendaItemForm(forms.ModelForm[AgendaItem]):
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST, initial=20)

    field_order = ("title", "purpose", "minutes", "led_by", "topic", "content_note")

    class Meta:
        model = AgendaItem
        fields = ("title", "purpose", "led_by", "topic", "content_note")
        labels = {
            "purpose": gettext_lazy("What do we do with it?"),
            "led_by": gettext_lazy("Who leads it?"),
            "topic": gettext_lazy("The topic it belongs to"),
        }
        widgets = {"purpose": forms.RadioSelect}
        help_texts = {
            "topic": gettext_lazy("Needed to decide: a topic says who has the final say."),
            "content_note": gettext_lazy("A word beforehand, if it may be hard for some to hear."),
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = cast("forms.ModelChoiceField[Membership]", self.fields["led_by"])
        leaders.queryset = group.memberships.active().order_by("name", "pk")
        leaders.to_field_name = "public_id"
        topics = cast("forms.ModelChoiceField[Topic]", self.fields["topic"])
        topics.queryset = Topic.objects.in_group(group).open().filter(current__isnull=False).order_by("title")
        topics.to_field_name = "public_id"
        purpose = cast("forms.ChoiceField", self.fields["purpose"])
        purpose.choices = ItemPurpose.choices

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("purpose") == ItemPurpose.DECIDE and not chosen.get("topic"):
            self.add_error(
                "topic",
                _("To decide, choose the topic. It says who has the final say, so people know first."),
            )
        return chosen

    def changes(self) -> dict[str, Any]:
        """What to write into an item."""
        return {name: self.cleaned_data[name] for name in self.fields}
