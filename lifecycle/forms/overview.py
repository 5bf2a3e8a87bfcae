"""Finding groups in the overview."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Membership, Person, System
from groups.states import GroupState
from lifecycle.models import GroupSummary, ImpactReport

LATE, COMMITMENT, REPORT = "late", "commitment", "report"


class OverviewForm(forms.Form):
    """By name, by system, by what the group is doing, and by what waits there."""

    words = forms.CharField(label=_("Name of the group"), max_length=100, required=False)
    system = forms.ModelChoiceField(
        System.objects.none(),
        to_field_name="public_id",
        label=_("System"),
        required=False,
        empty_label=_("All systems"),
    )
    state = forms.ChoiceField(
        label=_("What the group is doing"), choices=[("", _("Anything")), *GroupState.choices], required=False
    )
    only = forms.MultipleChoiceField(
        label=_("Only groups with"),
        choices=[
            (LATE, _("a request that is past its day")),
            (COMMITMENT, _("no commitment, or one to look at again")),
            (REPORT, _("a report you have not opened")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, places: QuerySet[Membership], person: Person, **kwargs: Any) -> None:
        """`places`: of the person, in the groups to choose from."""
        super().__init__(*args, **kwargs)
        self.places, self.person = places, person
        systems = System.objects.filter(pk__in=places.order_by().values("group__system"))
        self.fields["system"].queryset = systems.order_by("name", "pk")  # type: ignore[attr-defined]  # of this kind of field

    def chosen(self) -> QuerySet[Membership]:
        """The places in the groups asked for. What was not understood is left out, and said beside its field."""
        self.full_clean()
        places, said = self.places, self.cleaned_data
        for word in said.get("words", "").split():
            places = places.filter(group__name__icontains=word)
        if system := said.get("system"):
            places = places.filter(group__system=system)
        if state := said.get("state"):
            places = places.filter(group__state=state)
        for wanted in said.get("only", []):
            places = places.filter(group__in=self._with(wanted))
        return places

    def _with(self, wanted: str) -> QuerySet[Any, Any]:
        if wanted == REPORT:
            return ImpactReport.objects.to_read_by(self.person).values("group")
        counted = GroupSummary.objects.all()
        found = (
            counted.with_late_requests()
            if wanted == LATE
            else counted.wanting_a_commitment(timezone.localdate())
        )
        return found.values("group")
