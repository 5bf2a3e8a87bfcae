from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision
from groups.forms.at_times import needed_at_times
from groups.models import Group
from lifecycle.models import Ask

MOST = 100
SHOWN = 120


class DecisionField(forms.ModelChoiceField[Decision]):
    def label_from_instance(self, obj: Decision) -> str:
        return str(Truncator(obj.wording).chars(SHOWN))


def requests_to_choose_from(group: Group) -> QuerySet[Ask]:
    return _latest(Ask.objects.in_group(group).order_by("-raised_on", "-pk"))


def decisions_to_choose_from(group: Group) -> QuerySet[Decision]:
    """What the group decided, without how it works and without the decisions to ask, whose requests are named."""
    asked = Ask.objects.in_group(group).values("decision")
    decided = Decision.objects.in_group(group).filter(is_bookkeeping=False).exclude(pk__in=asked)
    return _latest(decided.order_by("-created_at", "-pk"))


class UseForm(forms.Form):
    """Where the words went: one request or one decision."""

    ask = forms.ModelChoiceField(
        Ask.objects.none(),
        to_field_name="public_id",
        required=False,
        label=_("The request they are part of"),
        empty_label=_("No request"),
    )
    decision = DecisionField(
        Decision.objects.none(),
        to_field_name="public_id",
        required=False,
        label=_("Or the decision they are part of"),
        empty_label=_("No decision"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("ask", requests_to_choose_from(group))
        self._offer("decision", decisions_to_choose_from(group))
        for field in self.fields.values():
            needed_at_times(field)  # one of the two is

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("ask")) == bool(cleaned.get("decision")):
            self.add_error("ask", _("Choose one request, or one decision."))
        return cleaned

    @property
    def used_in(self) -> Ask | Decision:
        """Of a form that is right."""
        return cast("Ask | Decision", self.cleaned_data["ask"] or self.cleaned_data["decision"])

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows


class WhyNotForm(forms.Form):
    why = forms.CharField(
        label=_("Why did this lead to no request and no decision?"),
        help_text=_(
            "In plain words. Whoever said it reads this, and so does everyone who may read what was said."
        ),
        max_length=1000,
        widget=forms.Textarea({"rows": 4, "data-keep": True}),
        error_messages={"required": _("Say why, in plain words. Whoever said it reads it.")},
    )


def _latest[Row: Any](rows: QuerySet[Row]) -> QuerySet[Row]:
    """The newest; a list to choose from has an end."""
    return rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:MOST]))
