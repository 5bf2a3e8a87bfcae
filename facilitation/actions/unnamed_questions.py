"""Questions about information, asked without a name (promise 5, docs/decisions/words-without-a-name.md).

Asking writes one row and nothing else: no activity, no message, no time but the day. Whoever shared the information
reads the question on its page at once, and hears of it from the clock, once a day, so that no message tells when it
was asked. Before that the rows are written anew in random order.
"""

from uuid import UUID, uuid4

from django.db import transaction

from facilitation import receipts
from facilitation.actions.wanting_information import leave_room_for_others, whom_to_ask
from facilitation.models import InformationItem, NotUnderstood
from facilitation.states.information import QuestionState
from groups.notifications import notify
from groups.sealing import clean_files, rewrite_in_random_order
from groups.transitions import move_unrecorded


@transaction.atomic
def ask_without_a_name(item: InformationItem, *, passage: str, words: str, once: UUID | None = None) -> str:
    """Say that something is not clear. Returns the receipt's code, to be shown once and kept nowhere.

    Takes no `by`: whether they may is settled at the door and in the form. The same form sent twice asks once.
    """
    code = receipts.code_for(once or uuid4(), f"{passage}\n{words}")
    receipt = receipts.kept_hash(code)
    if NotUnderstood.objects.filter(receipt=receipt).exists():
        return code
    item = leave_room_for_others(item)
    NotUnderstood.objects.create(
        group=item.group,
        item=item,
        passage=passage,
        words=words,
        is_anonymous=True,
        asked_on=item.group.today,
        receipt=receipt,
    )
    return code


def find_question(code: str) -> NotUnderstood | None:
    found = NotUnderstood.objects.filter(receipt=receipts.kept_hash(code), is_anonymous=True)
    return found.select_related("item", "group", "answered_by").first()


@transaction.atomic
def take_back_question(code: str) -> NotUnderstood | None:
    """The words go, and the day is kept, not the time. An answer stays: everyone reads it. None: no such receipt."""
    found = find_question(code)
    if found is None or found.taken_back_on:
        return found
    question = NotUnderstood.objects.select_for_update(of=("self",)).get(pk=found.pk)
    gone = {"passage": "", "words": "", "taken_back_on": found.group.today, "is_sealed": False}
    if question.state == QuestionState.WAITING:
        move_unrecorded(question, QuestionState.TAKEN_BACK, **gone)
    else:
        NotUnderstood.objects.filter(pk=question.pk).update(**gone)
    clean_files(NotUnderstood)
    return find_question(code)


@transaction.atomic
def seal_questions() -> None:
    """What came without a name since the last time is written anew in random order; then those to be asked hear."""
    fresh = NotUnderstood.objects.filter(is_anonymous=True, is_sealed=False)
    keys = set(fresh.values_list("pk", flat=True))
    if not keys:
        return
    rewrite_in_random_order(fresh, is_sealed=True)
    clean_files(NotUnderstood)
    waiting = NotUnderstood.objects.filter(pk__in=keys, state=QuestionState.WAITING).order_by("pk")
    for question in waiting.select_related("group", "item__group", "item__shared_by__person"):
        notify("not_understood", question, group=question.group, to=whom_to_ask(question.item))
