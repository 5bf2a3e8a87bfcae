"""Who looks out for whom in the demo: someone outside, contacts, a buddy, a call that waits, half a Welcome."""

from datetime import timedelta

from django.utils import timezone

from coproduction.demo.days import at, day
from groups.models import CallMe, CareTie, Concern, Membership, OutsideContact, Person
from groups.states import ConcernState, OutsideContactState
from groups.welcome import AWAY, DONE

STRENGTHS = {
    "lead": ("I can explain how a budget is made", "To listen longer before I answer"),
    "professional": ("Plain words for hard news", "What a good day looks like when you care for someone"),
    "member": ("I remember what was said, and by when", "How to speak to a room of directors"),
    "carer": ("Forms, and who to ring about them", "How to say no"),
    "facilitator": ("Keeping time without hurrying anyone", "More Welsh"),
}
IN_THE_MIDDLE = "member"  # of their Welcome


def make_safety(cast: dict[str, Membership], outside: Person) -> None:
    group = cast["lead"].group
    contact = OutsideContact.objects.create(
        group=group,
        person=outside,
        body="Healthwatch Northshire",
        phone="01632 960 700",
        state=OutsideContactState.ACCEPTED,
        named_by=cast["facilitator"],
        accepted_at=at(-690),
        created_at=at(-695),
    )
    _welcome(cast)
    _contacts(cast)
    _turned_to(cast, contact)


def _welcome(cast: dict[str, Membership]) -> None:
    for key, member in cast.items():
        member.welcomed = ["safety done"] if key == IN_THE_MIDDLE else [f"{AWAY} {DONE}"]
        if key in STRENGTHS:
            member.strength, member.wish = STRENGTHS[key]
        member.save(update_fields=["welcomed", "strength", "wish"])


def _contacts(cast: dict[str, Membership]) -> None:
    carer, member = cast["carer"], cast["member"]
    carer.contact, carer.buddy = cast["facilitator"], cast["eilidh"]
    carer.save(update_fields=["contact", "buddy"])
    member.could_be_buddy = True
    member.save(update_fields=["could_be_buddy"])
    Membership.objects.filter(pk=cast["jamal"].pk).update(wants_buddy=True)
    CareTie.objects.create(
        group=carer.group,
        member=carer,
        about=cast["professional"],
        words="He sees my husband at the surgery.",
        told_to=cast["facilitator"],
        at=at(-600),
    )


def _turned_to(cast: dict[str, Membership], contact: OutsideContact) -> None:
    carer = cast["carer"]
    CallMe.objects.create(
        group=carer.group,
        member=carer,
        to=cast["facilitator"].person,
        number="01632 960 155",
        when_suits="Mornings, when he sleeps",
        due_on=day(1),
        asked_at=timezone.now() - timedelta(hours=3),
    )
    Concern.objects.create(
        group=carer.group,
        member=cast["deepa"],
        to=contact.person,
        words="After the last session I was asked at the clinic why I had complained. I had not.",
        state=ConcernState.SEEN,
        sent_at=at(-6),
        seen_at=at(-5),
    )
