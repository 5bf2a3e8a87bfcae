from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from facilitation.actions.arrangements import NO, YES
from facilitation.models import Arrangement
from facilitation.states import Met
from groups.forms.needs import TYPED
from groups.models import AccessNeed


class NeedField(forms.ModelChoiceField[AccessNeed]):
    def label_from_instance(self, obj: AccessNeed) -> str:
        return str(obj.get_kind_display())


class ArrangementForm(forms.ModelForm[Arrangement]):
    """One thing that is made ready, in the words the person will read."""

    need = NeedField(
        label=_("What is it for?"),
        queryset=AccessNeed.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=_("Something else"),
    )

    class Meta:
        model = Arrangement
        fields = ("words", "need")
        help_texts = {
            "words": _("They read exactly this. For example: Jo meets you at the door. Taxi at 1.15.")
        }

    def __init__(self, *args: Any, needs: QuerySet[AccessNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("NeedField", self.fields["need"]).queryset = needs


class WordsForm(forms.ModelForm[Arrangement]):
    class Meta:
        model = Arrangement
        fields = ("words",)


BEFORE = ((YES, _("Yes, this is right")), (NO, _("Not quite")))
AFTER = (
    (Met.MET, _("Yes, it was there for me")),
    (Met.PARTLY, _("Partly")),
    (Met.NOT, _("No, it was not there")),
)


class AnswersForm(forms.Form):
    """What one person says of each thing arranged for them: is it right, or, once it is over, was it there?"""

    template_name = "facilitation/arranged_form.html"

    def __init__(self, *args: Any, arrangements: Iterable[Arrangement], ended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrangements = list(arrangements)
        for one in self.arrangements:
            self.fields[_name("answer", one)] = forms.ChoiceField(
                label=one.words,
                choices=AFTER if ended else BEFORE,
                initial=one.met if ended else {True: YES, False: NO, None: None}[one.is_right],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[_name("words", one)] = forms.CharField(
                label=_("What would help? (%(what)s)") % {"what": one.words},
                initial=one.said if ended else one.not_quite,
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.get(_name("answer", one)) for one in self.arrangements):
            self.add_error(None, _("Choose an answer for at least one of these."))
        return said

    def pairs(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """For the template: each answer, and the words that explain it where it is not a plain yes."""
        for one in self.arrangements:
            yield self[_name("answer", one)], self[_name("words", one)]

    def others(self) -> list[forms.BoundField]:
        """How it came, where it was typed for somebody."""
        return [self[name] for name in self.fields if not name.startswith(("answer_", "words_"))]

    def answers(self) -> Iterator[tuple[Arrangement, str, str]]:
        """Each arrangement with its answer and words, where something was chosen."""
        for one in self.arrangements:
            if answer := self.cleaned_data[_name("answer", one)]:
                yield one, answer, self.cleaned_data[_name("words", one)]


class TypedAnswersForm(AnswersForm):
    """The same, typed for the person who said it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"] = forms.ChoiceField(
            label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect
        )
        self.fields["read_back"] = forms.BooleanField(
            label=_("I read it back to them, and they said that it is right."),
            error_messages={"required": _("Read it back to them first. Then tick this.")},
        )


def _name(what: str, arrangement: Arrangement) -> str:
    return f"{what}_{arrangement.public_id.hex}"
