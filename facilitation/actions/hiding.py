"""Hiding words for a reason, without editing them; and a second look by somebody else.

An appeal against the hiding of words without a name writes nothing but the appeal: no activity, no message, no time.
Whoever looks a second time hears of it from the clock (docs/decisions/hidden-words.md).
"""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.contributions import find_by_receipt
from facilitation.live import changed
from facilitation.models import Contribution, Hiding, SpacePost
from facilitation.models.room import audiences_read_by
from facilitation.models.space import moderators
from facilitation.seconding import deciders, may_decide
from facilitation.states.hiding import HidingState
from groups.models import Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.sealing import clean_files, rewrite_in_random_order
from groups.search import keep
from groups.transitions import Refused, move, move_unrecorded, record

TOLD, LOOK, DONE = "words_hidden", "second_look", "second_look_done"
SHORT = 3  # letters: a shorter name stands in too many other words


@transaction.atomic
def hide_words(contribution: Contribution, *, reason: str, words: str = "", by: Membership) -> Hiding:
    """Hide what was said in a session. Its author is told, or reads it with their receipt."""
    if not by.may(Permission.MODERATE):
        raise Refused(_("A facilitator can hide words."))
    if contribution.session:
        changed(contribution.session, must_be_open=False)
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    _may_read(locked, by)
    _must_not_concern(by, author=locked.author_id, words=locked.words)
    if locked.is_hidden or locked.taken_back_at:
        raise Refused(_("These words are hidden already, or are gone."))
    return _hide(locked, {"contribution": locked}, reason=reason, words=words, by=by)


@transaction.atomic
def hide_post(post: SpacePost, *, reason: str, words: str = "", by: Membership) -> Hiding:
    """The same in the lived experience space, by somebody whom the space chose to look after it."""
    if by not in moderators(by.group):
        raise Refused(_("Only those whom the space chose to look after it can hide words here."))
    locked = SpacePost.objects.select_for_update(of=("self",)).get(pk=post.pk)
    _must_not_concern(by, author=locked.author_id, words=locked.words)
    if locked.is_hidden:
        raise Refused(_("These words are hidden already, or are gone."))
    return _hide(locked, {"post": locked}, reason=reason, words=words, by=by)


@transaction.atomic
def lift_hiding(hiding: Hiding, *, by: Membership) -> Hiding:
    """Whoever hid it shows it again."""
    if hiding.hidden_by != by:
        raise Refused(
            _("Only the person who hid this can show it again, or a second person who looks at it.")
        )
    lifted = _move(hiding, HidingState.LIFTED, by=by, appeal="")
    return _shown(lifted)


@transaction.atomic
def appeal(hiding: Hiding, *, words: str = "", by: Membership) -> Hiding:
    """Ask for a second look at one's own words; for somebody without an account by whoever types for them."""
    author = hiding.of.author
    types = author and not author.person.account_id and by.may(Permission.TYPE_FOR_OTHERS)
    if author is None or (by != author and not (types and by != hiding.hidden_by)):
        raise Refused(_("Only the person who said this can ask for a second look."))
    appealed = _move(hiding, HidingState.APPEALED, by=by, appeal=words)
    tell_second_people(appealed)
    return appealed


@transaction.atomic
def appeal_by_receipt(code: str, *, words: str = "") -> Hiding | None:
    """The same for words without a name. None: there is no such receipt, or nothing of it is hidden."""
    contribution = find_by_receipt(code)
    hiding = Hiding.objects.filter(contribution=contribution, state=HidingState.HIDDEN).first()
    if contribution is None or hiding is None:
        return None
    return move_unrecorded(hiding, HidingState.APPEALED, appeal=words)


@transaction.atomic
def look_again(hiding: Hiding, *, show: bool, words: str, by: Membership) -> Hiding:
    """A second person decides, or somebody writes down what the group decided. Never whoever hid it."""
    if not may_decide(hiding, by):
        raise Refused(_("Somebody else looks at this: a second person, who neither said it nor hid it."))
    state = HidingState.SHOWN_AGAIN if show else HidingState.STAYS_HIDDEN
    changes = {"looked_by": by, "looked_words": words, "looked_on": hiding.group.today}
    if hiding.is_unnamed:  # written by somebody who has no name here, and not needed any more
        changes["appeal"] = ""
    decided = _move(hiding, state, by=by, **changes)
    settle([LOOK], decided)
    if show:
        _shown(decided)
    _show_change(decided)
    people = {one.person_id for one in (decided.of.author, decided.hidden_by) if one}
    notify(DONE, decided, group=decided.group, to=Person.objects.filter(pk__in=people))
    return decided


def tell_second_people(hiding: Hiding) -> None:
    """Once, however often it is asked. Where there is no second person, those who may write down what is decided."""
    people = [member.person for member in deciders(hiding)]
    if people:
        notify(LOOK, hiding, group=hiding.group, to=people)


@transaction.atomic
def forget_order_of_appeals() -> None:
    """Appeals without a name are written anew in random order, so that nothing tells when one came."""
    waiting = Hiding.objects.wanting_second_look().of_unnamed_words()
    if waiting.exists():
        rewrite_in_random_order(waiting)
        clean_files(Hiding)


def _hide(
    said: Contribution | SpacePost, what: dict[str, Any], *, reason: str, words: str, by: Membership
) -> Hiding:
    if Hiding.objects.filter(**what, state=HidingState.SHOWN_AGAIN).exists():
        raise Refused(_("These words were looked at a second time, and it was decided to show them."))
    hiding = Hiding.objects.create(
        group=said.group, **what, reason=reason, words=words, hidden_by=by, hidden_on=said.group.today
    )
    said.is_hidden = said.was_hidden = True
    said.save(update_fields=["is_hidden", "was_hidden"])
    keep(said)
    if hiding.contribution_id:  # who does what in the lived experience space is written down nowhere
        record("hiding.hidden", hiding, by=by)
    if said.author:
        notify(TOLD, hiding, group=hiding.group, to=[said.author.person])
    return hiding


def _move(hiding: Hiding, to: str, *, by: Membership, **changes: Any) -> Hiding:
    return (
        move(hiding, to, by=by, **changes)
        if hiding.contribution_id
        else move_unrecorded(hiding, to, **changes)
    )


def _shown(hiding: Hiding) -> Hiding:
    said = hiding.of
    said.is_hidden = False
    said.save(update_fields=["is_hidden"])
    keep(said)
    settle([TOLD, LOOK], hiding)
    _show_change(hiding)
    return hiding


def _show_change(hiding: Hiding) -> None:
    if hiding.contribution and hiding.contribution.session:
        changed(hiding.contribution.session, must_be_open=False)


def _may_read(said: Contribution, by: Membership) -> None:
    if said.audience not in audiences_read_by(by) or (
        said.is_anonymous and not by.may(Permission.SEE_ANONYMOUS)
    ):
        raise Refused(_("Only somebody who may read these words can hide them."))


def _must_not_concern(by: Membership, *, author: int | None, words: str) -> None:
    """Nobody hides what is theirs, or what is said about them."""
    if author == by.pk:
        raise Refused(_("These are your own words. You can take them back."))
    names = [name for name in by.name.split() if len(name) >= SHORT]
    if any(re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) for name in names):
        raise Refused(_("Your name stands in these words, so somebody else decides about them."))
