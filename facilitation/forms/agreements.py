from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import AgendaItem
from facilitation.states import SessionState
from groups.models import Group

MET = (SessionState.OPEN, SessionState.CLOSED, SessionState.NOTES_SHARED, SessionState.SETTLED)


class AgreementItemField(forms.ModelChoiceField[AgendaItem]):
    def label_from_instance(self, obj: AgendaItem) -> str:
        return f"{obj.session.title}: {obj.title}"


class AgreementForm(forms.Form):
    """A form for anything done by the group: it asks where the group agreed it.

    Subclasses add their own fields; `cleaned_data["item"]` goes to `record_agreement`.
    """

    item = AgreementItemField(
        queryset=AgendaItem.objects.none(),
        label=_("Where did the group agree this?"),
        help_text=_("Anyone who takes part in decisions can say within 5 working days that this is not so."),
        empty_label=_("Choose a session and what it was about"),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since = timezone.now() - timedelta(days=365)
        items = AgendaItem.objects.filter(group=group, session__state__in=MET, session__starts_at__gte=since)
        items = items.select_related("session").order_by("-session__starts_at", "position")
        cast("AgreementItemField", self.fields["item"]).queryset = items


class WordedAgreementForm(AgreementForm):
    wording = forms.CharField(
        label=_("What did the group agree?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    field_order = ("wording", "item")
