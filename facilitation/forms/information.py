from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from facilitation.models import InformationItem
from groups.files.sorts import Sort
from groups.forms.uploads import CheckedFileField, FormWithFiles


class InformationForm(FormWithFiles, forms.ModelForm[InformationItem]):
    link = forms.URLField(
        label=gettext_lazy("Link to the source"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"])],
    )

    file = CheckedFileField(
        label=gettext_lazy("The document itself"), required=False, sorts=(Sort.PDF, Sort.TEXT, Sort.PICTURE)
    )

    class Meta:
        model = InformationItem
        fields = ("title", "summary", "words", "link")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5, "data-keep": ""}),
            "words": forms.Textarea(attrs={"rows": 14, "data-keep": ""}),
        }
        help_texts = {
            "summary": gettext_lazy("What it says and why it matters, as you would tell a neighbour."),
            "words": gettext_lazy(
                "Up to 20,000 letters. A line that begins with # is a heading, with - a list."
            ),
        }
