"""What whoever runs the room types while it is open. The names of fields differ, so that each keeps its own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.actions.room import LONGEST_ITEM
from facilitation.forms.on_behalf import ForMember
from facilitation.forms.to_do import ToDoForm
from groups.models import Membership

READY_QUESTIONS = (
    gettext_lazy("Are we ready to decide?"),
    gettext_lazy("Is the pace right for you?"),
    gettext_lazy("Do you feel heard?"),
    gettext_lazy("Have you understood what this is about?"),
)


class RoomForm(forms.Form):
    """`by` is whoever runs the room."""

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ParkForm(RoomForm):
    parked = forms.CharField(
        label=gettext_lazy("What do we park?"),
        max_length=300,
        help_text=gettext_lazy("Everyone sees it. We come back to it later."),
        widget=forms.TextInput({"data-keep": True}),
    )


class SpotItemForm(RoomForm):
    item_title = forms.CharField(
        label=gettext_lazy("What we talk about"),
        max_length=160,
        help_text=gettext_lazy("It goes to the end of the agenda. You can move it up."),
        widget=forms.TextInput({"data-keep": True}),
    )
    item_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST_ITEM, initial=10
    )


class AgreedForm(RoomForm):
    agreed = forms.CharField(
        label=gettext_lazy("What did the group agree?"),
        max_length=2000,
        help_text=gettext_lazy(
            "Read it out first. It stands with the item that is on now. Anyone who takes part in decisions can "
            "say within 5 working days that this is not so."
        ),
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )


class PutForm(RoomForm):
    """Quick agree: words put to everyone, about the item that is on."""

    put_words = forms.CharField(
        label=gettext_lazy("What do we agree?"),
        max_length=2000,
        help_text=gettext_lazy("One small thing, in plain words. Anyone may object, without saying why."),
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )
    final_say_said = forms.BooleanField(
        label=gettext_lazy("I told everyone who has the final say"),
        help_text=gettext_lazy("Needed where the group advises and somebody else decides."),
        required=False,
    )


class RoomToDoForm(ToDoForm):
    """As on the list of what we agreed to do, with the session and the item that is on."""

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        del self.fields["session"]
        # The box for a thought on the same page has this name too, and keeps its own words.
        del self.fields["words"].widget.attrs["data-keep"]


class CheckForm(RoomForm):
    ready = forms.ChoiceField(
        label=gettext_lazy("Which question?"),
        required=False,
        choices=[
            ("", gettext_lazy("My own words")),
            *((str(n), each) for n, each in enumerate(READY_QUESTIONS)),
        ],
    )
    own_question = forms.CharField(
        label=gettext_lazy("Or in your own words"),
        max_length=160,
        required=False,
        help_text=gettext_lazy(
            "People answer yes, so-so or no. Nothing is stored. You see the result in words when you end it, if at "
            "least five answered."
        ),
        widget=forms.TextInput({"data-keep": True}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("ready") and not said.get("own_question"):
            self.add_error("own_question", _("Choose a question, or write one."))
        return said

    @property
    def question(self) -> str:
        ready: str = self.cleaned_data["ready"]
        return str(self.cleaned_data["own_question"] or READY_QUESTIONS[int(ready)])


class QuestionForm(RoomForm):
    round_question = forms.CharField(
        label=gettext_lazy("What is the question?"),
        max_length=200,
        help_text=gettext_lazy("Everyone sees it while we go round. The order is by chance."),
        widget=forms.TextInput({"data-keep": True}),
    )


class HereForm(ForMember):
    hand = forms.BooleanField(label=gettext_lazy("They ask to speak"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].label = _("Who is here?")
        self.fields["member"].help_text = _(
            "For people in the hall or on the phone. They get their turn in a round."
        )
