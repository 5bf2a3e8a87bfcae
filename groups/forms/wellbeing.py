from django import forms

from groups.models import WellbeingNote


class WellbeingForm(forms.ModelForm[WellbeingNote]):
    class Meta:
        model = WellbeingNote
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 6})}  # nothing of it stays in the browser
