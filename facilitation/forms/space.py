from django import forms

from facilitation.models import SpacePost


class SpacePostForm(forms.ModelForm[SpacePost]):
    class Meta:
        model = SpacePost
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 5, "data-keep": ""})}
