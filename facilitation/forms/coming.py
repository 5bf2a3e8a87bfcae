from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from facilitation.models import Coming, Session
from facilitation.states import ComingAnswer


class ComingForm(forms.ModelForm[Coming]):
    answer = forms.ChoiceField(
        label=gettext_lazy("Are you coming?"), choices=ComingAnswer.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Coming
        fields = ("answer", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": gettext_lazy("Only those who plan the session read this.")}

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.keeps_nothing:  # a place to practise: thoughts sent to it would only be deleted
            answer = cast("forms.ChoiceField", self.fields["answer"])
            answer.choices = [one for one in ComingAnswer.choices if one[0] != ComingAnswer.THOUGHTS]
