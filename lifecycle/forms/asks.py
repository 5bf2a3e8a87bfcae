from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.forms.agreements import MET, AgreementForm
from facilitation.models import Contribution, Session
from groups.models import Group, Membership
from groups.permissions import Permission
from lifecycle.forms.dates import date_input, must_be_to_come
from lifecycle.models import Answer, Ask, Progress
from lifecycle.states import NEEDS_A_DATE, AskState

RECENT_SESSIONS = 4
SHOWN_WORDS = 160


class LeadField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.titled


class WordsField(forms.ModelMultipleChoiceField[Contribution]):
    def label_from_instance(self, obj: Contribution) -> str:
        words = Truncator(obj.words).chars(SHOWN_WORDS)
        return f"“{words}” {obj.author.name if obj.author else _t('Said without a name')}"


def leads_of(group: Group, *, besides: Membership | None = None) -> QuerySet[Membership]:
    """Those to whom a request can go."""
    leads = group.memberships.present().who_may(Permission.ANSWER_ASKS).with_names()
    return leads.exclude(pk=besides.pk) if besides else leads


def words_to_choose_from(member: Membership) -> QuerySet[Contribution]:
    """What was said in the group's latest sessions, as far as this member may read it."""
    sessions = Session.objects.in_group(member.group).filter(state__in=MET).order_by("-starts_at")
    recent = list(sessions.values_list("pk", flat=True)[:RECENT_SESSIONS])
    words = Contribution.objects.in_group(member.group).readable_by(member).filter(session__in=recent)
    return words.select_related("author").order_by("-session__starts_at", "said_at", "pk")


class AskForm(AgreementForm):
    title = forms.CharField(label=_("What do we ask for, in a few words?"), max_length=160)
    words = forms.CharField(label=_("What we ask for"), max_length=3000, widget=forms.Textarea)
    why = forms.CharField(label=_("Why it matters to people"), max_length=3000, widget=forms.Textarea)
    to = LeadField(
        Membership.objects.none(),
        to_field_name="public_id",
        label=_("Who do we ask?"),
        empty_label=_("Choose a decision-maker"),
    )
    contributions = WordsField(
        Contribution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What did people say that this comes from?"),
        help_text=_("Tick all that fit. Those who said it are told what becomes of it."),
    )
    is_public = forms.BooleanField(
        required=False,
        label=_("Show this request on our public page"),
        help_text=_("Only if the group agreed to that. It shows jobs there, no names."),
    )

    field_order = ("title", "words", "why", "to", "contributions", "is_public", "item")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, group=member.group, **kwargs)
        cast("LeadField", self.fields["to"]).queryset = leads_of(member.group)
        cast("WordsField", self.fields["contributions"]).queryset = words_to_choose_from(member)


class AnswerForm(forms.ModelForm[Answer]):
    """One calm form: answer, reason, what will happen, by when. A reason is always needed (promise 7)."""

    class Meta:
        model = Answer
        fields = ("kind", "reason", "will_do", "promised_on")
        widgets = {"kind": forms.RadioSelect, "promised_on": date_input()}
        labels = {"promised_on": _("By when?"), "will_do": _("What will happen?"), "reason": _("Your reason")}
        help_texts = {
            "reason": _("In plain words. Everyone in the group reads it, whatever the answer is."),
            "promised_on": _(
                "Needed unless your answer is no. If not now, the day you will look at it again."
            ),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = Answer.kind.field.choices  # type: ignore[attr-defined]  # no empty choice

    def clean_promised_on(self) -> date | None:
        day: date | None = self.cleaned_data["promised_on"]
        if day:
            must_be_to_come(day, self.today)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        date_owed = cleaned.get("kind") in NEEDS_A_DATE and not cleaned.get("promised_on")
        if date_owed and "promised_on" not in self.errors:
            self.add_error("promised_on", _("Give a date, so that the group knows when."))
        return cleaned


class ProgressForm(forms.ModelForm[Progress]):
    class Meta:
        model = Progress
        fields = ("words", "next_on")
        widgets = {"next_on": date_input()}
        labels = {"next_on": _("When will you report next?")}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["next_on"].required = True

    def clean_next_on(self) -> date:
        day: date = self.cleaned_data["next_on"]
        must_be_to_come(day, self.today)
        return day


class VerdictForm(AgreementForm):
    answers_us = forms.TypedChoiceField(
        label=_("Does this answer us?"),
        choices=[("yes", _("Yes, it answers us")), ("no", _("No, we need another answer"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What the group says about it"),
        help_text=_("If it does not answer us, say what is missing."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("answers_us", "words", "item")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answers_us") is False and not cleaned.get("words"):
            self.add_error("words", _("Say what is missing, so that the next answer can be better."))
        return cleaned


class CloseForm(AgreementForm):
    way = forms.ChoiceField(label=_("How does the group close it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In the group's own words"),
        help_text=_("What came of it, or why not. This stays as it is for good."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("way", "words", "item")

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, group=ask.group, **kwargs)
        ways = [(way.value, AskState(way).label) for way in ask.ways_to_close]
        cast("forms.ChoiceField", self.fields["way"]).choices = ways


class HandOverForm(forms.Form):
    to = LeadField(
        Membership.objects.none(),
        to_field_name="public_id",
        label=_("Who answers from now on?"),
        empty_label=_("Choose a decision-maker"),
    )

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("LeadField", self.fields["to"]).queryset = leads_of(ask.group, besides=ask.to)
