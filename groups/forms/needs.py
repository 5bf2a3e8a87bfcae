"""What helps someone take part: needs, never diagnoses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import AccessNeed
from groups.states import NeedKind, Origin

MOST_WORDS = 500
# How words can come to whoever types them for somebody.
TYPED = [(origin.value, origin.label) for origin in Origin if origin != Origin.APP]


class NeedsForm(forms.Form):
    """Tick what helps, and say in your own words what works. A box for words stands below for each thing ticked before."""

    kinds = forms.MultipleChoiceField(
        label=_("What helps you take part?"),
        help_text=_("Choose as many as you like. We never ask why."),
        choices=[(kind.value, kind.label) for kind in NeedKind if kind != NeedKind.OTHER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.CharField(
        label=_("Something else that helps"),
        help_text=_("For example: send me the questions the day before."),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, known: Iterable[AccessNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = {need.kind: need for need in known}
        self.initial.setdefault("kinds", list(needs))
        if NeedKind.OTHER in needs:
            self.initial.setdefault("other", needs[NeedKind.OTHER].words)
        for kind, need in needs.items():
            if kind != NeedKind.OTHER:
                self._add_words(NeedKind(kind), need.words)
        self.order_fields(["kinds", *(name for name in self.fields if name.startswith("words_")), "other"])

    def _add_words(self, kind: NeedKind, words: str) -> None:
        self.fields[f"words_{kind}"] = forms.CharField(
            label=_("What works for you: %(need)s") % {"need": kind.label},
            max_length=MOST_WORDS,
            required=False,
            initial=words,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def needs(self) -> dict[str, str]:
        """Words by kind, as actions take them."""
        said = self.cleaned_data
        found = {kind: str(said.get(f"words_{kind}", "")) for kind in said["kinds"]}
        return found | ({NeedKind.OTHER.value: said["other"]} if said["other"] else {})


class TypedNeedsForm(NeedsForm):
    """The same, typed for somebody who said it: how it came, read back, and with their yes."""

    origin = forms.ChoiceField(label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect)
    read_back = forms.BooleanField(
        label=_("I read it back to them, and they said that it is right."),
        error_messages={"required": _("Read it back to them first. Then tick this.")},
    )
    consent = forms.BooleanField(
        label=_("They said yes: those who arrange this group's sessions may see it."),
        error_messages={"required": _("Ask them first. Without their yes, nothing is kept.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].label = _("What helps them take part?")
        self.fields["kinds"].help_text = _("What they need, never why.")
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])


LAST = ("origin", "read_back", "consent")
