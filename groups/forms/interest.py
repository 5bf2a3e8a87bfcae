from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.actions.interest import MOST_QUESTIONS, Newcomer, Typed
from groups.coming_as import BY_HAND, COMES_AS
from groups.forms.invitations import JobFields
from groups.models import Group, InterestQuestion
from groups.states import Channel, Origin, Side

OLDEST = timedelta(days=90)  # of a letter that is typed only now
LONG = forms.Textarea(attrs={"rows": 5})
LONGEST_QUESTION = 200
SHORT = forms.Textarea(attrs={"rows": 3})


class Answer(TextChoices):
    """How we may answer someone who asks to join."""

    EMAIL = Channel.EMAIL.value, _("By email")
    PHONE = Channel.PHONE.value, _("By phone")
    LETTER = Channel.LETTER.value, _("By letter")


NEEDED = {
    Channel.EMAIL: ("email", _("Write an email address, or choose another way.")),
    Channel.PHONE: ("phone", _("Write a phone number, or choose another way.")),
    Channel.LETTER: ("address", _("Write an address, or choose another way.")),
}


class InterestForm(forms.Form):
    """A name, one way to answer, why, and what the group would like to know. Nothing more."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    why = forms.CharField(
        label=_("Why would you like to join?"),
        help_text=_("A few words are enough. You need not write about your health."),
        max_length=2000,
        widget=LONG,
    )
    channel = forms.ChoiceField(
        label=_("How shall we answer you?"), choices=Answer, widget=forms.RadioSelect, initial=Answer.EMAIL
    )
    email = forms.EmailField(label=_("Email"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    may_leave_message = forms.BooleanField(
        label=_("It is safe to leave a message on this phone"), required=False
    )
    address = forms.CharField(label=_("Address"), max_length=500, required=False, widget=SHORT)

    def __init__(self, *args: Any, questions: Sequence[InterestQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{question.pk}": question.words for question in questions}
        for name, words in self.questions.items():
            self.fields[name] = forms.CharField(label=words, max_length=2000, required=False, widget=SHORT)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        field, why = NEEDED.get(data.get("channel", ""), ("", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, why)
        return data

    def newcomer(self) -> Newcomer:
        data = self.cleaned_data
        return Newcomer(
            name=data["name"],
            why=data["why"],
            channel=data["channel"],
            email=data["email"],
            phone=data["phone"],
            address=data["address"],
            may_leave_message=data["may_leave_message"] if data["phone"] else None,
            answers=tuple((asked, data[name]) for name, asked in self.questions.items()),
        )


class EnterInterestForm(InterestForm):
    """The same, typed for someone who wrote or called."""

    origin = forms.ChoiceField(
        label=_("How did it reach you?"),
        choices=[
            (one.value, one.label) for one in (Origin.PHONE, Origin.LETTER, Origin.IN_PERSON, Origin.EMAIL)
        ],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(label=_("When did it reach you?"))
    read_back = forms.BooleanField(
        label=_("I read it back to them, and they said it is right"), required=False
    )
    agreed = forms.BooleanField(label=_("They want us to keep this and to reach them"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today: date = group.today
        self.fields["received_on"].initial = self.today
        self.fields["name"].label = _("Their name")
        self.fields["why"].label = _("Why would they like to join?")
        self.fields["why"].help_text = _("In their words, as they wrote or said it.")
        self.fields["channel"].label = _("How shall we answer them?")
        self.order_fields(["origin", "received_on", "name", "why", *self.questions])
        self.order_fields([*[name for name in self.fields if name not in LAST], *LAST])

    def clean_received_on(self) -> date:
        day = cast("date", self.cleaned_data["received_on"])
        if not self.today - OLDEST <= day <= self.today:
            raise forms.ValidationError(_("Write a day in the last three months, up to today."))
        return day

    def typed(self) -> Typed:
        data = self.cleaned_data
        return Typed(origin=data["origin"], read_back=data["read_back"], received_on=data["received_on"])


LAST = ("read_back", "agreed")


class AcknowledgeForm(forms.Form):
    reply = forms.CharField(
        label=_("What you write to them"),
        help_text=_("For example when you will talk, and with whom."),
        max_length=2000,
        widget=LONG,
    )


class NoteForm(forms.Form):
    spoken_on = forms.DateField(label=_("When did you talk?"))
    words = forms.CharField(
        label=_("What was said"),
        help_text=_("They can ask to read this. Write down no illness."),
        max_length=2000,
        widget=LONG,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today: date = group.today
        self.fields["spoken_on"].initial = self.today

    def clean_spoken_on(self) -> date:
        day = cast("date", self.cleaned_data["spoken_on"])
        if day > self.today:
            raise forms.ValidationError(_("Write today, or a day before."))
        return day


class OfferForm(JobFields):
    comes_as = forms.ChoiceField(
        label=_("They come as"),
        choices=[(key, one.words) for key, one in COMES_AS.items() if key in BY_HAND],
        widget=forms.RadioSelect,
    )
    field_order = ("comes_as", "job", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].help_text = _("For people from the health and care system.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        coming = COMES_AS.get(data.get("comes_as", ""))
        if coming and coming.side == Side.SYSTEM:
            self.need_job(str(_("People from the health and care system always show this.")))
        elif coming:
            data |= {"job": "", "body": ""}
        return data


class NotNowForm(forms.Form):
    reason = forms.CharField(
        label=_("Why there is no place for them now"),
        help_text=_("They read this as you write it. Be plain and kind."),
        max_length=2000,
        widget=LONG,
    )
    other_ways = forms.CharField(
        label=_("What else they could do"),
        help_text=_("For example write to the group, come to an open day, or ask again in spring."),
        max_length=1000,
        required=False,
        widget=SHORT,
    )


class QuestionsForm(forms.Form):
    questions = forms.CharField(
        label=_("Your questions, one on each line"),
        help_text=_("Up to five. Nobody has to answer them. Do not ask about anyone's illness."),
        max_length=1100,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_questions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        asked = [line for line in lines if line]
        if len(asked) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Five questions at most. Choose the ones that matter."))
        if any(len(line) > LONGEST_QUESTION for line in asked):
            raise forms.ValidationError(_("Make each question shorter than 200 letters."))
        return asked
