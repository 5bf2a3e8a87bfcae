from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.topics import Declaration
from facilitation.models import Decision, Position, TopicVersion
from facilitation.states import NEEDS_REASON
from groups.models import Group, Membership
from groups.permissions import Role


class DeclarationForm(forms.ModelForm[TopicVersion]):
    """What is open, what is fixed and who has the final say, before anyone gives a position."""

    class Meta:
        model = TopicVersion
        fields = (
            "open_to_change",
            "fixed",
            "say",
            "final_say",
            "final_say_member",
            "decide_by",
            "what_matters",
            "system_priorities",
        )
        widgets = {"decide_by": forms.DateInput(attrs={"type": "date"})}
        help_texts = {
            "fixed": _("If nothing is fixed, say so."),
            "final_say": _("The name and job of one person, or the name of a forum."),
            "final_say_member": _("If this person is in the group."),
        }

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = group.memberships.active().with_names()
        facilitators = group.memberships.holding(Role.FACILITATOR)
        person = forms.ModelChoiceField(
            choices.exclude(pk__in=facilitators),
            to_field_name="public_id",
            required=False,
            label=_("Their name in this group"),
            help_text=self.fields["final_say_member"].help_text,
            empty_label=_("Nobody in the group"),
        )
        person.initial = self.instance.final_say_member and self.instance.final_say_member.public_id
        self.initial.pop("final_say_member", None)
        self.fields["final_say_member"] = person

    def declaration(self) -> Declaration:
        return Declaration(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class TopicForm(DeclarationForm):
    title = forms.CharField(label=_("What is there to decide?"), max_length=160)

    field_order = ("title", *DeclarationForm.Meta.fields)


class RoundForm(forms.ModelForm[Decision]):
    class Meta:
        model = Decision
        fields = ("wording",)
        help_texts = {"wording": _("One thing, in words that everyone can agree to or not.")}


class PositionForm(forms.ModelForm[Position]):
    """A position, and the number of the declaration it was given on."""

    declared = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Position
        fields = ("answer", "reason")
        widgets = {"answer": forms.RadioSelect}
        labels = {"answer": _("Your position")}
        help_texts = {"reason": _("Needed if you sit this one out or do not accept it.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") in NEEDS_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why, in a few words."))
        return cleaned


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label=_("What we agreed, as you remember it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OutcomeForm(forms.ModelForm[Decision]):
    class Meta:
        model = Decision
        fields = ("outcome", "outcome_by", "differs", "review_on")
        widgets = {"review_on": forms.DateInput(attrs={"type": "date"})}
        help_texts = {"differs": _("Leave empty if it is just what we asked for.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = self.fields["outcome_by"].required = True


class FacilitatorForm(forms.Form):
    """Who facilitates from now on."""

    to = forms.ModelChoiceField(
        Membership.objects.none(),
        to_field_name="public_id",
        label=_("Who facilitates from now on?"),
        empty_label=_("Choose a facilitator"),
    )

    def __init__(self, *args: Any, group: Group, besides: Membership | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = group.memberships.active().holding(Role.FACILITATOR).with_names()
        self.fields["to"] = forms.ModelChoiceField(
            others.exclude(pk=besides.pk) if besides else others,
            to_field_name="public_id",
            label=self.base_fields["to"].label,
            empty_label=_("Choose a facilitator"),
        )
