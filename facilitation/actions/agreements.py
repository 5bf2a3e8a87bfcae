"""How the group acts in a session: a facilitator records what was agreed, and any voter may dispute it.

For small things there is quick agree: words are put to those who are there, and are agreed if nobody objects.
An objection needs no reason, and who made it is written down nowhere: no row, no activity, no message names them.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.having_no_say import runs
from facilitation.live import changed
from facilitation.models import AgendaItem, Decision, QuickAgree, Session, Topic
from facilitation.states import (
    DISPUTE_WORKING_DAYS,
    DecisionRoute,
    DecisionState,
    ItemState,
    SayKind,
    TopicState,
)
from facilitation.states.quick import QuickState
from groups.models import Membership, Person
from groups.notifications import notify
from groups.permissions import Permission
from groups.transitions import Refused, move, move_unrecorded, record
from groups.working_days import add_working_days


@transaction.atomic
def record_agreement(
    *,
    wording: str,
    item: AgendaItem,
    by: Membership,
    is_bookkeeping: bool = False,
    topic: Topic | None = None,
) -> Decision:
    """Record what the group agreed in an item of a session (product.md, "Who acts as the group?").

    An item that decides a topic carries the topic's current version with it, unless another `topic` is named.
    `is_bookkeeping`: how the group works rather than what it decides. Raises Refused when the one who records may
    not act for the group.
    """
    _must_act_for_group(by)
    _must_be_of_the_group(item)
    return _agreed(
        wording,
        item,
        by=by,
        route=DecisionRoute.RECORDED,
        is_bookkeeping=is_bookkeeping,
        topic=topic or item.topic,
    )


@transaction.atomic
def quick_agree(
    *, wording: str, item: AgendaItem, by: Membership, final_say_said: bool = False
) -> QuickAgree:
    """Put words to those in the session. They are agreed when they are recorded before anyone objects.

    `final_say_said`: where somebody else has the final say on the item's topic, the one who puts the words has said
    so to everyone first. Raises Refused when the item has not begun, or other words are still being put.
    """
    _must_act_for_group(by)
    _must_be_of_the_group(item)
    changed(item.session)
    item = AgendaItem.objects.select_related("session", "topic__current").get(pk=item.pk)
    if item.state == ItemState.WAITING:
        raise Refused(_("Begin this item first. Then everyone knows what the words are about."))
    if QuickAgree.objects.in_session(item.session).open().exists():
        raise Refused(_("Other words are put to everyone just now. Record them or take them off first."))
    _must_say_who_decides(item, final_say_said=final_say_said)
    put = QuickAgree.objects.create(
        group=by.group,
        session=item.session,
        item=item,
        topic_version=item.topic.current if item.topic else None,
        wording=wording,
        put_by=by,
    )
    record("quickagree.put", put, by=by)
    return put


@transaction.atomic
def object_to(put: QuickAgree, *, by: Membership) -> None:
    """ "I object": the words are not agreed, and a round may follow. `by` is looked at and not written down.

    Facilitators pass on what somebody says aloud; who runs an item has no objection of their own.
    """
    if not (by.may(Permission.VOTE) or by.may(Permission.RUN_ROOM)):
        raise Refused(_("Members and professionals in the group can object."))
    if runs(by, put.item) and not by.may(Permission.RUN_ROOM):
        raise Refused(
            _("You lead this item or help to run this session, so you have no say. Others can object.")
        )
    put = _now(put)
    if put.state == QuickState.AGREED and put.decision and put.decision.dispute_until:
        raise Refused(
            _("This was recorded as agreed a moment ago. You can still say that you do not agree to it.")
        )
    if put.state == QuickState.OBJECTED:
        raise Refused(_("Someone has objected already, so this is not agreed. You need do nothing more."))
    move_unrecorded(put, QuickState.OBJECTED)


@transaction.atomic
def record_quick_agree(put: QuickAgree, *, by: Membership) -> Decision:
    """Nobody objected: record it as an agreement of the session, which any voter may dispute.

    Raises Refused when somebody objects, when people had no time to, or when what is declared has changed.
    """
    _must_act_for_group(by)
    put = _now(put)
    if put.state == QuickState.OBJECTED:
        raise Refused(
            _("Someone objects, so this is not agreed. Talk it through, then ask everyone in a round.")
        )
    if timezone.now() < put.may_be_recorded_from:
        raise Refused(_("Give people a moment to read it and to object. Then record it."))
    if put.item.topic and put.item.topic.current_id != put.topic_version_id:
        raise Refused(
            _("What is declared for this topic has just changed. Take these words off, read it again.")
        )
    decision = _agreed(
        put.wording, put.item, by=put.put_by or by, route=DecisionRoute.QUICK, topic=put.item.topic
    )
    move(put, QuickState.AGREED, by=by, decision=decision)
    return decision


@transaction.atomic
def withdraw_quick_agree(put: QuickAgree, *, by: Membership) -> None:
    """Take the words off again, to find better ones."""
    _must_act_for_group(by)
    move(_now(put), QuickState.WITHDRAWN, by=by)


def end_with_the_session(session: Session, *, by: Membership) -> None:
    """Words still put to everyone when the room closes are not agreed: nobody can object to them any more."""
    for put in QuickAgree.objects.in_session(session).filter(state=QuickState.OPEN):
        move(put, QuickState.LAPSED, by=by)


def _must_be_of_the_group(item: AgendaItem) -> None:
    if not item.session.is_usual:
        raise Refused(_("The group agrees things in its sessions, where everyone can be."))


def _agreed(
    wording: str,
    item: AgendaItem,
    *,
    by: Membership,
    route: str,
    topic: Topic | None,
    is_bookkeeping: bool = False,
) -> Decision:
    today = timezone.localdate(timezone=by.group.tz)
    decision = Decision.objects.create(
        group=by.group,
        topic=topic,
        topic_version=topic.current if topic else None,
        route=route,
        is_bookkeeping=is_bookkeeping,
        session=item.session,
        item=item,
        wording=wording,
        state=DecisionState.AGREED,
        facilitated_by=by,
        decided_on=today,
        dispute_until=add_working_days(today, DISPUTE_WORKING_DAYS, by.group),
    )
    record("decision.agreed", decision, by=by)
    _tell_voters(decision, by=by)
    return decision


def _tell_voters(decision: Decision, *, by: Membership) -> None:
    """One facilitator writes it down: whoever may say that it was not so hears of it in time, there or not."""
    voters = decision.group.memberships.active().who_may(Permission.VOTE).exclude(pk=by.pk)
    people = Person.objects.filter(memberships__in=voters)
    notify("agreement_recorded", decision, group=decision.group, to=people)


def _now(put: QuickAgree) -> QuickAgree:
    """As it is, with the room held: an objection and a record take turns."""
    changed(put.session)
    rows = QuickAgree.objects.select_related("session", "group", "item__topic", "item__session", "decision")
    return rows.select_related("put_by__group", "item__topic__current").get(pk=put.pk)


def _must_act_for_group(by: Membership) -> None:
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator records what the group agreed."))


def _must_say_who_decides(item: AgendaItem, *, final_say_said: bool) -> None:
    """Nobody may think that they settle what somebody else decides (promise 2)."""
    if item.topic is None:
        return
    if item.topic.current is None:
        raise Refused(_("First say what is open, what is fixed and who has the final say."))
    if item.topic.state != TopicState.OPEN:
        raise Refused(_("This topic is closed. Open it again first, so that everyone knows what is open."))
    if item.topic.current.say != SayKind.GROUP_DECIDES and not final_say_said:
        raise Refused(
            _("The final say is with %(who)s. Tell everyone so first, then put these words to them.")
            % {"who": item.topic.current.final_say}
        )
