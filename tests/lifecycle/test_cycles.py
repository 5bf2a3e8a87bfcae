"""The ring is a loop: stages open, are left and open again; the group itself says how strong each is."""

import pytest
from django.utils import timezone

from facilitation.models import Decision, Session
from groups.models import Activity, Membership
from groups.transitions import Refused
from lifecycle import needs
from lifecycle.actions.cycles import begin_cycle, leave_stage, open_stage, say_strength
from lifecycle.models import Cycle, Stage, Worry
from lifecycle.stages import StageKey
from lifecycle.states import StageState, Strength
from tests.facilitation.making import make_item, make_session


@pytest.fixture
def cycle(facilitator: Membership) -> Cycle:
    return begin_cycle(by=facilitator)


@pytest.fixture
def item(facilitator: Membership):
    session = make_session(facilitator.group)
    Session.objects.filter(pk=session.pk).update(opened_at=timezone.now())
    return make_item(session)


def purpose_stage(cycle: Cycle) -> Stage:
    return cycle.stages.get(number=StageKey.PURPOSE)


def test_a_group_that_has_not_met_begins_with_six_stages_and_no_agreement(cycle: Cycle):
    assert (cycle.number, cycle.stages.count()) == (1, 6)
    assert not Decision.objects.exists()


def test_a_second_cycle_is_agreed_and_ends_the_first(cycle: Cycle, facilitator: Membership, item):
    second = begin_cycle(by=facilitator, item=item)
    cycle.refresh_from_db()
    assert (second.number, cycle.ended_on) == (2, second.began_on)
    assert Decision.objects.get().item == item
    assert second.stages.filter(strength=Strength.NOT_BEGUN).count() == 6


def test_a_group_that_has_met_names_where_it_agreed(cycle: Cycle, facilitator: Membership, item):
    with pytest.raises(Refused, match="in which session"):
        open_stage(purpose_stage(cycle), by=facilitator)
    assert open_stage(purpose_stage(cycle), by=facilitator, item=item).state == StageState.OPEN


def test_a_stage_is_never_done_for_good(cycle: Cycle, facilitator: Membership, item):
    stage = open_stage(purpose_stage(cycle), by=facilitator, item=item)
    stage = leave_stage(stage, by=facilitator, item=item)
    assert open_stage(stage, by=facilitator, item=item).state == StageState.OPEN
    assert [word.change for word in stage.words.order_by("pk")] == ["open", "not_open", "open"]


def test_several_stages_are_open_at_once(cycle: Cycle, facilitator: Membership, item):
    for stage in cycle.stages.all()[:3]:
        open_stage(stage, by=facilitator, item=item)
    assert cycle.stages.filter(state=StageState.OPEN).count() == 3


def test_a_stage_may_be_called_strong_and_later_less_so(cycle: Cycle, facilitator: Membership, item):
    stage = purpose_stage(cycle)
    say_strength(stage, strength=Strength.STRONG, by=facilitator, item=item)
    say_strength(stage, strength=Strength.FINDING_ITS_FEET, by=facilitator, item=item)
    stage.refresh_from_db()
    assert stage.strength == Strength.FINDING_ITS_FEET
    assert list(stage.words.order_by("pk").values_list("strength", flat=True)) == [3, 1]


def test_needs_are_read_from_the_record(cycle: Cycle, member, carer, professional, lead):
    def met(stage: StageKey) -> list[bool]:
        return [row.is_met for row in needs.check(cycle)[stage]]

    assert met(StageKey.CONNECT) == [False, True]  # two people with lived experience are not yet three
    carer.group.memberships.filter(pk=professional.pk).update(roles=1, side="lived")
    assert met(StageKey.CONNECT) == [True, True]


def test_all_needs_are_found_with_one_query(cycle: Cycle, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sum(len(rows) for rows in needs.check(cycle).values()) == len(needs.NEEDS)


def test_missing_needs_warn_and_do_not_lock(cycle: Cycle, facilitator: Membership, sign_in):
    client = sign_in(facilitator)
    url = f"/g/{facilitator.group.public_id}/how-we-work/1/open/"
    assert "The commitment is signed" in client.get(url).content.decode()
    client.post(url)
    assert cycle.stages.get(number=1).state == StageState.OPEN


def test_a_worry_is_read_by_facilitators_and_points_to_nobody(
    cycle: Cycle, member: Membership, facilitator: Membership, sign_in
):
    before = Activity.objects.count()
    url = f"/g/{member.group.public_id}/how-we-work/3/"
    sign_in(member).post(f"{url}worry/", {"words": "We rush"})
    assert Worry.objects.get().words == "We rush"
    assert Activity.objects.count() == before
    assert "We rush" in sign_in(facilitator).get(url).content.decode()
    assert "We rush" not in sign_in(member).get(url).content.decode()


def test_an_empty_worry_is_asked_for_kindly(cycle: Cycle, member: Membership, sign_in):
    page = sign_in(member).post(f"/g/{member.group.public_id}/how-we-work/3/worry/", {"words": "  "})
    assert page.status_code == 422
    assert "nhsuk-error-summary" in page.content.decode()


def test_the_ring_stands_on_the_page_with_the_groups_words(
    cycle: Cycle, member: Membership, facilitator: Membership, item, sign_in
):
    say_strength(purpose_stage(cycle), strength=Strength.GROWING, by=facilitator, item=item)
    page = sign_in(member).get(f"/g/{member.group.public_id}/how-we-work/").content.decode()
    assert "Agree Common Purpose: growing" in page
    assert f"/g/{member.group.public_id}/how-we-work/3/" in page
