"""What happens to someone's data, and to their words."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.needs import TYPED
from groups.models import DataRequest

KEEP, TAKE_BACK = "keep", "take_back"


class DeleteForm(forms.Form):
    """One choice and one tick; nothing is to be typed."""

    words = forms.ChoiceField(
        label=_("What you said by name"),
        choices=[
            (KEEP, _("Keep the words, without my name")),
            (TAKE_BACK, _("Take back all my words too")),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("Yes, delete everything about me"),
        error_messages={"required": _("Tick this box if you want everything about you to be deleted.")},
    )

    @property
    def takes_back_words(self) -> bool:
        return bool(self.cleaned_data["words"] == TAKE_BACK)


class DeleteForThemForm(DeleteForm):
    """The same, on the word of someone without an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What they said by name")
        cast("forms.ChoiceField", self.fields["words"]).choices = [
            (KEEP, _("Keep the words, without their name")),
            (TAKE_BACK, _("Take back all their words too")),
        ]
        self.fields["sure"].label = _("I read this page to them, and they said yes to all of it")
        self.fields["sure"].error_messages["required"] = _(
            "Read this page to them first. Then tick this box."
        )


class DataRequestForm(forms.Form):
    """What someone without an account wants, and how they said so."""

    kind = forms.ChoiceField(
        label=_("What do they want?"), choices=DataRequest.Kind.choices, widget=forms.RadioSelect
    )
    origin = forms.ChoiceField(label=_("How did they say so?"), choices=TYPED)
    read_back = forms.BooleanField(
        label=_("I read it back to them, and it is what they want"),
        error_messages={"required": _("Read it back to them first. Then tick this box.")},
    )
