from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.actions.wanting_information import may_be_asked
from facilitation.models import InformationItem, InformationRequest, NotUnderstood
from facilitation.states.information import WantedState
from groups.forms.days import DayField, must_be_to_come
from groups.models import Group, Membership
from groups.permissions import Permission
from groups.states import Side

LATEST_SHOWN = 40  # items to choose from


class QuestionForm(forms.ModelForm[NotUnderstood]):
    """By name, or without one where the group lets somebody speak so."""

    without_name = forms.BooleanField(
        label=gettext_lazy("Do not say who asks"),
        help_text=gettext_lazy(
            "We keep nothing of who you are. The answer will stand on the page for everyone. "
            "Until tomorrow morning, whoever runs the database could work out who asked."
        ),
        required=False,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)  # the same form sent twice asks once

    class Meta:
        model = NotUnderstood
        fields = ("passage", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 3, "data-keep": ""})}
        help_texts = {
            "passage": gettext_lazy("Copy them here, or say where they stand. You can leave it empty."),
            "words": gettext_lazy("You can leave it empty too."),
        }

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by.may(Permission.SPEAK_ANONYMOUSLY):
            del self.fields["without_name"]


class AnswerForm(forms.ModelForm[NotUnderstood]):
    class Meta:
        model = NotUnderstood
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 6, "data-keep": ""})}
        help_texts = {
            "answer": gettext_lazy("Everyone in the group reads it. Say it as you would to a neighbour.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class WhomField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return obj.titled


def whom(group: Group) -> WhomField:
    """People from the system who take part now and may share information."""
    members = group.memberships.active().with_names().filter(side=Side.SYSTEM)
    able = [member.pk for member in members if may_be_asked(member)]
    return WhomField(
        group.memberships.with_names().filter(pk__in=able),
        to_field_name="public_id",
        label=_("Whom do you ask?"),
        empty_label=_("Choose somebody"),
    )


class WantedForm(forms.ModelForm[InformationRequest]):
    wanted_on = DayField(label=gettext_lazy("When do you want it by?"))

    class Meta:
        model = InformationRequest
        fields = ("what", "why", "wanted_on")
        widgets = {"why": forms.Textarea(attrs={"rows": 4, "data-keep": ""})}

    field_order = ("what", "why", "to", "wanted_on")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["to"] = whom(group)
        self.order_fields(self.field_order)

    def clean_wanted_on(self) -> Any:
        must_be_to_come(self.cleaned_data["wanted_on"], self.group.today)
        return self.cleaned_data["wanted_on"]


class SendOnForm(forms.Form):
    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = whom(group)


class MeetForm(forms.Form):
    """Shared, shared in part, or not: the last two with a reason that everyone reads."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (WantedState.SHARED, gettext_lazy("Here it is")),
            (WantedState.PART, gettext_lazy("Here is a part of it")),
            (WantedState.REFUSED, gettext_lazy("We cannot share it")),
        ],
        widget=forms.RadioSelect,
    )
    items = forms.ModelMultipleChoiceField(
        queryset=InformationItem.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Where it is"),
        help_text=gettext_lazy("Share the information first. Then choose it here."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("The reason, if you hold something back"),
        help_text=gettext_lazy("Everyone in the group reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "data-keep": ""}),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = InformationItem.objects.in_group(group).newest_first()[:LATEST_SHOWN]
        field = cast("forms.ModelMultipleChoiceField[InformationItem]", self.fields["items"])
        field.queryset = InformationItem.objects.filter(pk__in=[item.pk for item in newest]).newest_first()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        answer = given.get("answer")
        if answer in {WantedState.PART, WantedState.REFUSED} and not given.get("reason", "").strip():
            self.add_error("reason", ValidationError(_("Write the reason. Everyone in the group reads it.")))
        if (
            answer in {WantedState.SHARED, WantedState.PART}
            and not given.get("items")
            and "items" not in self.errors
        ):
            self.add_error("items", ValidationError(_("Share the information first. Then choose it here.")))
        return given
