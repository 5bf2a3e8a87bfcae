"""One row of everything in a group, so that every address can be tried with ids that are really there."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from facilitation.actions.topics import Declaration, declare_topic
from facilitation.models import (
    AgendaItem,
    Arrangement,
    Contribution,
    Decision,
    GroupText,
    Hand,
    HandedIn,
    InformationItem,
    Session,
    Signal,
    SpacePost,
)
from facilitation.states import DecisionRoute, DecisionState, ItemState, SayKind, SessionState
from groups.actions.interest import Newcomer, express_interest
from groups.actions.invitations import Guest, invite
from groups.actions.passes import give_pass
from groups.actions.points_of_contact import add_contact, take_link
from groups.actions.printing import print_all
from groups.actions.roles import offer_role
from groups.actions.uploads import keep_upload
from groups.models import (
    CallMe,
    CareTie,
    Concern,
    Consent,
    ContactBlock,
    Delivery,
    DutyHolder,
    ForumDate,
    Group,
    Helper,
    Job,
    Membership,
    OutsideContact,
    Person,
    PointOfContact,
    Upload,
    WellbeingNote,
)
from groups.notifications import notify
from groups.permissions import Duty, Role
from groups.states import Channel, ConsentKind, HelperPower, HelperState, MembershipState
from tests.cast import CAST, join, make_group, make_person
from tests.house.rows import MORE, going_round


@dataclass
class Everything:
    """A group, its cast by role, and one row of each kind by the name its id has in addresses."""

    group: Group
    cast: dict[str, Membership]
    stranger: Person
    rows: dict[str, models.Model] = field(default_factory=dict)

    def arguments(self, route: str, names: frozenset[str]) -> dict[str, Any]:
        """What an address needs, as values."""
        return {name: self._argument(name, route) for name in names}

    def row_of(self, model: type[models.Model]) -> models.Model:
        found = [self.group, *self.cast.values(), *self.rows.values()]
        return next(row for row in found if type(row) is model)

    def _argument(self, name: str, route: str) -> Any:
        if name == "group_id":
            return self.group.public_id
        if name in PLAIN:
            return PLAIN[name]
        row = self.rows["information_id" if name == "item_id" and "/information/" in route else name]
        return getattr(row, "public_id", row.pk)


@dataclass(frozen=True)
class World:
    here: Everything
    elsewhere: Everything


# Arguments that are not the id of a row.
PLAIN = {
    "consent_kind": "quote",
    "stage_number": 1,
    "step": 1,
    "kind": "purpose",
    "head": "aim",
    "look": "standard",
    "code": "AAAA-BBBB-CCCC",
    "token": "abc",
    "provider": "postmark",
}

DECLARED = Declaration(
    open_to_change="How letters are written",
    fixed="The postage contract, until 2028",
    say=SayKind.ADVISES,
    final_say="Dr Priya Nair, Medical Director",
)


def make_everything(name: str) -> Everything:
    group = make_group(name)
    slug = name.split()[0].lower()
    cast = {key: join(group, part, f"{key}@{slug}.example") for key, part in CAST.items()}
    cast["supporter"].comes_with = cast["member"]
    cast["supporter"].save()
    cast["left"] = join(group, CAST["member"], f"left@{slug}.example")
    cast["left"].state, cast["left"].left_on = MembershipState.LEFT, timezone.localdate()
    cast["left"].save()
    whole = Everything(group, cast, make_person("Gwen", f"stranger@{slug}.example"))
    _people(whole)
    _meeting(whole)
    _deciding(whole)
    going_round.add(whole.group, whole.cast, whole.rows)
    _telling(whole)
    for more in MORE:
        more(whole.group, whole.cast, whole.rows)
    return whole


def _people(whole: Everything) -> None:
    guest = Guest("Hana", "member", channel=Channel.LETTER)
    whole.rows["invitation_id"] = invite(guest, group=whole.group, by=whole.cast["facilitator"])
    system, coordinator = whole.group.system, whole.cast["coordinator"].person
    DutyHolder.objects.create(system=system, person=coordinator, duty=Duty.ADMINISTRATOR)
    whole.rows |= {"system_id": system, "forming_id": whole.group}
    whole.rows["membership_id"] = whole.rows["member_id"] = whole.cast["member"]
    whole.rows["role_offer_id"] = offer_role(
        whole.cast["member"], Role.FACILITATOR, by=whole.cast["facilitator"]
    )
    whole.rows["outside_contact_id"] = OutsideContact.objects.get(group=whole.group)
    whole.rows["upload_id"] = upload = Upload.objects.create(
        group=whole.group, by=whole.cast["member"].person, name="note.jpg", kind="image/jpeg", size=10
    )
    whole.rows["consent_id"] = Consent.objects.create(
        group=whole.group,
        person=whole.cast["member"].person,
        kind=ConsentKind.QUOTE,
        about="Letters come too late.",
        upload=upload,
        wording="1",
    )
    newcomer = Newcomer("Jess", "I care for my son.", Channel.EMAIL, email="jess@new.example")
    whole.rows["expression_id"] = express_interest(newcomer, group=whole.group)
    _safety(whole)
    whole.rows["my_consent_id"] = whole.rows["consent_id"]
    contact = add_contact(PointOfContact(name="Board secretary"), by=whole.cast["carer"])
    day = whole.group.today + timedelta(days=30)
    whole.rows["contact_id"] = take_link(contact, by=whole.cast["member"])
    whole.rows["forum_date_id"] = ForumDate.objects.create(group=whole.group, contact=contact, meets_on=day)
    whole.rows["helper_id"] = Helper.objects.create(
        group=whole.group,
        member=whole.cast["member"],
        person=make_person("Hana", f"helper@{whole.group.name.split()[0].lower()}.example"),
        name="Hana",
        email="hana@demo.example",
        powers=HelperPower.values,
        state=HelperState.ACTIVE,
        started_on=timezone.localdate(),
        check_on=timezone.localdate() + timedelta(days=90),
    )
    whole.rows["job_id"] = Job.objects.create(group=whole.group, name="nothing")


def _safety(whole: Everything) -> None:
    """What belongs to the member alone, and to the one each row names."""
    member, facilitator = whole.cast["member"], whole.cast["facilitator"]
    here = {"group": whole.group, "member": member}
    contact = OutsideContact.objects.get(group=whole.group)
    member.contact = facilitator
    member.save()
    whole.rows |= {
        "call_id": CallMe.objects.create(**here, to=facilitator.person, due_on=timezone.localdate()),
        "concern_id": Concern.objects.create(**here, to=contact.person, words="Something is not right."),
        "tie_id": CareTie.objects.create(**here, words="My nurse.", told_to=facilitator),
        "block_id": ContactBlock.objects.create(
            group=whole.group, asked_by=member, other=whole.cast["professional"]
        ),
        "note_id": WellbeingNote.objects.create(person=member.person, words="Tired today."),
    }


def _meeting(whole: Everything) -> None:
    group, now = whole.group, timezone.now()
    session = Session.objects.create(
        group=group,
        title="Spring session",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        state=SessionState.OPEN,
        announced_at=now - timedelta(days=14),
        opened_at=now,
    )
    item = AgendaItem.objects.create(
        group=group,
        session=session,
        position=1,
        title="Letters",
        purpose="explore",
        minutes=20,
        state=ItemState.NOW,
        started_at=now,
    )
    words = Contribution.objects.create(
        group=group, session=session, item=item, author=whole.cast["member"], words="Letters come too late."
    )
    whole.rows["arrangement_id"] = Arrangement.objects.create(
        group=group, session=session, member=whole.cast["member"], words="Large print is posted."
    )
    whole.rows |= {
        "session_id": session,
        "handed_id": HandedIn.objects.create(
            group=group,
            session=session,
            author=whole.cast["carer"],
            upload=Upload.objects.create(
                group=group, by=whole.cast["carer"].person, name="note.jpg", kind="image/jpeg", size=10
            ),
            audience="everyone",
        ),
        "item_id": item,
        "contribution_id": words,
        "words_id": words,
        "hand_id": Hand.objects.create(group=group, session=session, member=whole.cast["member"]),
        "signal_id": Signal.objects.create(group=group, session=session, kind="slow"),
        "post_id": SpacePost.objects.create(group=group, author=whole.cast["member"], words="Among us."),
        "text_id": GroupText.objects.create(
            group=group, kind="purpose", number=1, words="Our purpose", written_by=whole.cast["member"]
        ),
        "information_id": InformationItem.objects.create(
            group=group,
            title="The budget",
            summary="What there is",
            shared_by=whole.cast["lead"],
            upload=a_file(group, whole.cast["lead"]),
        ),
    }


def a_file(group: Group, by: Membership) -> Upload:
    return keep_upload(ContentFile(b"What there is", "there.txt"), group=group, by=by)


def _deciding(whole: Everything) -> None:
    topic = declare_topic(title="Letters people can read", declaration=DECLARED, by=whole.cast["facilitator"])
    topic.refresh_from_db()
    decision = Decision.objects.create(
        group=whole.group,
        topic=topic,
        topic_version=topic.current,
        route=DecisionRoute.ROUND,
        wording="Large print for all who ask",
        state=DecisionState.ROUND,
        facilitated_by=whole.cast["facilitator"],
        closes_on=timezone.localdate() + timedelta(days=7),
    )
    whole.rows |= {"topic_id": topic, "decision_id": decision}


def _telling(whole: Everything) -> None:
    """A letter that waits for someone to post it."""
    reader = Person.objects.create(
        name="Idris", address="1 High Street", channels=[Channel.LETTER], weekly=False
    )
    notify("information_shared", whole.rows["information_id"], group=whole.group, to=[reader])
    whole.rows["delivery_id"] = Delivery.objects.waiting_for_hands().get(person=reader)
    fact = whole.rows["delivery_id"].notification
    whole.rows["lost_id"] = Delivery.objects.create(
        notification=fact, person=reader, channel=Channel.EMAIL, state="failed", trouble="address"
    )
    whole.rows["run_id"] = run = print_all(by=whole.cast["coordinator"])
    assert run.job_id
    room = whole.rows["session_id"]
    whole.rows["pass_id"] = give_pass(whole.cast["carer"], room=room.public_id, by=whole.cast["coordinator"])
