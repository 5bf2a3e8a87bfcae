from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.agenda import LONGEST, AgendaItemForm
from facilitation.forms.which_session import SessionField
from facilitation.models import ItemProposal, Session
from facilitation.models.sessions import BEFORE, SessionQuerySet
from facilitation.states import ItemPurpose, SessionState
from groups.models import Membership


class ProposalForm(forms.ModelForm[ItemProposal]):
    minutes = forms.IntegerField(
        label=_("About how many minutes?"), min_value=1, max_value=LONGEST, initial=20
    )

    field_order: tuple[str, ...] = (
        "title",
        "why",
        "purpose",
        "minutes",
        "wants_to_lead",
        "content_note",
        "is_named",
    )

    class Meta:
        model = ItemProposal
        fields = ("title", "why", "purpose", "wants_to_lead", "content_note", "is_named")
        labels = {"purpose": _("What do we do with it?")}
        widgets = {
            "why": forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
            "purpose": forms.RadioSelect,
        }
        help_texts = {
            "purpose": _(
                "Share: we hear something. Explore: we think about it together. Decide: we agree something."
            ),
            "wants_to_lead": _("Whoever leads an item has no say on it. You can hand it back at any time."),
            "content_note": _("A word beforehand, if it may be hard for some to hear."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = cast("forms.ChoiceField", self.fields["purpose"])
        purpose.choices = [one for one in ItemPurpose.choices if one[0] != ItemPurpose.BREAK]

    def changes(self) -> dict[str, Any]:
        """What to write into a proposal."""
        return {name: self.cleaned_data[name] for name in self.fields}


def sessions_ahead(member: Membership) -> SessionQuerySet:
    """Those that can still take something on their agenda, as far as this member may see them."""
    seen = Session.objects.in_group(member.group).visible_to(member)
    return seen.filter(state__in=(SessionState.DRAFT, *BEFORE)).select_related("group").order_by("starts_at")


class TakeOnForm(AgendaItemForm):
    """The item it becomes, and the session it belongs to."""

    session = SessionField(
        Session.objects.none(),
        label=_("Which session?"),
        to_field_name="public_id",
        empty_label=_("Choose a session"),
    )

    field_order = ("session", *AgendaItemForm.field_order)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, group=by.group, **kwargs)
        cast("SessionField", self.fields["session"]).queryset = sessions_ahead(by)
        del self.fields["seeks_leader"]

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "session"}


class NotNowForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not now?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        help_text=_("A few plain words. The person who proposed it reads them."),
    )
