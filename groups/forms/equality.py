from typing import Any

from django import forms

from groups.equality import QUESTIONS


class EqualityForm(forms.Form):
    """One question for each; none has to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.id] = forms.ChoiceField(
                label=question.words,
                choices=question.every_option,
                required=False,
                widget=forms.RadioSelect,
            )
