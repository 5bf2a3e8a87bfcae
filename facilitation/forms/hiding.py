from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.states.hiding import HidingReason

KEEP, SHOW = "keep", "show"


class HideForm(forms.Form):
    """Why it is hidden. Everyone who could read the words reads this in their place."""

    reason = forms.ChoiceField(
        label=_("Why do you hide it?"), choices=HidingReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("A little more about why"),
        help_text=_("Those who could read the words will read this instead. Do not repeat the words."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2, "data-keep": True}),
    )
    not_mine = forms.BooleanField(
        label=_("It is not about me, or about something that I did"),
        error_messages={"required": _("If it is about you, ask somebody else to look at it.")},
    )


class AppealForm(forms.Form):
    appeal = forms.CharField(
        label=_("Why should it be shown?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )


class SecondLookForm(forms.Form):
    """What the second person, or the group, decides."""

    show = forms.ChoiceField(
        label=_("Should it be shown again?"),
        choices=[(SHOW, _("Yes, show it again")), (KEEP, _("No, it stays hidden"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("The reason"),
        help_text=_("Those who could read the words read this, and so does whoever said them."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )
