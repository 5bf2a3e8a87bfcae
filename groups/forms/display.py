from typing import Any

from django import forms

from groups.display import CHOICES


class DisplayForm(forms.Form):
    """One question for each display choice."""

    def __init__(self, *args: Any, chosen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, options) in CHOICES.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=options,
                widget=forms.RadioSelect,
                initial=chosen.get(name, options[0][0]),
            )
