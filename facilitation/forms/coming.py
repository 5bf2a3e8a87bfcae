from django import forms
from django.utils.translation import gettext_lazy

from facilitation.models import Coming
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
