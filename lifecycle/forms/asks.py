from dataclasses import fields
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise, cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.forms.agreements import MET, AgreementForm
from facilitation.models import Contribution, Decision, Session
from groups.forms.at_times import needed_at_times
from groups.models import Group, Membership
from groups.permissions import Permission
from lifecycle.actions.trail import Asking
from lifecycle.models import Ask
from lifecycle.states import AskState

RECENT_SESSIONS = 4
RECENT_DECISIONS = 12
SHOWN_WORDS = 160


class LeadField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.titled


class DecisionsField(forms.ModelMultipleChoiceField[Decision]):
    def label_from_instance(self, obj: Decision) -> str:
        return Truncator(obj.wording).chars(SHOWN_WORDS)


class WordsField(forms.ModelMultipleChoiceField[Contribution]):
    def label_from_instance(self, obj: Contribution) -> str:
        words = Truncator(obj.words).chars(SHOWN_WORDS)
        return f"“{words}” {obj.author.name if obj.author else _t('Said without a name')}"


def leads_of(group: Group, *, besides: Membership | None = None) -> QuerySet[Membership]:
    """Those to whom a request can go."""
    leads = group.memberships.present().who_may(Permission.ANSWER_ASKS).with_names()
    return leads.exclude(pk=besides.pk) if besides else leads


def decisions_to_choose_from(group: Group) -> QuerySet[Decision]:
    """What the group agreed lately, apart from how it works."""
    lately = (
        Decision.objects.in_group(group).agreed().filter(is_bookkeeping=False).order_by("-decided_on", "-pk")
    )
    recent = list(lately.values_list("pk", flat=True)[:RECENT_DECISIONS])
    return Decision.objects.filter(pk__in=recent).order_by("-decided_on", "-pk")


def words_to_choose_from(member: Membership, also: UUID | None = None) -> QuerySet[Contribution]:
    """What was said in the group's latest sessions, and this one thing, as far as this member may read it."""
    sessions = Session.objects.in_group(member.group).counted().filter(state__in=MET).order_by("-starts_at")
    recent = list(sessions.values_list("pk", flat=True)[:RECENT_SESSIONS])
    readable = Contribution.objects.in_group(member.group).readable_by(member)
    words = readable.filter(Q(session__in=recent) | Q(pk=also))
    return words.select_related("author").order_by("-session__starts_at", "said_at", "pk")


class AskingForm(forms.Form):
    """One request, as it goes on."""

    title = forms.CharField(label=_("What do we ask for, in a few words?"), max_length=160)
    words = forms.CharField(
        label=_("What we ask for"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )
    why = forms.CharField(
        label=_("Why it matters to people"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )
    good_answer = forms.CharField(
        label=_("What would a good answer hold?"),
        help_text=_("It helps them to answer what you ask."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to = LeadField(
        Membership.objects.none(),
        to_field_name="public_id",
        label=_("Who do we ask?"),
        empty_label=_("Choose a decision-maker"),
    )
    is_public = forms.BooleanField(
        required=False,
        label=_("Show this request on our public page"),
        help_text=_("Only if the group agreed to that. It shows jobs there, no names."),
    )

    @property
    def asking(self) -> Asking:
        return Asking(
            **{
                field.name: self.cleaned_data[field.name]
                for field in fields(Asking)
                if field.name in self.cleaned_data
            }
        )

    def goes_to_leads_of(self, group: Group) -> None:
        cast("LeadField", self.fields["to"]).queryset = leads_of(group)


class SentOnceForm(AskingForm):
    """Pressed twice, it sends one request."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class AskForm(AgreementForm, SentOnceForm):
    built_from = DecisionsField(
        Decision.objects.none(),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        label=_("Which decisions of ours does it come from?"),
        help_text=_("Tick all that fit, or none."),
    )
    contributions = WordsField(
        Contribution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What did people say that this comes from?"),
        help_text=_("Tick all that fit. Those who said it are told what becomes of it."),
    )
    field_order = (
        "title",
        "words",
        "why",
        "good_answer",
        "to",
        "built_from",
        "contributions",
        "is_public",
        "item",
    )

    def __init__(self, *args: Any, member: Membership, begins: UUID | None = None, **kwargs: Any) -> None:
        """`begins`: something said from which the request is written. It is ticked already."""
        super().__init__(*args, group=member.group, initial={"contributions": [begins]}, **kwargs)
        self.goes_to_leads_of(member.group)
        cast("DecisionsField", self.fields["built_from"]).queryset = decisions_to_choose_from(member.group)
        cast("WordsField", self.fields["contributions"]).queryset = words_to_choose_from(member, begins)


class OnTheAnswerForm(AgreementForm):
    """What the group says of an answer: it holds for the one that stood on the page, and for no later one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        latest = ask.latest_answer
        super().__init__(
            *args, group=ask.group, initial={"seen": latest.number if latest else None}, **kwargs
        )


class SaysWhatIsMissing(AgreementForm):
    """A yes, or a no that says what is missing. `yes_or_no` names the field that asks."""

    yes_or_no: str
    missing: str | Promise

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_at_times(self.fields["words"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get(self.yes_or_no) is False and not cleaned.get("words"):
            self.add_error("words", str(self.missing))
        return cleaned


class VerdictForm(SaysWhatIsMissing, OnTheAnswerForm):
    yes_or_no = "answers_us"
    missing = _("Say what is missing, so that the next answer can be better.")

    answers_us = forms.TypedChoiceField(
        label=_("Does this answer us?"),
        choices=[("yes", _("Yes, it answers us")), ("no", _("No, we need another answer"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What the group says about it"),
        help_text=_("You can leave this out if it answers us. If it does not, say what is missing."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("answers_us", "words", "item")


class PromiseWordForm(SaysWhatIsMissing):
    yes_or_no = "is_done"
    missing = _("Say what is missing, so that it can be done.")

    is_done = forms.TypedChoiceField(
        label=_("Is it done?"),
        choices=[("yes", _("Yes, it is done")), ("no", _("No, not yet"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What the group says about it"),
        help_text=_("You can leave this out if it is done. If it is not, say what is missing."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("is_done", "words", "item")


class CloseForm(OnTheAnswerForm):
    way = forms.ChoiceField(label=_("How does the group close it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In the group's own words"),
        help_text=_("What came of it, or why not. This stays as it is for good."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("way", "words", "item")

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, ask=ask, **kwargs)
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
        self.others = leads_of(ask.group, besides=ask.to)
        cast("LeadField", self.fields["to"]).queryset = self.others

    @cached_property
    def has_others(self) -> bool:
        return self.others.exists()


class ColleagueForm(forms.Form):
    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(label=_("Their email"))
    job = forms.CharField(label=_("Their job"), max_length=120)
    body = forms.CharField(label=_("Their organisation"), max_length=160)
