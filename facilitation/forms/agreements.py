from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SessionState
from groups.models import Group
from groups.templatetags.words import short_day

MET = (SessionState.OPEN, SessionState.CLOSED, SessionState.NOTES_SHARED, SessionState.SETTLED)
MOST_SESSIONS = 8


class BySession(ModelChoiceIterator[AgendaItem]):
    """Items under the session they belong to, newest first."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for session, items in groupby(self.queryset, key=lambda item: item.session):
            held = short_day(session.starts_at, session.group.tz)
            yield f"{session.title}, {held}", [self.choice(item) for item in items]


class AgreementItemField(forms.ModelChoiceField[AgendaItem]):
    iterator = BySession

    def label_from_instance(self, obj: AgendaItem) -> str:
        return obj.title


def items_reached(group: Group) -> QuerySet[AgendaItem]:
    """What the group has talked about in its last sessions; a whole agenda where no item of it was begun in the app."""
    since = timezone.now() - timedelta(days=365)
    met = (
        Session.objects.in_group(group)
        .counted()
        .filter(state__in=MET, starts_at__gte=since)
        .order_by("-starts_at")
    )
    last = list(met.values_list("pk", flat=True)[:MOST_SESSIONS])
    begun = AgendaItem.objects.filter(session=OuterRef("session")).exclude(state=ItemState.WAITING)
    items = AgendaItem.objects.filter(~Q(state=ItemState.WAITING) | ~Exists(begun), session__in=last)
    return items.select_related("session__group").order_by("-session__starts_at", "session", "position")


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
        cast("AgreementItemField", self.fields["item"]).queryset = items_reached(group)


class WordedAgreementForm(AgreementForm):
    wording = forms.CharField(
        label=_("What did the group agree?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    field_order = ("wording", "item")
