from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import AgendaItem, Session, Topic
from facilitation.models.sessions import those_among_us
from facilitation.states import ItemPurpose
from groups.models import Group, Membership
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission, roles_with

LONGEST = 240


class AgendaItemForm(forms.ModelForm[AgendaItem]):
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST, initial=20)

    led_by = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Who could lead it?"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
        to_field_name="public_id",
        help_text=gettext_lazy(
            "We ask them. They lead it when they say yes. Whoever leads an item has no say on it."
        ),
    )

    field_order: tuple[str, ...] = (
        "title",
        "purpose",
        "minutes",
        "led_by",
        "seeks_leader",
        "topic",
        "content_note",
    )

    class Meta:
        model = AgendaItem
        fields = ("title", "purpose", "seeks_leader", "topic", "content_note")
        labels = {
            "purpose": gettext_lazy("What do we do with it?"),
            "seeks_leader": gettext_lazy("Members can offer to lead it"),
            "topic": gettext_lazy("The topic it belongs to"),
        }
        widgets = {"purpose": forms.RadioSelect}
        help_texts = {
            "purpose": gettext_lazy(
                "Share: we hear something. Explore: we think about it together. Decide: we agree something."
            ),
            "topic": gettext_lazy("Needed to decide: a topic says who has the final say."),
            "content_note": gettext_lazy("A word beforehand, if it may be hard for some to hear."),
        }

    def __init__(self, *args: Any, group: Group, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = cast("forms.ModelChoiceField[Membership]", self.fields["led_by"])
        leaders.queryset = _who_can_lead(group, session)
        if self.instance.pk:  # these fields know their rows by public id
            here = {
                "minutes": self.instance.minutes,
                "led_by": self.instance.led_by or self.instance.asked_to_lead,
                "topic": self.instance.topic,
            }
            self.initial = {**self.initial, **here}
        topics = cast("forms.ModelChoiceField[Topic]", self.fields["topic"])
        topics.queryset = Topic.objects.in_group(group).open().filter(current__isnull=False).order_by("title")
        topics.to_field_name = "public_id"
        purpose = cast("forms.ChoiceField", self.fields["purpose"])
        purpose.choices = ItemPurpose.choices

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("purpose") == ItemPurpose.DECIDE and not chosen.get("topic"):
            self.add_error(
                "topic",
                _("To decide, choose the topic. It says who has the final say, so people know first."),
            )
        if chosen.get("purpose") == ItemPurpose.BREAK:  # nobody leads it, and it belongs to nothing
            chosen |= {"led_by": None, "topic": None, "seeks_leader": False}
        return chosen

    def changes(self) -> dict[str, Any]:
        """What to write into an item."""
        apart = ("led_by", "seeks_leader")  # said by an act of its own
        return {name: self.cleaned_data[name] for name in self.fields if name not in apart}

    @property
    def ask(self) -> Membership | None:
        """Whom to ask to lead it."""
        chosen: Membership | None = self.cleaned_data["led_by"]
        return chosen


def _who_can_lead(group: Group, session: Session | None) -> MembershipQuerySet:
    """Everyone who takes part and can speak or plan; of a meeting among us, of those who may know of it."""
    may = Q(roles__in=roles_with(Permission.SPEAK)) | Q(roles__in=roles_with(Permission.PLAN_SESSIONS))
    members = group.memberships.active().filter(may)
    known = those_among_us(members) if session and session.is_among_us else members
    return known.order_by("name", "pk")
