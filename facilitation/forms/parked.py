from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.agenda import CAN_PLAN
from facilitation.actions.parked import alike
from facilitation.actions.room import LONGEST_ITEM
from facilitation.forms.which_session import SessionField
from facilitation.models import CoFacilitation, ParkedMatter, Session
from facilitation.states.agenda import SessionKind
from groups.models import Membership
from groups.permissions import Permission


class BringBackForm(forms.Form):
    session = SessionField(
        queryset=Session.objects.none(),
        label=_("To which session?"),
        to_field_name="public_id",
        empty_label=_("Choose a session"),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST_ITEM, initial=15)

    def __init__(self, *args: Any, matter: ParkedMatter, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = Session.objects.in_group(by.group).visible_to(by).filter(state__in=CAN_PLAN)
        if not by.may(Permission.RUN_ROOM):
            theirs = CoFacilitation.objects.running().filter(member=by)
            ahead = ahead.filter(pk__in=theirs.values("session"))
        kinds = {kind for kind in SessionKind if alike(Session(kind=kind), matter.session)}
        ahead = ahead.filter(kind__in=kinds)
        cast("SessionField", self.fields["session"]).queryset = ahead.select_related("group").order_by(
            "starts_at"
        )


class BecameForm(forms.Form):
    became = forms.CharField(
        label=_("What became of it?"),
        max_length=500,
        help_text=_("One plain sentence. Everyone in the group can read it."),
        widget=forms.Textarea({"rows": 3, "data-keep": True}),
    )
