"""A made-up group, and how the people in it tend to act."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from random import Random

from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.models import AgendaItem, Contribution, Session
from facilitation.receipts import kept_hash
from facilitation.states import Audience, SessionState
from groups.models import Group, Membership, Person, System
from groups.permissions import Role
from groups.states import GroupState, Side
from lifecycle.models import Ask, Commitment
from lifecycle.states import CommitmentState

NATIONS = ("ENG", "WLS", "SCT", "NIR")
RESPONSE_DAYS = (10, 20, 30)


class Habit(Enum):
    """How a lead answers."""

    WELL = "well"
    LATE = "late"
    NEVER = "never"


@dataclass
class Simulated:
    """One group, its people, the room they speak in, and what is remembered of their days."""

    group: Group
    habit: Habit
    lead: Membership
    facilitator: Membership
    members: list[Membership]
    item: AgendaItem
    random: Random
    acts_on: dict[int, date] = field(default_factory=dict)  # when somebody means to act on each request
    receipts: list[str] = field(default_factory=list)
    first_answers: list[int] = field(default_factory=list)  # days each took
    raised: int = 0

    def said(self, *, unnamed: bool) -> Contribution:
        """Something somebody says, with a name or without; a receipt is kept by whoever said it."""
        session, words = self.item.session, "A point"
        if unnamed:
            self.receipts.append(contribute_anonymously(session, words=words, audience=Audience.EVERYONE))
            said = Contribution.objects.get(receipt=kept_hash(self.receipts[-1]))
        else:
            who = self.random.choice(self.members)
            said = contribute(session, words=words, audience=Audience.EVERYONE, by=who)
        # Long ago by the real clock, or a room that lives through months in a minute is told to speak less.
        Contribution.objects.filter(pk=said.pk).update(said_at=session.starts_at)
        return said

    def means_to_act(self, ask: Ask, latest: int) -> date:
        """The day on which the one whose turn it is will act; chosen once for each turn."""
        if ask.pk not in self.acts_on:
            self.acts_on[ask.pk] = ask.turn_began_on + timedelta(days=self.random.randint(1, latest))
        return self.acts_on[ask.pk]

    def has_done(self, ask: Ask) -> list[Ask]:
        """What comes next on it will be chosen anew."""
        self.acts_on.pop(ask.pk, None)
        return [ask]


def make_simulated(number: int, starts_on: date, random: Random) -> Simulated:
    """A running group under a signed commitment, with a sponsor and a forum to go to."""
    system = System.objects.create(name=f"System {number}", level="local")
    group = Group.objects.create(
        system=system, name=f"Group {number}", state=GroupState.RUNNING, nation=random.choice(NATIONS)
    )
    lead = _join(group, "Lead", Side.SYSTEM, Role.LEAD, job="Director")
    Commitment.objects.create(
        group=group,
        number=1,
        lead=lead,
        scope="All of it",
        open_to_change="How",
        fixed="The law",
        final_say="The board",
        outside_contact="Someone outside",
        no_comeback=True,
        forum="The board",
        sponsor=_person("Sponsor"),
        forum_contact=_person("Forum"),
        response_days=random.choice(RESPONSE_DAYS),
        state=CommitmentState.SIGNED,
        signed_at=_noon(starts_on),
    )
    return Simulated(
        group=group,
        habit=random.choice(list(Habit)),
        lead=lead,
        facilitator=_join(group, "Facilitator", Side.LIVED, Role.FACILITATOR),
        members=[_join(group, f"Member {n}", Side.LIVED, Role.MEMBER) for n in range(3)],
        item=_room(group, starts_on),
        random=random,
    )


def _room(group: Group, day: date) -> AgendaItem:
    """One long session stands for all of them: what is said and agreed needs a place."""
    begins = _noon(day)
    session = Session.objects.create(
        group=group,
        title="Session",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        state=SessionState.OPEN,
    )
    return AgendaItem.objects.create(
        group=group, session=session, position=1, title="Requests", purpose="explore", minutes=60
    )


def _join(group: Group, name: str, side: Side, role: Role, job: str = "") -> Membership:
    body = "Board" if job else ""
    promised = datetime.now(UTC) if side == Side.SYSTEM else None
    return Membership.objects.create(
        group=group,
        person=_person(name),
        side=side,
        roles=role,
        name=name,
        job=job,
        body=body,
        promised_at=promised,
    )


def _person(name: str) -> Person:
    return Person.objects.create(name=name)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
