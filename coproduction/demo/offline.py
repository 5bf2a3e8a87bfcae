"""Colin Marsh, who has no email: what waits for him by letter and by phone, and what he said on the phone."""

from coproduction.demo.days import at
from facilitation.models import Contribution, Session
from facilitation.states import Audience
from groups.models import CallOutcome, Delivery, Membership, Notification, Person, RoomPass
from groups.notifications import notify
from groups.states import CallAnswer, Channel, DeliveryState, DeliveryTrouble, Origin

SAID = "I cannot read small print, so I miss the letter that says the lift is out. Tell me on the phone."
TYPED = "Could the session be told on the radio? My neighbours would come."


def make_offline(cast: dict[str, Membership], last: Session, coming: Session) -> None:
    colin, evan = cast["colin"], cast["coordinator"]
    _say_how_to_call(colin.person)
    _typed(colin, evan, last, SAID, checked=True)
    unchecked = _typed(colin, evan, coming, TYPED, checked=False)
    notify("typed_for_you", unchecked, group=colin.group, to=[colin.person])
    notify("session_announced", coming, group=colin.group, to=[colin.person])
    _did_not_arrive(cast["carer"], coming)
    RoomPass.objects.create(group=colin.group, member=colin, room=coming.public_id, issued_by=evan)
    call = Delivery.objects.waiting_for_hands().filter(person=colin.person, channel=Channel.PHONE).first()
    if call:
        CallOutcome.objects.create(
            group=colin.group, delivery=call, by=evan, answer=CallAnswer.NO_ANSWER, at=at(-1)
        )


def _did_not_arrive(member: Membership, coming: Session) -> None:
    """A text that their phone company did not take, for somebody to see to."""
    fact = Notification.objects.get(kind="session_announced", subject=str(coming.public_id))
    Delivery.objects.get_or_create(
        notification=fact,
        person=member.person,
        channel=Channel.TEXT,
        defaults={"state": DeliveryState.FAILED, "trouble": DeliveryTrouble.NUMBER, "due_at": at(-1)},
    )


def _say_how_to_call(person: Person) -> None:
    person.safe_to_call, person.may_leave_message = True, False
    person.call_notes = "After 10 in the morning. Let it ring."
    person.weekly = False  # he asked for each letter by itself
    person.save()


def _typed(
    colin: Membership, evan: Membership, session: Session, words: str, *, checked: bool
) -> Contribution:
    return Contribution.objects.create(
        group=colin.group,
        session=session,
        author=colin,
        typed_by=evan,
        origin=Origin.PHONE,
        words=words,
        audience=Audience.EVERYONE,
        is_late=True,
        said_at=at(-1),
        checked_at=at(-1) if checked else None,
    )
