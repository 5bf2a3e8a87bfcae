"""Words to put to everyone in a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SayKind


class QuickAgreeForm(forms.Form):
    wording = forms.CharField(
        label=_("What do we agree?"),
        help_text=_("One small thing, in plain words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": True}),
    )
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("What is it about?"),
        to_field_name="public_id",
        empty_label=_("Choose what we talk about"),
    )
    final_say_said = forms.BooleanField(
        label=_("I told everyone who has the final say"),
        help_text=_("Needed where the group advises and somebody else decides."),
        required=False,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = session.items.exclude(state=ItemState.WAITING).select_related("topic__current")
        self.fields["item"] = forms.ModelChoiceField(
            begun,
            label=self.base_fields["item"].label,
            to_field_name="public_id",
            empty_label=_("Choose what we talk about"),
            initial=next((item.public_id for item in begun if item.state == ItemState.NOW), None),
        )
        says = [item.topic.current.say for item in begun if item.topic and item.topic.current]
        if all(say == SayKind.GROUP_DECIDES for say in says):
            del self.fields["final_say_said"]
