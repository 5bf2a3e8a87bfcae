"""The clock of a request in words, the same for the system's turn and for ours."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Notification
from lifecycle.models import Ask

register = template.Library()


@register.filter
def clock_words(ask: Ask, today: date) -> str:
    """12 working days left, due today, 6 working days late."""
    left = ask.days_left(today)
    if ask.is_late(today):
        return _late(-left)
    if left == 0:
        return _("due today") if ask.next_step_on == today else _("due by the next working day")
    return ngettext("%(days)d working day left", "%(days)d working days left", left) % {"days": left}


@register.filter
def resting(ask: Ask, today: date) -> date | None:
    """The day until which the group lets a request of a list rest."""
    return ask.rested_until if ask.rested_until and today < ask.rested_until else None


def _late(days: int) -> str:
    if days == 0:
        return _("just late")
    return ngettext("%(days)d working day late", "%(days)d working days late", days) % {"days": days}


@register.filter
def step_up(ask: Ask, told: dict[str, Notification]) -> Notification | None:
    """The latest word to the sponsor or the forum about a late request."""
    return told.get(str(ask.public_id))


@register.filter
def is_late(ask: Ask, today: date) -> bool:
    return ask.is_late(today)
