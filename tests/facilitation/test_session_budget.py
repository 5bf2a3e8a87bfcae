"""The page of a session asks the database little, and no more for three of everything than for one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.actions.hiding import hide_words
from facilitation.models import (
    Arrangement,
    Coming,
    Contribution,
    ItemProposal,
    NoteChange,
    NoteCheck,
    NotedWords,
    NoteOfItem,
    Paper,
    ParkedMatter,
    Session,
    ToDo,
    WhatIHeard,
)
from facilitation.models.co_facilitation import CoFacilitation
from groups.models import AccessNeed, AccessShare, Membership
from tests.cast import CAST, join
from tests.facilitation.meeting import make_item, make_session, path, words_of

# With every part a session can have, of which each is a table of its own.
EVERYTHING = {"announced": (9, 11), "open": (9, 11), "notes_shared": (12, 12)}


@pytest.fixture
def people(member, carer, facilitator) -> list[Membership]:
    """Members who take part, two of them with a need that they share with those who arrange."""
    extra = [join(member.group, CAST["member"], f"m{number}@demo.example") for number in range(2)]
    for one in extra:
        AccessNeed.objects.create(person=one.person, kind="bsl")
        AccessShare.objects.create(person=one.person, group=member.group)
    return [member, carer, *extra]


def fill(session: Session, number: int, people: list[Membership], facilitator: Membership, pro: Membership):
    """One more of every part."""
    here = {"group": session.group, "session": session}
    member, who = people[0], people[number]
    item = make_item(session, f"Item {number}", led_by=who)
    Coming.objects.create(**here, member=who, answer="yes")
    CoFacilitation.objects.create(**here, member=who, state="accepted")
    Arrangement.objects.create(**here, member=member, words=f"A taxi {number}")
    Arrangement.objects.create(**here, member=facilitator, words=f"A loop {number}")
    Paper.objects.create(**here, position=number, title=f"Paper {number}", words="Read", added_by=facilitator)
    ToDo.objects.create(**here, words=f"Ring {number}", due_on=session.group.today, owner=who, state="open")
    ParkedMatter.objects.create(**here, words=f"The bus {number}", parked_by=facilitator)
    ItemProposal.objects.create(**here, member=who, title=f"Lifts {number}", purpose="share", minutes=10)
    WhatIHeard.objects.create(**here, member=pro, number=number + 1, heard="Waits", will_do=f"Ring {number}")
    make_session(
        session.group, kind="get_ready", for_session=session, title=f"Ready {number}", state="announced"
    )
    said, other = (
        Contribution.objects.create(**here, author=who, words=f"{word} {number}", is_late=True)
        for word in ("Said", "Unsaid")
    )
    hide_words(other, reason="health", by=facilitator)
    note = NoteOfItem.objects.create(**here, item=item, words=f"Note {number}")
    NotedWords.objects.create(group=session.group, note=note, contribution=said)
    NoteChange.objects.create(group=session.group, note=note, words=f"Before {number}")
    NoteCheck.objects.create(
        group=session.group, note=note, member=who, state="kept", beside=True, words="Else"
    )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", EVERYTHING)
def test_a_session_with_every_part_asks_no_more_for_three_of_each(
    state, count, people, member, facilitator, professional, sign_in, django_assert_num_queries
):
    session = make_session(member.group)
    for number in range(count):
        fill(session, number, people, facilitator, professional)
    Contribution.objects.update(may_be_named=True)
    session.state = state
    if state == "notes_shared":
        session.notes_shared_at, session.settles_on = timezone.now(), session.group.today + timedelta(days=7)
    session.save()
    for who, most in zip((member, facilitator), EVERYTHING[state], strict=True):
        client = sign_in(who)
        read = words_of(client.get(path("session", session.group, session)))
        for part in ("Paper", "Ring", "The bus", "Said", "helps to run", "Arranged for you"):
            assert part in read
        with django_assert_num_queries(most):
            client.get(path("session", session.group, session))


@pytest.mark.parametrize("state", ["draft", "announced", "open", "closed", "settled", "cancelled"])
def test_a_session_with_little_in_it_asks_at_most_eleven_times(
    state, people, member, facilitator, coordinator, sign_in, django_assert_max_num_queries
):
    session = make_session(member.group, state=state, notes_due_on=member.group.today)
    make_item(session)
    for who in (member, facilitator, coordinator):
        if state == "draft" and who == member:
            continue
        client = sign_in(who)
        client.get(path("session", session.group, session))
        with django_assert_max_num_queries(11):
            client.get(path("session", session.group, session))
