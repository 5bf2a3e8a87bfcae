"""Words that only some may read, planted in one group: what they are, and who finds each.

A new kind of private word is planted here, with its readers; test_04_each_word_is_read_by_those_it_is_for.py then
looks for it on every page, as everybody.
"""

from datetime import timedelta

from django.utils import timezone

from facilitation.models import Arrangement, Contribution, ParkedMatter, Session, SpacePost
from facilitation.states import Audience, SessionState
from facilitation.states.agenda import SessionKind
from groups.actions.contacts import choose_contact
from groups.actions.interest import acknowledge
from groups.actions.needs import record_needs, share_needs
from groups.models import (
    Account,
    CallMe,
    CareTie,
    Concern,
    ContactBlock,
    Expression,
    OutsideContact,
    WellbeingNote,
)
from groups.search import rebuild
from groups.states import CallState, Channel, ConcernState, NeedKind
from lifecycle.actions.cycles import add_worry
from lifecycle.models import Commitment, ImpactReport, NotTaken, Stage
from tests.cast import CAST, join
from tests.house.everything import Everything, make_everything

MEMBERS = {"member", "carer"}
FACILITATORS = {"facilitator", "contact"}  # "contact": the facilitator whom the member chose to turn to
ARRANGERS = FACILITATORS | {"coordinator"}
NEWCOMER, WHY = "Zuleika Quartermain", "Because of my quinsy"

# Each word, and who may find it. None is part of another.
READERS = {
    # for an audience
    "ours-in-the-space": MEMBERS,
    "ours-for-lived-experience": MEMBERS,
    "ours-without-a-name": MEMBERS | FACILITATORS | {"professional", "lead"},  # never for helpers
    "ours-for-facilitators": FACILITATORS | {"member"},  # and whoever said it
    "ours-a-worry": FACILITATORS,
    # in a get-ready meeting: for the same side and whoever of it facilitates
    "ours-a-get-ready-meeting": MEMBERS | FACILITATORS,
    "ours-said-among-us": MEMBERS | FACILITATORS,
    "ours-parked-among-us": MEMBERS | FACILITATORS,
    # why something said there led to nothing: for those who may read what was said
    "ours-why-not-in-the-meeting": MEMBERS | FACILITATORS,
    "ours-why-not-inside": MEMBERS,
    "ours-a-planned-session": ARRANGERS,
    "ours-a-draft-report": MEMBERS | FACILITATORS,
    "ours-a-need-shared": ARRANGERS | {"member"},  # with those who arrange
    "ours-an-arrangement": ARRANGERS | {"member"},
    "ours-a-need-kept-to-oneself": {"carer"},
    "theirs-a-draft-commitment": {"lead"},
    # between two
    "sealed-a-care-tie": {"member", "contact"},
    "sealed-a-concern": {"member", "outside"},
    "sealed-a-reply": {"member", "outside"},
    "sealed-a-number": {"member", "contact"},
    "sealed-when-it-suits": {"member", "contact"},
    "sealed-how-i-am": {"member"},
    # of people who ask to join, for those who welcome them
    NEWCOMER: ARRANGERS,
    WHY: ARRANGERS,
}
EVERYBODY = [*CAST, "contact", "outside", "stranger", "left"]


def make_planted() -> Everything:
    """A group with everything in it, and all these words."""
    whole = make_everything("Northshire group")
    for plant in (_for_an_audience, _among_us, _drafts, _needs, _between_two, _asking_to_join):
        plant(whole)
    return whole


def _for_an_audience(whole: Everything) -> None:
    session, member = whole.rows["session_id"], whole.cast["member"]
    here = {"group": whole.group, "session": session}
    SpacePost.objects.create(group=whole.group, author=member, words="ours-in-the-space")
    for words, audience in (
        ("ours-for-lived-experience", Audience.LIVED),
        ("ours-for-facilitators", Audience.FACILITATORS),
    ):
        Contribution.objects.create(**here, author=member, words=words, audience=audience)
    Contribution.objects.create(**here, words="ours-without-a-name", is_anonymous=True)
    add_worry(Stage.objects.get(pk=whole.rows["stage_id"].pk), words="ours-a-worry")


def _among_us(whole: Everything) -> None:
    """A meeting before the session, over by now: its words stand on its page and are found by a search."""
    began = timezone.now() - timedelta(hours=3)
    meeting = Session.objects.create(
        group=whole.group,
        title="ours-a-get-ready-meeting",
        kind=SessionKind.GET_READY,
        for_session=whole.rows["session_id"],
        starts_at=began,
        ends_at=began + timedelta(hours=1),
        announced_at=began - timedelta(days=7),
        state=SessionState.SETTLED,
    )
    here = {"group": whole.group, "session": meeting}
    member, facilitator = whole.cast["member"], whole.cast["facilitator"]
    said = Contribution.objects.create(**here, author=member, words="ours-said-among-us")
    inside = Contribution.objects.create(**here, author=member, words="Inside.", audience=Audience.LIVED)
    why = "ours-why-not-in-the-meeting"
    NotTaken.objects.create(group=whole.group, contribution=said, why=why, by=facilitator)
    # By a facilitator who was inside, and has left since.
    NotTaken.objects.create(group=whole.group, contribution=inside, why="ours-why-not-inside")
    ParkedMatter.objects.create(**here, words="ours-parked-among-us", parked_by=whole.cast["facilitator"])
    rebuild(whole.group)


def _drafts(whole: Everything) -> None:
    soon = timezone.now() + timedelta(days=40)
    Session.objects.create(
        group=whole.group,
        title="ours-a-planned-session",
        starts_at=soon,
        ends_at=soon + timedelta(hours=2),
        state=SessionState.DRAFT,
    )
    ImpactReport.objects.filter(group=whole.group).update(title="ours-a-draft-report")
    Commitment.objects.create(
        group=whole.group, number=3, lead=whole.cast["lead"], scope="theirs-a-draft-commitment"
    )


def _needs(whole: Everything) -> None:
    for role, words in (("member", "ours-a-need-shared"), ("carer", "ours-a-need-kept-to-oneself")):
        person = whole.cast[role].person
        record_needs(person, {NeedKind.LARGE_PRINT: words}, by=person)
    member = whole.cast["member"].person
    share_needs(member, group=whole.group, by=member)
    Arrangement.objects.filter(group=whole.group).update(words="ours-an-arrangement")


def _between_two(whole: Everything) -> None:
    contact = join(whole.group, CAST["facilitator"], "contact@northshire.example")
    whole.cast["contact"] = contact
    outside = OutsideContact.objects.select_related("person").get(group=whole.group).person
    outside.account = Account.objects.create_user("joy@healthwatch.example")
    outside.save()
    choose_contact(contact, by=whole.cast["member"])
    CareTie.objects.update(words="sealed-a-care-tie", about=whole.cast["professional"], told_to=contact)
    now = timezone.now()
    Concern.objects.update(
        words="sealed-a-concern", reply="sealed-a-reply", state=ConcernState.CLOSED, closed_at=now, to=outside
    )
    CallMe.objects.update(
        number="sealed-a-number",
        when_suits="sealed-when-it-suits",
        to=contact.person,
        state=CallState.WAITING,
        settled_at=None,
    )
    WellbeingNote.objects.update(words="sealed-how-i-am")
    ContactBlock.objects.update(other=whole.cast["professional"])


def _asking_to_join(whole: Everything) -> None:
    asked = Expression.objects.select_related("person").get(group=whole.group)
    asked.why = WHY
    asked.save()
    asked.person.name, asked.person.channels = NEWCOMER, [Channel.LETTER]
    asked.person.address = "1 Quarter Lane"
    asked.person.save()
    acknowledge(asked, words=f"Dear {NEWCOMER}", by=whole.cast["facilitator"])
