"""What became of a message, in words."""

from datetime import datetime

from django import template
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from groups.kinds import KINDS
from groups.models import Delivery, Notification
from groups.states import Channel, DeliveryState
from groups.templatetags.words import day, moment

register = template.Library()


@register.filter
def about(notification: Notification) -> Promise | str:
    """Its neutral subject line."""
    kind = KINDS.get(notification.kind)
    return kind.subject_line if kind else _("A message")


@register.filter
def leads_to(notification: Notification) -> str:
    """The page it leads to; nothing if this kind of message is no longer in use."""
    kind = KINDS.get(notification.kind)
    try:
        return kind.path(notification.group, notification.subject) if kind else ""
    except NoReverseMatch:
        return ""


@register.filter
def went(delivery: Delivery) -> str:
    """Sent, with the day and time; or why not."""
    if delivery.channel == Channel.APP:
        return _("here since %(when)s") % {"when": moment(delivery.sent_at)}
    if delivery.state == DeliveryState.SENT and delivery.gathered_in_id:
        return _("in your weekly message of %(when)s") % {"when": moment(delivery.sent_at)}
    if delivery.state == DeliveryState.WEEKLY:
        return _("waits for your weekly message of %(when)s") % {"when": day(delivery.due_at)}
    if delivery.state == DeliveryState.SENT:
        return _("sent on %(when)s") % {"when": moment(delivery.sent_at)}
    return str(delivery.get_state_display()).lower()


@register.filter
def title_of(titles: dict[str, str], delivery: Delivery) -> str:
    """The title of what a message is about: see groups/notifications/titles.py."""
    return titles.get(delivery.notification.subject, "")


@register.filter
def is_ahead(moment: datetime) -> bool:
    return moment > timezone.now()
