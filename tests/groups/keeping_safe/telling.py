"""Who was told, and asking for a call."""

from groups.actions import safety as acts
from groups.models import CallMe, Delivery


def told(kind: str, **more: object) -> set[int]:
    sent = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None, **more)
    return set(sent.filter(done_at=None).values_list("person", flat=True))


def ask(member, to, **more: object) -> CallMe:
    how = {"number": "01632 960 155", "when_suits": "Mornings", "may_leave_message": False}
    return acts.ask_for_call(to=to, **how, **more, by=member)
