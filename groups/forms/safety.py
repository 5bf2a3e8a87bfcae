from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.actions.safety import who_can_call
from groups.forms.invitations import MemberField
from groups.forms.places import OnTheirWord
from groups.models import Concern, Membership, Person
from groups.models.memberships import MembershipQuerySet

ROWS = {"rows": 8, "data-keep": ""}


class CallMeForm(forms.Form):
    """Whom to ask for a call, and how to reach the one who asks."""

    to = forms.ChoiceField(label=_("Who should call you?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("The number to call"), help_text=_("It is deleted when the call is made."), max_length=40
    )
    when_suits = forms.CharField(
        label=_("When does it suit you?"),
        help_text=_("For example: mornings, not Friday."),
        max_length=200,
        required=False,
    )
    may_leave_message = forms.BooleanField(
        label=_("They may leave a message, or speak to who picks up"), required=False
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        person = by.person
        initial = {"number": person.phone, "may_leave_message": bool(person.may_leave_message)}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.people = {str(one.public_id): one for one in who_can_call(by)}
        to = cast("forms.ChoiceField", self.fields["to"])
        to.choices = [(key, one.name) for key, one in self.people.items()]
        to.initial = next(iter(self.people), None)

    def asked(self) -> dict[str, Any]:
        to: Person = self.people[self.cleaned_data["to"]]
        return {**self.cleaned_data, "to": to}


class CallForThemForm(OnTheirWord, CallMeForm):
    """The same, on the word of someone without an account."""

    field_order = ("to", "number", "when_suits", "may_leave_message", "origin", "read_back")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = _("Who should call them?")
        self.fields["when_suits"].label = _("When does it suit them?")

    def asked(self) -> dict[str, Any]:
        asked = super().asked()
        del asked["read_back"]
        return asked


class ConcernForm(forms.ModelForm[Concern]):
    class Meta:
        model = Concern
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs=ROWS)}


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your reply"),
        help_text=_("Say what you will do, what you cannot do, and by when."),
        max_length=5000,
        widget=forms.Textarea(attrs=ROWS),
    )


class CareTieForm(forms.Form):
    about = MemberField(
        queryset=Membership.objects.none(),
        label=_("Who is it?"),
        help_text=_("You can leave this empty and use your own words instead."),
        required=False,
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Say only what your contact needs to know."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
    )

    def __init__(self, *args: Any, others: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("MemberField", self.fields["about"]).queryset = others

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("about") and not data.get("words"):
            self.add_error("words", _("Choose a person, or write something in your own words."))
        return data


class BlockForm(forms.Form):
    other = MemberField(
        queryset=Membership.objects.none(),
        label=_("With whom do you want no contact?"),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    tell = forms.BooleanField(
        label=_("Tell those who arrange sessions: do not put these two together"), required=False
    )

    def __init__(self, *args: Any, others: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("MemberField", self.fields["other"]).queryset = others
