from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.on_behalf import NOT_YET, TYPED, YES
from facilitation.forms.proposals import ProposalForm, sessions_ahead
from facilitation.models import ItemProposal, Session
from groups.forms.invitations import MemberField
from groups.models import Membership
from groups.permissions import Permission

OF_TYPING = ("member", "origin", "session", "read_back")


class ProposalForSomeoneForm(ProposalForm):
    """What somebody told us by phone, by letter or in person that they would like on an agenda."""

    member = MemberField(
        queryset=Membership.objects.none(),
        label=_("Who said it?"),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )
    origin = forms.ChoiceField(label=_("How did it come?"), choices=TYPED, widget=forms.RadioSelect)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Which session?"),
        to_field_name="public_id",
        required=False,
        empty_label=_("A session to come"),
    )
    read_back = forms.ChoiceField(
        label=_("Did you read it back to them?"),
        choices=[(YES, _("Yes, and they said that it is right")), (NOT_YET, _("Not yet: ask them"))],
        widget=forms.RadioSelect,
    )

    field_order = ("member", "origin", "session", *ProposalForm.field_order, "read_back")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        propose = by.group.memberships.present().who_may(Permission.PROPOSE_ITEMS).exclude(pk=by.pk)
        cast("MemberField", self.fields["member"]).queryset = propose.with_names()
        cast("forms.ModelChoiceField[Session]", self.fields["session"]).queryset = sessions_ahead(by)
        self.fields["title"].label = _("What they would like to talk about")
        self.fields["wants_to_lead"].label = _("They would like to lead it")
        self.fields["is_named"].label = _("Say on the agenda that they proposed it")

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name not in OF_TYPING}

    def said(self) -> dict[str, Any]:
        """For `propose_item_for`."""
        given = {name: self.cleaned_data[name] for name in OF_TYPING}
        return given | {"read_back": given["read_back"] == YES}


class RightProposalForm(forms.ModelForm[ItemProposal]):
    class Meta:
        model = ItemProposal
        fields = ("title", "why")
        widgets = {"why": forms.Textarea(attrs={"rows": 3, "data-keep": ""})}
