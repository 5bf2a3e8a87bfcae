"""Typing what someone wrote or said in another way."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.contributions import audiences_for
from facilitation.forms.coming import ComingForm
from facilitation.models.room import may_hear
from facilitation.states import Audience
from groups.forms.invitations import MemberField
from groups.models import Group, Membership
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission
from groups.states import Origin

TYPED = [(origin.value, origin.label) for origin in Origin if origin != Origin.APP]
YES, NOT_YET = "yes", "not_yet"


class ForMember(forms.Form):
    """About somebody else, who said it."""

    member = MemberField(
        queryset=Membership.objects.none(),
        label=_("Who said it?"),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = self.of_whom(by.group).exclude(pk=by.pk)
        cast("MemberField", self.fields["member"]).queryset = others.with_names()

    def of_whom(self, group: Group) -> MembershipQuerySet:
        """Those who may have said it."""
        return group.memberships.present().who_may(Permission.SPEAK)


class OnTheirWordForm(ForMember):
    """What somebody told us by phone, by letter or in person."""

    origin = forms.ChoiceField(label=_("How did it come?"), choices=TYPED, widget=forms.RadioSelect)
    read_back = forms.ChoiceField(
        label=_("Did you read it back to them?"),
        choices=[(YES, _("Yes, and they said that it is right")), (NOT_YET, _("Not yet: ask them"))],
        widget=forms.RadioSelect,
    )

    def told(self, *names: str) -> dict[str, Any]:
        """Who said it, how it came and whether they heard it read, with these fields besides."""
        given = {name: self.cleaned_data[name] for name in ("member", "origin", *names)}
        return given | {"read_back": self.cleaned_data["read_back"] == YES}


class TypedForm(OnTheirWordForm):
    """A thought of somebody else. It is never without a name to whoever types it, and the page says so."""

    words = forms.CharField(
        label=_("Their words"),
        help_text=_("As they said or wrote them. Do not make them nicer or shorter."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5, "data-keep": True}),
    )
    audience = forms.ChoiceField(
        label=_("Who did they say may read it?"), choices=Audience.choices, widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label=_("They said yes to sharing it with those I chose"))
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ("member", "origin", "words", "audience", "agreed", "read_back", "once")

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        heard = [(each.value, each.label) for each in Audience if may_hear(by, each)]
        cast("forms.ChoiceField", self.fields["audience"]).choices = heard

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        member, audience = data.get("member"), data.get("audience")
        if member and audience and audience not in audiences_for(member):
            self.add_error("audience", _("Only people with lived experience can speak among themselves."))
        return data

    def said(self) -> dict[str, Any]:
        """For `type_for`."""
        return self.told("words", "audience", "once")


class ComingForSomeoneForm(ForMember, ComingForm):
    """What someone told us about coming."""

    field_order = ("member", "answer", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="coming_%s", **kwargs)  # it stands on a page with the other form
        self.fields["member"].label = _("Who told us?")


class RightWordsForm(forms.Form):
    words = forms.CharField(
        label=_("The right words"), max_length=2000, widget=forms.Textarea({"rows": 5, "data-keep": True})
    )
