"""What people may type while they write a report together (heads after GRIPP2-SF, in our words)."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lifecycle.models import ImpactReport, ReportComment

HINTS: dict[str, Promise] = {
    "aim": _("Why did the group meet, and what did it hope for?"),
    "how_we_worked": _("Who took part, how did you meet, and what helped people take part?"),
    "results": _("What did the group find, decide and ask for?"),
    "what_changed": _("What is different now, and how do you know?"),
    "not_changed": _("What stayed as it was, and why? Say it as plainly as what changed."),
    "unintended": _("Good or bad, what came of it that nobody had in mind?"),
    "reflections": _("What went well, what did not, and what would you do another way?"),
}


class TitleForm(forms.ModelForm[ImpactReport]):
    class Meta:
        model = ImpactReport
        fields = ("title",)


class HeadForm(forms.Form):
    """The words under one head, and the version they were begun from."""

    words = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 12}), label=_("Our words")
    )
    began_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, head: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = str(HINTS[head])


class RestoreForm(forms.Form):
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CommentForm(forms.ModelForm[ReportComment]):
    prefix = "comment"  # it stands on a page with the words of the report, and what is typed is kept by name

    class Meta:
        model = ReportComment
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"words": _("For those who write with you. It never stands in the report.")}
