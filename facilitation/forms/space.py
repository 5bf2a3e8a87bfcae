from django import forms
from django.utils.translation import gettext_lazy

from facilitation.models import SpacePost


class SpacePostForm(forms.ModelForm[SpacePost]):
    class Meta:
        model = SpacePost
        fields = ("words", "content_note")
        help_texts = {
            "content_note": gettext_lazy(
                "A word beforehand, if it may be hard for some to read. Your words are then behind it."
            )
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 5, "data-keep": ""})}
