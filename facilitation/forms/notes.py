"""Notes by item, and what members say of them."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.actions.notes import Box
from facilitation.forms.on_behalf import TYPED
from facilitation.models import AgendaItem, Contribution, NoteOfItem
from facilitation.models.notes import mark_of
from groups.forms.invitations import MemberField
from groups.models import Membership
from groups.permissions import Permission

ELSE = "else"
RIGHT, ANOTHER_WAY = "right", "another_way"


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-keep": ""})


class NotesForm(forms.Form):
    """One box for each item and one for anything else. Hidden beside each: the mark of what stood in it."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Iterable[AgendaItem],
        notes: dict[int | None, NoteOfItem],
        nameable: Iterable[Contribution],
    ) -> None:
        super().__init__(data)
        self.items: list[AgendaItem | None] = [*items, None]
        self.nameable = {str(one.pk): one for one in nameable}
        for item in self.items:
            self._add(item, notes.get(item.pk if item else None))

    def _add(self, item: AgendaItem | None, note: NoteOfItem | None) -> None:
        key = key_of(item)
        self.fields[f"words_{key}"] = forms.CharField(
            label=item.title if item else _t("Anything else"),
            max_length=5000,
            required=False,
            initial=note.words if note else "",
            widget=_area(5),
        )
        here = [
            (pk, one.words) for pk, one in self.nameable.items() if one.item_id == (item.pk if item else None)
        ]
        if here:
            self.fields[f"pointed_{key}"] = forms.MultipleChoiceField(
                label=_t("Show these words with the name"),
                choices=here,
                required=False,
                initial=[str(one.pk) for one in note.pointed.all()] if note else [],
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields[f"seen_{key}"] = forms.CharField(
            required=False,
            max_length=40,
            initial=note.mark if note else mark_of(""),
            widget=forms.HiddenInput,
        )

    def boxes(self) -> list[Box]:
        return [self._box(item) for item in self.items]

    def _box(self, item: AgendaItem | None) -> Box:
        key, given = key_of(item), self.cleaned_data
        pointed = tuple(self.nameable[pk] for pk in given.get(f"pointed_{key}", []))
        return Box(item, given[f"words_{key}"], pointed, given[f"seen_{key}"] or None)

    def seen_anew(self, notes: dict[int | None, NoteOfItem]) -> None:
        """Somebody else wrote meanwhile: what they wrote counts as seen, since the page shows it now."""
        sent = cast("QueryDict", self.data).copy()
        for item in self.items:
            note = notes.get(item.pk if item else None)
            if note:
                sent[f"seen_{key_of(item)}"] = note.mark
        self.data = sent

    @property
    def written(self) -> Sequence[str]:
        """What stands in the boxes now, typed or kept."""
        return [str(self[f"words_{key_of(item)}"].value() or "") for item in self.items]


def key_of(item: AgendaItem | None) -> str:
    return item.public_id.hex if item else ELSE


class CheckForm(forms.Form):
    """A member's word on one note."""

    answer = forms.ChoiceField(
        label=_("Is this how you remember it?"),
        choices=[(RIGHT, _("This is right")), (ANOTHER_WAY, _("This is not how I remember it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("How do you remember it?"),
        help_text=_("The facilitators read this with your name."),
        max_length=1000,
        required=False,
        widget=_area(4),
    )
    beside = forms.BooleanField(
        label=_("If the note stays as it is, show my words beside it, with my name"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == ANOTHER_WAY and not given.get("words"):
            self.add_error("words", _t("Say in a few words how you remember it."))
        return given

    def said(self) -> dict[str, Any]:
        """For `check_note`."""
        given = dict(self.cleaned_data)
        return given | {"is_right": given.pop("answer") == RIGHT}


class CheckForForm(CheckForm):
    """The word of somebody without an account, typed for them."""

    member = MemberField(
        Membership.objects.none(),
        label=_("Who said it?"),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    origin = forms.ChoiceField(label=_("How did it come?"), choices=TYPED, widget=forms.RadioSelect)

    field_order = ("member", "origin")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = by.group.memberships.present().who_may(Permission.SPEAK).filter(person__account=None)
        cast("MemberField", self.fields["member"]).queryset = here.with_names()
        self.fields["beside"].label = _("They want their words shown beside the note, with their name")


class AnswerForm(forms.Form):
    """Put the note right, or keep it and say why."""

    words = forms.CharField(
        label=_("The note"),
        help_text=_("Change it to put it right. Leave it to keep it as it is."),
        max_length=5000,
        widget=_area(6),
    )
    reply = forms.CharField(
        label=_("What do you say to them?"),
        help_text=_("Only they read this."),
        max_length=1000,
        widget=_area(3),
    )


class NoteWordsForm(forms.Form):
    words = forms.CharField(label=_("The note"), max_length=5000, widget=_area(6))
