from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import GlossaryTerm
from groups.models import Group


class TermForm(forms.ModelForm[GlossaryTerm]):
    class Meta:
        model = GlossaryTerm
        fields = ("term", "also", "meaning")
        widgets = {"meaning": forms.Textarea(attrs={"rows": 4, "data-keep": ""})}
        help_texts = {
            "also": gettext_lazy(
                "Its short form, or more than one of it, with commas between. For example: ICB, ICBs."
            ),
            "meaning": gettext_lazy("As you would tell a neighbour. One or two sentences."),
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["meaning"].required = True

    def clean_term(self) -> str:
        term: str = self.cleaned_data["term"]
        same = (
            GlossaryTerm.objects.in_group(self.group).filter(term__iexact=term).exclude(pk=self.instance.pk)
        )
        if same.exists():
            raise forms.ValidationError(_("This word is in the list already. Change it there."))
        return term


class AskWordForm(forms.Form):
    word = forms.CharField(
        label=gettext_lazy("A word you do not know"),
        help_text=gettext_lazy("Nobody sees who asks. The answer stands here for everyone."),
        max_length=60,
    )
