"""Letting the group show something: what, how it is signed, and that they agree."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from groups.actions.consents import Given
from groups.files.sorts import Sort
from groups.forms.needs import TYPED
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.models import Group, Membership
from groups.states import ConsentKind

ABOUT = {
    ConsentKind.QUOTE: _("The words, as they may be quoted"),
    ConsentKind.STORY: _("The story"),
    ConsentKind.PHOTO: _("What the photograph shows"),
    ConsentKind.CONTACT_DETAILS: _("What people in the group may see, for example a phone number"),
}
MOST = {ConsentKind.CONTACT_DETAILS: 200}


class GroupField(forms.ModelChoiceField[Group]):
    def label_from_instance(self, obj: Group) -> str:
        return obj.name


class MemberField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.titled


class _ConsentForm(FormWithFiles, forms.Form):
    photo = CheckedFileField(label=_("The photograph"), sorts=(Sort.PICTURE,))
    about = forms.CharField(widget=forms.Textarea(attrs={"rows": 5, "data-keep": ""}))
    credit = forms.CharField(
        label=_("How it is signed"),
        help_text=_("For example a first name, or “a carer”. Leave it empty for no name."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, kind: ConsentKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        about = cast("forms.CharField", self.fields["about"])
        about.label, about.max_length = ABOUT[kind], MOST.get(kind, 3000)
        about.validators.append(MaxLengthValidator(about.max_length))
        if kind != ConsentKind.PHOTO:
            del self.fields["photo"]
        if kind == ConsentKind.CONTACT_DETAILS:
            del self.fields["credit"]

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(self.kind, said["about"].strip(), said.get("credit", "").strip(), said.get("photo"))


class MyConsentForm(_ConsentForm):
    group = GroupField(
        queryset=Group.objects.none(), label=_("In which group?"), to_field_name="public_id", empty_label=None
    )
    agree = forms.BooleanField(
        label=_("I agree to this"),
        error_messages={"required": _("Tick this box if you agree. If not, nothing is shown.")},
    )
    field_order = ("group", "photo", "about", "credit", "agree")

    def __init__(self, *args: Any, places: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(pk__in=[place.group_id for place in places]).order_by("name")
        cast("GroupField", self.fields["group"]).queryset = groups


class TypedConsentForm(_ConsentForm):
    member = MemberField(
        queryset=Membership.objects.none(), label=_("Who agreed?"), to_field_name="public_id"
    )
    origin = forms.ChoiceField(label=_("How did they say so?"), choices=TYPED)
    read_back = forms.BooleanField(
        label=_("I read the words above to them, and they agreed"),
        error_messages={"required": _("Read it to them first. Then tick this box.")},
    )
    field_order = ("member", "photo", "about", "credit", "origin", "read_back")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = by.group.memberships.present().exclude(pk=by.pk).with_names()
        cast("MemberField", self.fields["member"]).queryset = present
