"""Somebody who asked to join: their pages, their row as it is now, and what was sent to them."""

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from groups.models import Delivery, Expression, Person
from groups.notifications.sending import send_due


def here(name: str, expression: Expression) -> str:
    return reverse(name, args=[expression.group.public_id, expression.public_id])


def fresh(expression: Expression) -> Expression:
    return Expression.objects.select_related("group", "person", "invitation").get(pk=expression.pk)


def sent_to(expression: Expression) -> list[str]:
    Delivery.objects.update(due_at=timezone.now())
    Person.objects.update(quiet_from="00:00", quiet_until="00:00")
    send_due()
    return [each.body for each in mail.outbox if each.to == [expression.person.email]]
