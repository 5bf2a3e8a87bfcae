""" "Please call me", concerns and who is involved in someone's care.

None of it writes an Activity: each row is between two people, and nobody else may read that it is there.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.contacts import contact_of
from groups.models import CallMe, CareTie, Concern, Membership, Person
from groups.notifications import notify, settle
from groups.outside import whom_to_tell
from groups.states import CallKind, CallState, ConcernState
from groups.transitions import Refused, move_unrecorded
from groups.working_days import add_working_days

CALL_WORKING_DAYS = {CallKind.TALK: 1, CallKind.DEBRIEF: 2}
ABOUT_A_CALL = ("call_wanted", "call_late", "call_not_made")


def who_can_call(member: Membership) -> list[Person]:
    """The contact this person chose, and the one outside: those of them who can read that they are asked."""
    contact = contact_of(member)
    outside = whom_to_tell(member.group).reader
    found = [contact.person] if contact else []
    return [*found, *([outside] if outside and outside not in found and outside != member.person else [])]


@transaction.atomic
def ask_for_call(
    *,
    to: Person,
    number: str,
    when_suits: str,
    may_leave_message: bool,
    kind: str = CallKind.TALK,
    by: Membership,
) -> CallMe:
    """Ask one person to call. One call waits at a time for each of them."""
    if to not in who_can_call(by):
        raise Refused(
            _("This person cannot be asked for a call just now. Choose your contact, then ask again.")
        )
    due = add_working_days(by.group.today, CALL_WORKING_DAYS[CallKind(kind)], by.group)
    try:
        with transaction.atomic():
            call = CallMe.objects.create(
                group=by.group,
                member=by,
                to=to,
                kind=kind,
                number=number,
                when_suits=when_suits,
                may_leave_message=may_leave_message,
                due_on=due,
            )
    except IntegrityError as error:
        raise Refused(
            _("You have asked them already. They will call you. You can take it back first.")
        ) from error
    notify("call_wanted", call, group=by.group, to=[to])
    return call


@transaction.atomic
def call_made(call: CallMe) -> CallMe:
    """They have called. The number goes at once."""
    return _settle_call(call, CallState.CALLED)


@transaction.atomic
def withdraw_call(call: CallMe) -> CallMe:
    return _settle_call(call, CallState.WITHDRAWN)


@transaction.atomic
def remind_of_call(call: CallMe) -> None:
    """The day has passed: the contact is reminded each day, and the person hears once that we know."""
    today = call.group.today
    notify("call_late", call, group=call.group, to=[call.to], occurrence=today.isoformat())
    notify("call_not_made", call, group=call.group, to=[call.member.person])


@transaction.atomic
def send_concern(*, words: str, by: Membership) -> Concern:
    """Tell the one outside. Nobody in the group sees it; the message about it says nothing of what it holds."""
    reader = whom_to_tell(by.group).reader
    if reader is None:
        raise Refused(_("Nobody outside can read this here. Call the number on the page instead."))
    concern = Concern.objects.create(group=by.group, member=by, to=reader, words=words)
    notify("concern_sent", concern, group=by.group, to=[reader], occurrence=str(reader.pk))
    return concern


@transaction.atomic
def send_concern_on(concern: Concern) -> Concern:
    """Whoever it was written to is not there any more: the writer lets the one who is there now read it."""
    locked = Concern.objects.select_for_update(of=("self",)).select_related("group").get(pk=concern.pk)
    reader = whom_to_tell(locked.group).reader
    if locked.to_id or reader is None or locked.state == ConcernState.CLOSED:
        raise Refused(
            _("There is nobody new to send this to. Look again when the group has someone outside.")
        )
    locked.to, locked.state, locked.seen_at, locked.sent_at = reader, ConcernState.SENT, None, timezone.now()
    locked.save(update_fields=["to", "state", "seen_at", "sent_at"])
    notify("concern_sent", locked, group=locked.group, to=[reader], occurrence=str(reader.pk))
    return locked


@transaction.atomic
def see_concern(concern: Concern) -> Concern:
    """The one it was written to has opened it."""
    if concern.state != ConcernState.SENT:
        return concern
    settle(["concern_sent", "concern_unread"], concern)
    return move_unrecorded(concern, ConcernState.SEEN, seen_at=timezone.now())


@transaction.atomic
def answer_concern(concern: Concern, *, reply: str) -> Concern:
    """The reply closes it; the person may always write again."""
    closed = move_unrecorded(concern, ConcernState.CLOSED, reply=reply, closed_at=timezone.now())
    notify("concern_answered", closed, group=closed.group, to=[closed.member.person])
    return closed


@transaction.atomic
def remind_of_concern(concern: Concern) -> None:
    """Nobody has read it for some days: remind them, and tell the person, who can call instead."""
    if concern.to:
        week = concern.group.today.isocalendar().week
        notify("concern_sent", concern, group=concern.group, to=[concern.to], occurrence=f"week {week}")
    notify("concern_unread", concern, group=concern.group, to=[concern.member.person])


@transaction.atomic
def tell_of_care(*, about: Membership | None, words: str, by: Membership) -> CareTie:
    """Say in private that someone here is involved in one's care. Only the contact reads it."""
    contact = contact_of(by)
    if contact is None:
        raise Refused(_("Choose a contact of your own first. Only they read what you write here."))
    if about == contact:
        raise Refused(_("This is about your contact, who would read it. Choose another contact first."))
    return CareTie.objects.create(group=by.group, member=by, about=about, words=words, told_to=contact)


@transaction.atomic
def let_contact_see(tie: CareTie, *, by: Membership) -> CareTie:
    """The contact has changed; the new one sees this only now."""
    contact = contact_of(by)
    if contact is None or contact.pk == tie.about_id:
        raise Refused(_("Choose a contact of your own first, someone whom this is not about."))
    CareTie.objects.filter(pk=tie.pk, member=by).update(told_to=contact)
    tie.told_to = contact
    return tie


@transaction.atomic
def forget_care(tie: CareTie) -> None:
    tie.delete()


def _settle_call(call: CallMe, to: str) -> CallMe:
    settle(ABOUT_A_CALL, call)
    return move_unrecorded(call, to, settled_at=timezone.now(), number="", when_suits="")
