from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import SpacePost
from facilitation.models.space import people_inside
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.models import Membership


class SpacePostForm(FormWithFiles, forms.ModelForm[SpacePost]):
    file = CheckedFileField(label=_("A file"), required=False)

    class Meta:
        model = SpacePost
        fields = ("words", "content_note")
        help_texts = {
            "content_note": _(
                "A word beforehand, if it may be hard for some to read. Your words are then behind it."
            )
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 5, "data-keep": ""})}


class SpaceAnswerForm(forms.ModelForm[SpacePost]):
    class Meta(SpacePostForm.Meta):
        labels = {"words": _("Your answer")}


class EntryForm(forms.Form):
    why = forms.CharField(
        label=_("Why would you like to come in?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )


class ModeratorForm(forms.Form):
    member = forms.ChoiceField(label=_("Whom would you like to ask?"))

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside = {str(one.public_id): one for one in people_inside(by.group) if one != by}
        named = sorted((one.titled, key) for key, one in self.inside.items())
        field = cast("forms.ChoiceField", self.fields["member"])
        field.choices = [("", _("Choose a person")), *((key, name) for name, key in named)]

    def chosen(self) -> Membership:
        return self.inside[self.cleaned_data["member"]]
