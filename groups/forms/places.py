"""What people may type about places in a group: their own, and for facilitators the dates and roles of others."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.actions.facilitators import may_take_over
from groups.actions.memberships import Parting, why_not_tell
from groups.coming_as import COMES_AS_ROLE, SIDES
from groups.forms.days import DayField, must_be_to_come
from groups.forms.invitations import MemberField
from groups.forms.needs import TYPED
from groups.models import Membership
from groups.permissions import Permission, Role
from groups.states import WordsAfter

REACH = [
    ("nothing", _("Nothing more from this group")),
    ("words", _("Tell me what becomes of my words, and nothing else")),
]

THEIR_WORDS = [
    (WordsAfter.KEEP.value, _("Their words stay, with their name")),
    (WordsAfter.WITHOUT_NAME.value, _("Their words stay, without their name")),
    (WordsAfter.TAKE_BACK.value, _("Their words go, where they can still be taken back")),
]
THEIR_REACH = [
    ("nothing", _("Nothing more from this group")),
    ("words", _("What becomes of their words, and nothing else")),
]


class PauseForm(forms.Form):
    back_on = DayField(
        label=_("I think I will be back on"),
        help_text=_("Only if you like. We ask you once, on that day. You can come back at any time."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_back_on(self) -> date | None:
        day: date | None = self.cleaned_data["back_on"]
        if day:
            must_be_to_come(day, self.today)
        return day


class LeaveForm(forms.Form):
    """Every question has an answer already, so leaving takes one press."""

    words = forms.ChoiceField(
        label=_("What happens to what you said?"),
        choices=WordsAfter.choices,
        initial=WordsAfter.KEEP,
        required=False,
        widget=forms.RadioSelect,
    )
    reach = forms.ChoiceField(
        label=_("Would you like to hear from us?"),
        choices=REACH,
        initial="nothing",
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Is there anything you want us to know?"),
        help_text=_("Only the facilitators read it. You can leave this empty."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reach") == "words" and (data.get("words") or WordsAfter.KEEP) != WordsAfter.KEEP:
            self.add_error("reach", why_not_tell())
        return data

    def parting(self) -> Parting:
        data = self.cleaned_data
        return Parting(
            words=data["words"] or WordsAfter.KEEP, tell_me=data["reach"] == "words", note=data["note"]
        )


class OnTheirWord(forms.Form):
    """How someone without an account said it, read back to them."""

    origin = forms.ChoiceField(label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect)
    read_back = forms.BooleanField(
        label=_("I read it back to them, and they said that it is right."),
        error_messages={"required": _("Read it back to them first. Then tick this.")},
    )


class PauseForThemForm(OnTheirWord, PauseForm):
    field_order = ("back_on", "origin", "read_back")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["back_on"].label = _("They think they will be back on")
        self.fields["back_on"].help_text = _("Only if they like. They can come back at any time.")


class LeaveForThemForm(OnTheirWord, LeaveForm):
    field_order = ("words", "reach", "note", "origin", "read_back")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What happens to what they said?")
        cast("forms.ChoiceField", self.fields["words"]).choices = THEIR_WORDS
        self.fields["reach"].label = _("Would they like to hear from us?")
        cast("forms.ChoiceField", self.fields["reach"]).choices = THEIR_REACH
        self.fields["note"].label = _("Is there anything they want the facilitators to know?")


class RoleForm(forms.Form):
    """A further role for one person: those of their side that they do not hold yet."""

    role = forms.TypedChoiceField(
        label=_("What would you like to ask them?"),
        coerce=lambda value: Role(int(value)),
        widget=forms.RadioSelect,
    )
    hands_over = forms.BooleanField(
        label=_("When they say yes, my own role as facilitator ends"), required=False
    )

    def __init__(self, *args: Any, member: Membership, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [Role.FACILITATOR] if not by.may(Permission.MANAGE_GROUP) else roles_to_offer(member)
        field = cast("forms.ChoiceField", self.fields["role"])
        field.choices = [(str(int(role)), COMES_AS_ROLE[role]) for role in roles]
        if not by.holds(Role.FACILITATOR) or Role(by.roles) == Role.FACILITATOR:
            del self.fields["hands_over"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hands_over") and data.get("role") not in {None, Role.FACILITATOR}:
            self.add_error("hands_over", _("Your own role can end only when they take on to facilitate."))
        return data


class HandOverForm(forms.Form):
    """Who takes over facilitating."""

    to = MemberField(
        queryset=Membership.objects.none(),
        label=_("Who could facilitate?"),
        help_text=_("We ask them. Nothing changes until they say yes."),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    hands_over = forms.BooleanField(
        label=_("When they say yes, my own role as facilitator ends"), required=False, initial=True
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("MemberField", self.fields["to"]).queryset = may_take_over(by.group).with_names()
        if Role(by.roles) == Role.FACILITATOR:
            del self.fields["hands_over"]


class DatesForm(forms.Form):
    term_ends_on = DayField(label=_("Their term ends on"), required=False)
    review_on = DayField(label=_("The next talk about how it goes"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_term_ends_on(self) -> date | None:
        return self._to_come("term_ends_on")

    def clean_review_on(self) -> date | None:
        return self._to_come("review_on")

    def _to_come(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day:
            must_be_to_come(day, self.today)
        return day


class StayForm(forms.Form):
    note = forms.CharField(
        label=_("What the group agreed about it"),
        help_text=_("For example: “We talked about it in March.” You can leave this empty."),
        max_length=300,
        required=False,
    )


def roles_to_offer(member: Membership) -> list[Role]:
    """A supporter comes with one person, so that role comes by invitation alone."""
    on_their_side = [role for role in Role if role != Role.SUPPORTER and member.side in SIDES[role]]
    return [role for role in on_their_side if not member.holds(role)]
