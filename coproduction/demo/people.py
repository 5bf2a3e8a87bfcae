"""Who is in the demo group: sixteen people, those around them, and how they sign in."""

from dataclasses import dataclass
from datetime import time
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coproduction.demo.days import at, day
from groups.models import Account, DutyHolder, Group, Membership, Person, System
from groups.permissions import Duty, Role
from groups.states import Channel, GroupState, Level, Side

PASSWORD = "coproduction-demo"  # noqa: S105 - of the demo alone, and printed on its sign-in page
BOARD = "Northshire Integrated Care Board"


@dataclass(frozen=True)
class Part:
    """One of the cast: the key is also the name before @demo.example of those who can sign in."""

    key: str
    name: str
    roles: Role
    about: Promise | str = ""  # one line on the sign-in page
    line: str = ""
    job: str = ""
    body: str = ""
    signs_in: bool = False

    @property
    def side(self) -> Side:
        return Side.SYSTEM if self.job else Side.LIVED

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


LIVED = (
    Part(
        "member",
        "Ade Balogun",
        Role.MEMBER,
        _("Lives with long-term pain. In the group for two years."),
        line="I live with long-term pain",
        signs_in=True,
    ),
    Part("carer", "Bronwen Hughes", Role.MEMBER, _("Cares for her husband."), line="Carer", signs_in=True),
    Part("colin", "Colin Marsh", Role.MEMBER),  # no email: letters and phone calls
    Part("deepa", "Deepa Rao", Role.MEMBER, line="Parent carer"),
    Part("eilidh", "Eilidh Stewart", Role.MEMBER),
    Part("farid", "Farid Khan", Role.MEMBER, line="Stroke survivor"),
    Part("grace", "Grace Osei", Role.MEMBER),  # comes with a supporter
    Part("huw", "Huw Pritchard", Role.MEMBER),
    Part("irena", "Irena Nowak", Role.MEMBER, line="I speak up for my brother"),
    Part(
        "jamal",
        "Jamal Lewis",
        Role.MEMBER,
        _("Lives with asthma, and helps other groups: two hats."),
        signs_in=True,
    ),
    Part("kath", "Kath Ormerod", Role.MEMBER, line="I use a wheelchair and a good map"),
    Part(
        "oscar",
        "Oscar Bell",
        Role.FACILITATOR,
        _("Facilitates too, and lives with diabetes: meets with the members among themselves."),
        line="I facilitate, and I live with diabetes",
        signs_in=True,
    ),
)
SYSTEM = (
    Part(
        "facilitator",
        "Dee Walker",
        Role.FACILITATOR,
        _("Runs the process with the group."),
        job="Facilitator",
        body="Northshire Voices",
        signs_in=True,
    ),
    Part(
        "professional",
        "Chris Doyle",
        Role.PROFESSIONAL,
        _("A practice nurse, in the group as an equal."),
        job="Practice nurse",
        body="Hill Street Surgery",
        signs_in=True,
    ),
    Part("sunita", "Sunita Patel", Role.PROFESSIONAL, job="Social worker", body="Northshire Council"),
    Part(
        "lead",
        "Dr Priya Nair",
        Role.LEAD,
        _("Medical Director. Answers what the group asks for."),
        job="Medical Director",
        body=BOARD,
        signs_in=True,
    ),
)
AROUND = (
    Part("tom", "Tom Osei", Role.SUPPORTER, line="I come with Grace"),
    Part(
        "coordinator",
        "Evan Price",
        Role.COORDINATOR,
        _("Makes the arrangements: rooms, letters and calls."),
        job="Coordinator",
        body=BOARD,
        signs_in=True,
    ),
)
OUTSIDE = (
    Part("stranger", "Gwen Stranger", Role(0), _("Belongs to no group."), signs_in=True),
    Part("outside", "Ruth Allen", Role(0), _("Outside the group. People can turn to her."), signs_in=True),
    Part("admin", "Alex Admin", Role(0), _("Looks after the app for the whole system."), signs_in=True),
)

# Those with a button on the demo's sign-in page.
CAST = tuple(part for part in (*LIVED, *SYSTEM, *AROUND, *OUTSIDE) if part.signs_in)


def make_system() -> System:
    return System.objects.create(name=BOARD, level=Level.LOCAL)


def make_group(system: System) -> Group:
    return Group.objects.create(
        system=system,
        name="Northshire Personalised Care Strategic Coproduction Group",
        about=(
            "We are people who live with long-term conditions, carers, professionals and a leader of health "
            "and care in Northshire. Together we shape how care is planned."
        ),
        state=GroupState.RUNNING,
        is_public=True,
        welcomes_interest=True,
        looking_for="People who look after someone, and people under 30.",
        other_ways="Write to us about letters from clinics. Or come to our open day in spring.",
        created_at=at(-720),
    )


def make_members(group: Group) -> dict[str, Membership]:
    """Everyone in the group, by key."""
    cast = {part.key: _join(group, part) for part in (*LIVED, *SYSTEM, *AROUND)}
    cast["tom"].comes_with = cast["grace"]
    cast["tom"].save(update_fields=["comes_with"])
    return cast


def make_outsiders(system: System, coordinator: Membership) -> Person:
    """Returns the one outside the group whom people can turn to."""
    _stranger, outside, admin = [_person(part) for part in OUTSIDE]
    DutyHolder.objects.bulk_create(
        [
            DutyHolder(system=system, person=admin, duty=Duty.ADMINISTRATOR),
            DutyHolder(system=system, person=coordinator.person, duty=Duty.COORDINATOR),
        ]
    )
    return outside


def _join(group: Group, part: Part) -> Membership:
    return Membership.objects.create(
        group=group,
        person=_person(part),
        side=part.side,
        roles=part.roles,
        name=part.name,
        line=part.line,
        job=part.job,
        body=part.body,
        joined_on=day(-700),
        promised_at=at(-700) if part.side == Side.SYSTEM else None,
    )


def _person(part: Part) -> Person:
    if part.key == "colin":
        return Person.objects.create(
            name=part.name,
            phone="01632 960 123",
            address="4 Quarry Lane\nNorthshire",
            channels=[Channel.LETTER, Channel.PHONE],
            weekly=False,
        )
    account = Account.objects.create(email=part.email, password=_hashed(sign_in=part.signs_in))
    EmailAddress.objects.create(user=account, email=part.email, primary=True, verified=True)
    # No quiet hours, and no waiting for the week but for one: a newcomer finds the mail at once.
    return Person.objects.create(
        name=part.name,
        email=part.email,
        account=account,
        quiet_from=time(0),
        quiet_until=time(0),
        weekly=part.key == "grace",
    )


@cache
def _hashed(*, sign_in: bool) -> str:
    """The demo password, hashed once: hashing is slow on purpose. Unusable for those who do not sign in."""
    return make_password(PASSWORD if sign_in else None)
