from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.on_behalf import OnTheirWordForm
from facilitation.forms.proposals import ProposalForm, sessions_ahead
from facilitation.models import ItemProposal, Session
from groups.models import Group, Membership
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission

OF_TYPING = ("member", "origin", "session", "read_back")


class ProposalForSomeoneForm(OnTheirWordForm, ProposalForm):
    """What somebody told us by phone, by letter or in person that they would like on an agenda."""

    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Which session?"),
        to_field_name="public_id",
        required=False,
        empty_label=_("A session to come"),
    )

    field_order = ("member", "origin", "session", *ProposalForm.field_order, "read_back")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        cast("forms.ModelChoiceField[Session]", self.fields["session"]).queryset = sessions_ahead(by)
        self.fields["title"].label = _("What they would like to talk about")
        self.fields["wants_to_lead"].label = _("They would like to lead it")
        self.fields["is_named"].label = _("Say on the agenda that they proposed it")

    def of_whom(self, group: Group) -> MembershipQuerySet:
        return group.memberships.present().who_may(Permission.PROPOSE_ITEMS)

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name not in OF_TYPING}

    def said(self) -> dict[str, Any]:
        """For `propose_item_for`."""
        return self.told("session")


class RightProposalForm(forms.ModelForm[ItemProposal]):
    class Meta:
        model = ItemProposal
        fields = ("title", "why")
        widgets = {"why": forms.Textarea(attrs={"rows": 3, "data-keep": ""})}
