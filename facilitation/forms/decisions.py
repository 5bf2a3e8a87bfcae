from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.actions.topics import Declaration
from facilitation.models import Option, TopicVersion
from groups.models import Group
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


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label=_("What we agreed, as you remember it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OptionForm(forms.ModelForm[Option]):
    class Meta:
        model = Option
        fields = ("title", "means", "good_for", "hard_on")
        widgets = {
            name: forms.Textarea({"rows": 3, "data-keep": True}) for name in ("means", "good_for", "hard_on")
        }


class DropForm(forms.Form):
    why = forms.CharField(
        label=_("Why does it not go ahead?"),
        help_text=_("Everyone in the group reads this."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
