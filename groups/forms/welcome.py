from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.invitations import MemberField
from groups.models import Membership
from groups.models.memberships import MembershipQuerySet


class ContactForm(forms.Form):
    """One of those who may be a contact; leaving it empty is an answer too."""

    contact = MemberField(
        queryset=Membership.objects.none(),
        label=_("Whom do you want to turn to?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Nobody just now"),
        widget=forms.RadioSelect,
        blank=True,
    )

    def __init__(self, *args: Any, choices: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("MemberField", self.fields["contact"]).queryset = choices


class StrengthForm(forms.ModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ("strength", "wish")
        help_texts = {
            "strength": _("Anything: listening, spreadsheets, singing, knowing who is who."),
            "wish": _("Something that somebody here might show you."),
        }


class CompanyForm(forms.ModelForm[Membership]):
    """What someone says about having and being a buddy or a contact."""

    glad_to_be_contact = forms.BooleanField(
        label=_("I am glad to be a contact for others: they can ask me anything"), required=False
    )

    class Meta:
        model = Membership
        fields = ("wants_buddy", "could_be_buddy", "glad_to_be_contact")
        labels = {
            "wants_buddy": _("I would like a buddy"),
            "could_be_buddy": _("I could be someone's buddy"),
        }


class PairForm(forms.Form):
    buddy = MemberField(
        queryset=Membership.objects.none(),
        label=_("Their buddy"),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )

    def __init__(self, *args: Any, choices: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("MemberField", self.fields["buddy"]).queryset = choices
