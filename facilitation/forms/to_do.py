"""What is to be done, by whom and by when; and what its owner says of it."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.forms.which_session import SessionField
from facilitation.models import Session, ToDo
from facilitation.models.co_facilitation import sessions_run_by
from facilitation.states import SessionState
from facilitation.states.agenda import SessionKind
from groups.forms.days import FURTHEST, DayField
from groups.forms.invitations import MemberField
from groups.models import Membership
from groups.permissions import Permission
from groups.states import Origin

TYPED = [(origin.value, origin.label) for origin in Origin if origin != Origin.APP]
OFFERED_SESSIONS = 6


class DueField(DayField):
    """A day from today on, or from another one; within ten years."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("By when?"), "help_text": _("For example 3/12/2026.")} | kwargs)


def day_from(day: date, first: date) -> date:
    """Raises ValidationError for a day before the first, or too far away."""
    if day < first:
        raise forms.ValidationError(_t("Choose a day to come."))
    if day > first + FURTHEST:
        raise forms.ValidationError(_t("Choose a day within the next ten years."))
    return day


class ToDoForm(forms.Form):
    """Whoever runs its session may ask anybody, or leave it open who does it. Everyone else takes it on themselves."""

    words = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("One thing, so that it is clear when it is done. 300 letters at most."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )
    owner = MemberField(
        Membership.objects.none(),
        label=_("Who does it?"),
        help_text=_("They are asked, and it is theirs when they say yes."),
        to_field_name="public_id",
        required=False,
        empty_label=_("Nobody yet: it looks for someone"),
    )
    due_on = DueField()
    session = SessionField(
        Session.objects.none(),
        label=_("Which session was it agreed in?"),
        to_field_name="public_id",
        required=False,
        empty_label=_("None of these"),
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        owner = cast("MemberField", self.fields["owner"])
        owner.queryset = by.group.memberships.active().with_names()
        self.helps_to_run = set() if by.may(Permission.RUN_ROOM) else sessions_run_by(by)
        if self.helps_to_run:
            owner.help_text = (
                f"{owner.help_text} {_t('You can ask others only for a session you help to run.')}"
            )
        elif not by.may(Permission.RUN_ROOM):
            del self.fields["owner"]
        cast("SessionField", self.fields["session"]).queryset = sessions_of(by).select_related("group")

    def clean_due_on(self) -> date:
        return day_from(self.cleaned_data["due_on"], self.by.group.today)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.helps_to_run and "session" in self.fields and given.get("owner") != self.by:
            session = given.get("session")
            if session is None or session.pk not in self.helps_to_run:
                self.add_error("owner", _t("Choose yourself, or choose the session that you help to run."))
        return given

    def agreed(self) -> dict[str, Any]:
        """For `agree_to_do`."""
        return {"owner": self.by} | self.cleaned_data


def sessions_of(member: Membership) -> Any:
    """The latest sessions that have begun."""
    begun = (SessionState.OPEN, SessionState.CLOSED, SessionState.NOTES_SHARED, SessionState.SETTLED)
    seen = (
        Session.objects.in_group(member.group)
        .visible_to(member)
        .counted()
        .filter(state__in=begun, kind=SessionKind.USUAL)
    )
    latest = seen.order_by("-starts_at").values("pk")[:OFFERED_SESSIONS]
    return Session.objects.filter(pk__in=list(latest.values_list("pk", flat=True))).order_by("-starts_at")


class OwnersWord(forms.Form):
    """What the owner says. Of someone without an account, also how it came to whoever types it."""

    origin = forms.ChoiceField(label=_("How did they tell you?"), choices=TYPED, widget=forms.RadioSelect)

    def __init__(self, *args: Any, to_do: ToDo, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_do, self.by = to_do, by
        if to_do.owner in (by, None) or to_do.owner.person.account_id:
            del self.fields["origin"]


class YesForm(OwnersWord):
    """Nothing more to say than yes or no."""


class DoneForm(OwnersWord):
    words = forms.CharField(
        label=_("What came of it?"),
        help_text=_("One sentence. Everyone in the group can read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
    )


class LaterForm(OwnersWord):
    due_on = DueField(label=_("By when instead?"))
    words = forms.CharField(
        label=_("What is it waiting for?"),
        help_text=_("One sentence. Everyone in the group can read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
    )

    def clean_due_on(self) -> date:
        day = day_from(self.cleaned_data["due_on"], self.by.group.today)
        if day <= self.to_do.due_on:
            raise forms.ValidationError(_t("Choose a day after the one that was agreed."))
        return day


class HandOnForm(OwnersWord):
    to = MemberField(
        Membership.objects.none(),
        label=_("Who could do it?"),
        help_text=_("They are asked, and it is theirs when they say yes."),
        to_field_name="public_id",
        empty_label=_("Choose a person"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = self.by.group.memberships.active().with_names()
        others = here.exclude(pk=self.to_do.owner_id) if self.to_do.owner_id else here
        cast("MemberField", self.fields["to"]).queryset = others


class DropForm(OwnersWord):
    words = forms.CharField(
        label=_("Why does it not go ahead?"),
        help_text=_("One sentence. Everyone in the group can read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by.may(Permission.RUN_ROOM):
            self.fields.pop("origin", None)
