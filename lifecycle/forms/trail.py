"""What the group does with its own requests, and being asked for more time."""

from datetime import date
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from facilitation.forms.agreements import AgreementForm
from groups.models import Group
from groups.working_days import today_in
from lifecycle.actions.trail import FEWEST_PARTS
from lifecycle.forms.asks import AskingForm, SentOnceForm
from lifecycle.forms.dates import date_input, must_be_to_come
from lifecycle.models import Ask

MOST_PARTS = 4
MOST_JOINED = 50


class WithdrawForm(AgreementForm):
    words = forms.CharField(
        label=_("Why do we take it back?"),
        help_text=_("Everyone in the group reads it, and the person we asked. It stays as it is."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("words", "item")


class PartForm(AskingForm):
    """One of the requests that go on in place of one."""

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goes_to_leads_of(group)


class AgreedForm(AgreementForm):
    """Only where the group agreed it."""


PartForms = formset_factory(
    PartForm,
    extra=0,
    min_num=FEWEST_PARTS,
    max_num=MOST_PARTS,
    absolute_max=MOST_PARTS,
    validate_min=True,
    validate_max=True,
)


class JoinedField(forms.ModelMultipleChoiceField[Ask]):
    def label_from_instance(self, obj: Ask) -> str:
        return obj.title


class JoinForm(AgreementForm, AskingForm):
    others = JoinedField(
        Ask.objects.none(),
        to_field_name="public_id",
        label=_("Which other requests join this one?"),
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("others", "title", "words", "why", "good_answer", "to", "is_public", "item")

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, group=ask.group, **kwargs)
        self.goes_to_leads_of(ask.group)
        others = Ask.objects.in_group(ask.group).open().exclude(pk=ask.pk).by_clock()
        cast("JoinedField", self.fields["others"]).queryset = others


class FollowOnForm(AgreementForm, SentOnceForm):
    field_order = ("title", "words", "why", "good_answer", "to", "is_public", "item")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        self.goes_to_leads_of(group)


class RestForm(AgreementForm):
    until = forms.DateField(
        label=_("Until when?"), help_text=_("On that day the clock goes on by itself."), widget=date_input()
    )
    reason = forms.CharField(
        label=_("Why does it rest?"),
        help_text=_("Everyone in the group reads it, and the person we asked."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("until", "reason", "item")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        must_be_to_come(day, self.today)
        return day


class MoreTimeForm(forms.Form):
    wanted_on = forms.DateField(label=_("By when could you answer?"), widget=date_input())
    reason = forms.CharField(
        label=_("Why do you need more time?"),
        help_text=_("In plain words. Everyone in the group reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask = ask

    def clean_wanted_on(self) -> date:
        day: date = self.cleaned_data["wanted_on"]
        must_be_to_come(day, today_in(self.ask.group))
        if self.ask.next_step_on and day <= self.ask.next_step_on:
            raise forms.ValidationError(_("Choose a day after the one you have now."))
        return day


class MoreTimeWordForm(AgreementForm):
    """It holds for the day that stood on the page."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    give = forms.TypedChoiceField(
        label=_("Does the group give more time?"),
        choices=[("yes", _("Yes, until that day")), ("no", _("No, the day stays"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What the group says about it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("give", "words", "item")
