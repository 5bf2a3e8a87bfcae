from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.by_topic import CHOSEN, ChoosingForm
from groups.forms.calls import SAFE_CALLS, yes_no_or_unasked
from groups.kinds import KINDS
from groups.models import Person

HOUR = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class ReachForm(ChoosingForm):
    """How and when we may reach someone."""

    channels = forms.MultipleChoiceField(
        label=_("How should we tell you things?"),
        help_text=_("Choose any, or none. You always find everything here in the app."),
        choices=CHOSEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
        stopped = [(kind, KINDS[kind].subject_line) for kind in self.instance.stopped_kinds if kind in KINDS]
        cast("forms.MultipleChoiceField", self.fields["again"]).choices = stopped
        if not stopped:
            del self.fields["again"]
