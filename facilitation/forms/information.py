from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from facilitation.actions.information import SHOWN
from facilitation.models import InformationItem
from groups.files.sorts import Sort
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.models import Consent, Membership
from groups.permissions import Permission


class ConsentField(forms.ModelChoiceField[Consent]):
    def label_from_instance(self, obj: Consent) -> str:
        return f"{obj.get_kind_display()}: {Truncator(obj.about).chars(80)}"


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

    consent = ConsentField(
        queryset=Consent.objects.none(),
        label=gettext_lazy("A story, a quote or a photograph of somebody who agreed"),
        help_text=gettext_lazy(
            "It is shown from the list of what people let us show. When they take it back, it goes."
        ),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by.may(Permission.KEEP_CONSENTS):  # others need not read what somebody may never want shared
            del self.fields["consent"]
            return
        standing = Consent.objects.in_group(by.group).standing().filter(kind__in=SHOWN)
        cast("ConsentField", self.fields["consent"]).queryset = standing.order_by("-given_at")

    class Meta:
        model = InformationItem
        fields = ("title", "content_note", "summary", "words", "link", "consent")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5, "data-keep": ""}),
            "words": forms.Textarea(attrs={"rows": 14, "data-keep": ""}),
        }
        help_texts = {
            "content_note": gettext_lazy("A word beforehand, if it may be hard for some to read."),
            "summary": gettext_lazy("What it says and why it matters, as you would tell a neighbour."),
            "words": gettext_lazy(
                "Up to 20,000 letters. A line that begins with # is a heading, with - a list."
            ),
        }
