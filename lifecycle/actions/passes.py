"""A code for the one a request went to, so that they can answer that one request without signing in."""

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groups.models import Membership, Person
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, record
from lifecycle.actions.asks import lock
from lifecycle.models import AnswerPass, Ask
from lifecycle.models.passes import SENT_ONCE_IN


@transaction.atomic
def send_code(ask: Ask) -> AnswerPass:
    """Send a new code to the address the lead signs in with. Every earlier code stops.

    Raises Refused when one was sent a moment ago, or the lead no longer answers here.
    """
    locked = lock(ask)
    must_be_open_to_answer(locked)
    given, is_new = AnswerPass.objects.select_for_update(of=("self",)).get_or_create(
        ask=locked, member=locked.to, defaults={"group": locked.group}
    )
    if not is_new:
        _must_wait(given)
        given.generation += 1
        given.wrong_codes, given.sent_at, given.used_at = 0, timezone.now(), None
        given.save(update_fields=["generation", "wrong_codes", "sent_at", "used_at"])
    record("answerpass.sent", given, by=None)
    transaction.on_commit(lambda: _email(given, locked.to.person))
    return given


@transaction.atomic
def use_code(given: AnswerPass, typed: str) -> bool:
    """Whether this is the code. It works once, in the browser it is typed in; wrong ones are counted."""
    waiting = AnswerPass.objects.waiting_for_code().of_the_one_asked().filter(pk=given.pk)
    now = waiting.select_for_update(of=("self",)).first()
    if now is None or now.generation != given.generation:
        return False
    if not now.proves(typed):
        AnswerPass.objects.filter(pk=now.pk).update(wrong_codes=F("wrong_codes") + 1)
        return False
    AnswerPass.objects.filter(pk=now.pk).update(used_at=timezone.now())
    record("answerpass.used", now, by=given.member)
    return True


@transaction.atomic
def end_pass(given: AnswerPass) -> None:
    """Done, or somebody leaves a shared device: it opens nothing any more."""
    AnswerPass.objects.filter(pk=given.pk).delete()


def must_be_open_to_answer(ask: Ask) -> None:
    if ask.is_closed:
        raise Refused(_("The group has closed this request. Closed requests do not change."))
    if not answers_here(ask.to):
        raise Refused(_("This link does not work any more. Sign in to see your requests."))


def answers_here(lead: Membership) -> bool:
    """Still in the group, still a decision-maker, and with an account that is in use."""
    account = lead.person.account
    here = lead.state != MembershipState.LEFT and lead.may(Permission.ANSWER_ASKS)
    return bool(here and account and account.is_active)


def _must_wait(given: AnswerPass) -> None:
    if timezone.now() < given.sent_at + SENT_ONCE_IN and given.used_at is None:
        raise Refused(_("We sent you a code a moment ago. Look in your email, or try again in a minute."))


def _email(given: AnswerPass, person: Person) -> None:
    if person.account is None:
        return
    with translation.override(person.language):
        words = render_to_string("lifecycle/messages/answer_code.txt", {"code": given.code})
        send_mail(_("Your code"), words, None, [person.account.email])
