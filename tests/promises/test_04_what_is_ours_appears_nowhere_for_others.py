"""Promise 4, everywhere at once: words with an audience are looked for on every page, as everyone else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from facilitation.models import Arrangement, Contribution, Session, SpacePost
from facilitation.states import Audience, SessionState
from groups.actions.needs import record_needs, share_needs
from groups.models import Membership, Person
from groups.states import NeedKind
from lifecycle.actions.cycles import add_worry
from lifecycle.models import Commitment, ImpactReport, Stage
from tests.cast import CAST
from tests.house.everything import Everything, make_everything
from tests.house.trying import attempt, signed_in, url_of

MEMBERS = {"member", "carer"}
MAY_READ = {
    "ours-in-the-space": MEMBERS,
    "ours-for-lived-experience": MEMBERS,
    "ours-without-a-name": MEMBERS | {"professional", "facilitator", "lead"},  # never for helpers
    "ours-for-facilitators": {"facilitator", "member"},  # and whoever said it
    "ours-a-worry": {"facilitator"},
    "ours-a-planned-session": {"facilitator", "coordinator"},
    "ours-a-draft-report": MEMBERS | {"facilitator"},
    "ours-a-need": {"member", "facilitator", "coordinator"},  # shared with those who arrange
    "ours-an-arrangement": {"member", "facilitator", "coordinator"},
    "ours-a-need-kept-to-oneself": {"carer"},
    "theirs-a-draft-commitment": {"lead"},
}


@pytest.fixture
def whole(db: None) -> Everything:
    whole = make_everything("Northshire group")
    session, member = whole.rows["session_id"], whole.cast["member"]
    here = {"group": whole.group, "session": session}
    SpacePost.objects.create(group=whole.group, author=member, words="ours-in-the-space")
    Contribution.objects.create(
        **here, author=member, words="ours-for-lived-experience", audience=Audience.LIVED
    )
    Contribution.objects.create(
        **here, author=member, words="ours-for-facilitators", audience=Audience.FACILITATORS
    )
    Contribution.objects.create(**here, words="ours-without-a-name", is_anonymous=True)
    add_worry(Stage.objects.get(pk=whole.rows["stage_id"].pk), words="ours-a-worry")
    soon = timezone.now() + timedelta(days=40)
    Session.objects.create(
        group=whole.group,
        title="ours-a-planned-session",
        starts_at=soon,
        ends_at=soon + timedelta(hours=2),
        state=SessionState.DRAFT,
    )
    _say_what_they_need(whole)
    Arrangement.objects.filter(group=whole.group).update(words="ours-an-arrangement")
    ImpactReport.objects.filter(group=whole.group).update(title="ours-a-draft-report")
    Commitment.objects.create(
        group=whole.group, number=3, lead=whole.cast["lead"], scope="theirs-a-draft-commitment"
    )
    return whole


def _say_what_they_need(whole: Everything) -> None:
    for role, words in (("member", "ours-a-need"), ("carer", "ours-a-need-kept-to-oneself")):
        person = whole.cast[role].person
        record_needs(person, {NeedKind.LARGE_PRINT: words}, by=person)
    member = whole.cast["member"].person
    share_needs(member, group=whole.group, by=member)


def pages(whole: Everything, person: Person) -> dict[str, str]:
    """Every page this person can open, with all that stands on it."""
    found = {}
    for address in addresses():
        if address.door is None or address.name in {"room_stream", "join_link", "stop"}:
            continue
        try:
            url = url_of(address, whole.arguments(address.route, address.arguments))
        except KeyError:
            continue  # an id of something that belongs to a person, not to the group
        page = attempt(signed_in(person), "get", url)
        if page.status_code == 200 and not page.streaming:
            found[address.name] = page.text
    return found


@pytest.mark.parametrize("role", CAST)
def test_each_word_is_where_it_may_be_read_and_nowhere_else(role: str, whole: Everything):
    shown = pages(whole, whole.cast[role].person)
    for words, readers in MAY_READ.items():
        where = {name for name, text in shown.items() if re.search(rf"{words}(?!-)", text)}
        if role in readers:
            assert where, f"{role} may read {words} and finds it nowhere"
        else:
            assert not where, f"{role} reads {words} on {where}"


def test_a_stranger_finds_nothing_of_a_private_group(whole: Everything):
    shown = " ".join(pages(whole, whole.stranger).values())
    assert whole.group.name not in shown
    assert not [words for words in MAY_READ if words in shown]


def test_a_stranger_cannot_tell_a_private_group_from_none(whole: Everything, client: Client):
    nowhere = "00000000-0000-4000-8000-000000000000"
    there, none = (
        client.get(reverse("public_group", args=[some])) for some in (whole.group.public_id, nowhere)
    )
    assert there.status_code == none.status_code == 404


def test_someone_who_left_reads_nothing_more(whole: Everything):
    left: Membership = whole.cast["left"]
    shown = pages(whole, left.person)
    del shown["my_data"]  # what we hold about them is theirs to read, with the place they had
    assert whole.group.name not in " ".join(shown.values())
