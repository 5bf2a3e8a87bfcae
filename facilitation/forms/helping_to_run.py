from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.forms.on_behalf import TYPED
from groups.models import Membership
from groups.models.memberships import MembershipQuerySet


class WhomToAskForm(forms.Form):
    """One person out of those who can be asked."""

    member = forms.ModelChoiceField(Membership.objects.none(), to_field_name="public_id")

    def __init__(self, *args: Any, among: MembershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(
            among.order_by("name", "pk"),
            to_field_name="public_id",
            label=_("Whom do you ask?"),
            empty_label=_("Choose a person"),
        )


class ToldByForm(forms.Form):
    """How the answer of somebody without an account came to whoever types it."""

    origin = forms.ChoiceField(label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect)
