from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import search
from groups.fulltext import words_to_find


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("A word or two. Everything must hold all of them."),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everywhere")), *search.kinds().items()]
        self.fields["kind"] = forms.ChoiceField(label=_("Where"), choices=choices, required=False)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words_to_find(words):
            raise forms.ValidationError(_("These words stand nearly everywhere. Add one that says more."))
        return words
