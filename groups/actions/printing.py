"""Printing all letters at once, and noting that they are in the post."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.by_hand import drop_by_hand, may_send, sent_by_hand
from groups.jobs import ask_for, forget_result
from groups.looks import looked_at
from groups.models import Delivery, Group, Look, Membership, Person, PrintRun
from groups.models.notifications import DeliveryQuerySet
from groups.notifications.by_hand import letters_to_print, words_of
from groups.states import DeliveryState
from groups.transitions import Refused, record


@transaction.atomic
def print_all(*, by: Membership) -> PrintRun:
    """Print every letter that waits and is not printed yet. What another run holds is never printed unasked.

    Raises Refused when there is none: somebody else was quicker, and the list says who.
    """
    may_send(by)
    Group.objects.select_for_update().get(pk=by.group_id)  # two at once do not print the same letter twice
    return _run(letters_to_print(by.group), by=by)


@transaction.atomic
def print_again(run: PrintRun, *, by: Membership) -> PrintRun:
    """Print once more what of this run is not in the post: the paper was lost, or the printer failed."""
    may_send(by)
    Group.objects.select_for_update().get(pk=by.group_id)
    locked = PrintRun.objects.select_for_update().get(pk=run.pk)
    if locked.posted_at:
        raise Refused(_("These letters are in the post already."))
    again = _run(locked.letters.waiting_for_hands(), by=by)
    _forget_file(locked)
    return again


@dataclass(frozen=True)
class Posted:
    """How many letters of a run are in the post, and to whom one was not needed any more."""

    number: int
    left_out: list[Delivery]


@transaction.atomic
def all_posted(run: PrintRun, *, by: Membership) -> Posted:
    """Everything of this run is in the post, in one act. What is not needed any more is left out, and named."""
    may_send(by)
    locked = PrintRun.objects.select_for_update().get(pk=run.pk)
    if locked.posted_at:
        raise Refused(_("Somebody has already noted that these letters are in the post."))
    left_out, number = list(gone_since(locked)), 0
    for delivery in locked.letters.waiting_for_hands().for_letters():
        if words_of(delivery):
            sent_by_hand(delivery, by=by)
            number += 1
        else:
            left_out.append(drop_by_hand(delivery, by=by))
    locked.posted_at = timezone.now()
    locked.save(update_fields=["posted_at"])
    record("letters.posted", locked, by=by)
    _forget_file(locked)
    return Posted(number, left_out)


@transaction.atomic
def forget_printed(letters: QuerySet[Delivery]) -> None:
    """Delete every file in which one of these letters was printed. They can be printed anew, as they are true then."""
    for run in PrintRun.objects.filter(pk__in=letters.values("print_run")).select_related("job"):
        _forget_file(run)


def gone_since(run: PrintRun) -> DeliveryQuerySet:
    """Letters of a run whose fact was settled after they were printed: take them out of the pile."""
    return run.letters.filter(state=DeliveryState.STOPPED).select_related("person", "notification__group")


def _run(letters: DeliveryQuerySet, *, by: Membership) -> PrintRun:
    keys = list(letters.values_list("pk", flat=True))
    if not keys:
        raise Refused(_("Every letter is printed already. Look at the list to see by whom."))
    run = PrintRun.objects.create(group=by.group, by=by)
    Delivery.objects.filter(pk__in=keys).update(print_run=run)
    looked_at(Person.objects.filter(deliveries__in=keys).distinct(), Look.What.REACH, by=by)
    run.job = ask_for("letters", group=by.group, by=by.person, subject=str(run.public_id))
    run.save(update_fields=["job"])
    record("letters.printed", run, by=by)
    return run


def _forget_file(run: PrintRun) -> None:
    if run.job:
        forget_result(run.job)
