from typing import Any, cast

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.actions.invitations import Guest
from groups.actions.memberships import ByHand
from groups.actions.roles import may_offer
from groups.coming_as import BY_HAND, COMES_AS, FACILITATING
from groups.forms.calls import SAFE_CALLS, SafeCalls
from groups.models import Group, Membership
from groups.permissions import Role
from groups.states import Channel, Side


class Reach(TextChoices):
    """How an invitation can reach someone."""

    EMAIL = Channel.EMAIL.value, _("By email, now")
    LETTER = Channel.LETTER.value, _("By a letter that I print")
    PHONE = Channel.PHONE.value, _("By phone: I read a code to them")


NEEDED = {
    Channel.EMAIL: ("email", _("Write their email address, or choose another way to send it.")),
    Channel.LETTER: ("address", _("Write the address where the letter should go.")),
    Channel.PHONE: ("phone", _("Write the phone number we should call.")),
}


class MemberField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.titled


class JobFields(forms.Form):
    """People from the system always show their job and organisation."""

    job = forms.CharField(label=_("Job"), max_length=120, required=False)
    body = forms.CharField(label=_("Organisation"), max_length=160, required=False)

    def need_job(self, why: str) -> None:
        for name in ("job", "body"):
            if not self.cleaned_data.get(name):
                self.add_error(name, why)


class InviteForm(JobFields):
    name = forms.CharField(label=_("Name"), max_length=120)
    comes_as = forms.ChoiceField(label=_("They come as"), widget=forms.RadioSelect)
    comes_with = MemberField(
        queryset=Membership.objects.none(),
        label=_("Who do they come with?"),
        help_text=_("Only for a supporter."),
        required=False,
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    channel = forms.ChoiceField(
        label=_("How shall we send it?"), choices=Reach, widget=forms.RadioSelect, initial=Reach.EMAIL
    )
    email = forms.EmailField(label=_("Email"), required=False)
    address = forms.CharField(
        label=_("Address for letters"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)

    field_order = ("name", "comes_as", "job", "body", "comes_with", "channel", "email", "address", "phone")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].help_text = _("For people from the health and care system.")
        comes_as = cast("forms.ChoiceField", self.fields["comes_as"])
        comes_as.choices = [(key, one.words) for key, one in COMES_AS.items() if _may_invite(key, by)]
        comes_with = cast("MemberField", self.fields["comes_with"])
        comes_with.queryset = _members(by.group)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        coming = COMES_AS.get(data.get("comes_as", ""))
        if coming and coming.side == Side.SYSTEM:
            self.need_job(str(_("People from the health and care system always show this.")))
        if coming and coming.role == Role.SUPPORTER and not data.get("comes_with"):
            self.add_error("comes_with", _("Say who they come with."))
        field, why = NEEDED.get(data.get("channel", ""), ("", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, why)
        return data

    def guest(self) -> Guest:
        data = self.cleaned_data
        from_system = COMES_AS[data["comes_as"]].side == Side.SYSTEM
        return Guest(
            name=data["name"],
            comes_as=data["comes_as"],
            email=data["email"],
            channel=data["channel"],
            address=data["address"],
            phone=data["phone"],
            job=data["job"] if from_system else "",
            body=data["body"] if from_system else "",
            comes_with=data["comes_with"] if data["comes_as"] == "supporter" else None,
        )


class ByHandForm(SafeCalls, JobFields):
    """Someone without an account or an email."""

    name = forms.CharField(label=_("Name"), max_length=120)
    comes_as = forms.ChoiceField(
        label=_("They come as"),
        choices=[(key, one.words) for key, one in COMES_AS.items() if key in BY_HAND],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label=_("How do we reach them?"),
        choices=[(one.value, one.label) for one in (Channel.LETTER, Channel.PHONE)],
        widget=forms.CheckboxSelectMultiple,
    )
    address = forms.CharField(
        label=_("Address for letters"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    agreed = forms.BooleanField(
        label=_("They said yes: they want to be in the group, and we may keep how to reach them")
    )

    field_order = ("name", "comes_as", "job", "body", "channels", "address", "phone", *SAFE_CALLS, "agreed")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("comes_as") == "professional":
            self.need_job(str(_("People from the health and care system always show this.")))
        if Channel.LETTER in data.get("channels", []) and not data.get("address"):
            self.add_error("address", _("Write the address where letters should go."))
        if Channel.PHONE in data.get("channels", []) and not data.get("phone"):
            self.add_error("phone", _("Write the phone number we should call."))
        return data

    def someone(self) -> ByHand:
        data = self.cleaned_data
        from_system = data["comes_as"] == "professional"
        return ByHand(
            name=data["name"],
            comes_as=data["comes_as"],
            channels=tuple(data["channels"]),
            **{name: data[name] for name in SAFE_CALLS},
            address=data["address"],
            phone=data["phone"],
            job=data["job"] if from_system else "",
            body=data["body"] if from_system else "",
        )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It has 12 letters and numbers, such as 7KHA-293X-MRWC."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class NameForm(forms.Form):
    """How someone wants to be known in the group."""

    name = forms.CharField(
        label=_("The name people see"),
        help_text=_("A first name is enough."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    line = forms.CharField(
        label=_("A few words beside it"),
        help_text=_("Only if you like: “I am here as…”. Everyone in the group can see it."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side == Side.SYSTEM:
            del self.fields["line"]


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your email"),
        help_text=_("We send a code to it, to see that it is yours. You sign in with it later."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def _may_invite(comes_as: str, by: Membership) -> bool:
    return comes_as not in FACILITATING or may_offer(Role.FACILITATOR, by)


def _members(group: Group) -> Any:
    return Membership.objects.active().filter(group=group).holding(Role.MEMBER).with_names()
