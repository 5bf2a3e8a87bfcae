from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import ForumDate, Group, Membership, PointOfContact, Spoken
from groups.permissions import Permission

LONG_AGO = timedelta(days=3653)


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ContactForm(forms.ModelForm[PointOfContact]):
    class Meta:
        model = PointOfContact
        fields = ("name", "job", "body", "forum", "closeness", "helps_with")
        widgets = {
            "closeness": forms.RadioSelect,
            "helps_with": forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        }
        help_texts = {
            "name": gettext_lazy(
                "Write only what they use for their work. Nothing about their home or health."
            ),
            "forum": gettext_lazy("For instance: the Northshire Board."),
        }


class SpokenForm(forms.ModelForm[Spoken]):
    class Meta:
        model = Spoken
        fields = ("on", "about")
        widgets = {"on": _day()}
        labels = {"on": gettext_lazy("When did you speak?")}
        help_texts = {
            "about": gettext_lazy(
                "One line, for instance: asked when the budget is set. The whole group can read it."
            )
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Choose today or a day before."))
        if on < self.today - LONG_AGO:
            raise forms.ValidationError(_("Choose a day within the last ten years."))
        return on


class ForumDateForm(forms.ModelForm[ForumDate]):
    class Meta:
        model = ForumDate
        fields = ("meets_on", "papers_on")
        widgets = {"meets_on": _day(), "papers_on": _day()}
        labels = {
            "meets_on": gettext_lazy("When does it meet?"),
            "papers_on": gettext_lazy("When do its papers close?"),
        }

    def __init__(self, data: Any = None, *, contact: PointOfContact) -> None:
        super().__init__(data, instance=ForumDate(contact=contact, group=contact.group))

    def clean_meets_on(self) -> date:
        contact: PointOfContact = self.instance.contact
        meets_on: date = self.cleaned_data["meets_on"]
        if not contact.group.today <= meets_on <= contact.group.today + LONG_AGO:
            raise forms.ValidationError(_("Choose a day to come, within the next ten years."))
        if contact.dates.filter(meets_on=meets_on).exists():
            raise forms.ValidationError(_("This day is on the list already."))
        return meets_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        meets_on, papers_on = given.get("meets_on"), given.get("papers_on")
        if meets_on and papers_on and papers_on > meets_on:
            self.add_error("papers_on", _("Papers close before the forum meets, or on the same day."))
        return given


class ProposeForm(forms.Form):
    """Which member to ask. They say yes or no themselves."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Whom do you ask?"),
        empty_label=None,
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Membership]", self.fields["member"])
        field.queryset = group.memberships.active().who_may(Permission.KEEP_CONTACTS).with_names()
