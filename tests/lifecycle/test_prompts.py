"""How strong is this stage? Asked three months after the group's last word, once, until it has said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.models import Session
from groups.models import Delivery, Membership
from groups.states import GroupState
from lifecycle.actions.cycles import begin_cycle, open_stage, say_strength
from lifecycle.actions.prompts import prompt_stage_words
from lifecycle.models import Stage
from lifecycle.stages import StageKey
from lifecycle.states import Strength
from tests.facilitation.making import make_item, make_session


@pytest.fixture
def stage(facilitator: Membership) -> Stage:
    """Open, in a cycle that began four months ago, with no word on how strong it is."""
    cycle = begin_cycle(by=facilitator)
    cycle.began_on = timezone.localdate() - timedelta(days=120)
    cycle.save()
    return open_stage(cycle.stages.get(number=StageKey.PURPOSE), by=facilitator)


def waiting(facilitator: Membership) -> int:
    return Delivery.objects.needing(facilitator.person).filter(notification__kind="stage_word").count()


def test_it_is_asked_once_however_often_the_clock_comes(stage: Stage, facilitator: Membership):
    prompt_stage_words()
    prompt_stage_words()
    assert waiting(facilitator) == 1


def test_the_groups_word_stops_it_for_three_months(stage: Stage, facilitator: Membership):
    prompt_stage_words()
    session = make_session(facilitator.group)
    Session.objects.filter(pk=session.pk).update(opened_at=timezone.now())
    say_strength(stage, strength=Strength.GROWING, by=facilitator, item=make_item(session))
    prompt_stage_words()
    assert waiting(facilitator) == 0


def test_it_comes_round_again_three_months_after_the_last_word(stage: Stage, facilitator: Membership):
    prompt_stage_words()
    Delivery.objects.update(done_at=timezone.now())
    stage.strength_agreed_on = timezone.localdate() - timedelta(days=100)
    stage.save()
    prompt_stage_words()
    assert waiting(facilitator) == 1


@pytest.mark.parametrize("days", [10, 60, 88])
def test_a_young_cycle_is_left_in_peace(stage: Stage, facilitator: Membership, days: int):
    stage.cycle.began_on = timezone.localdate() - timedelta(days=days)
    stage.cycle.save()
    prompt_stage_words()
    assert waiting(facilitator) == 0


@pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
def test_a_group_that_rests_is_not_asked(stage: Stage, facilitator: Membership, state: str):
    facilitator.group.state = state
    facilitator.group.save()
    prompt_stage_words()
    assert waiting(facilitator) == 0


def test_a_stage_that_is_not_open_is_not_asked_about(stage: Stage, facilitator: Membership):
    Stage.objects.update(state="not_open")
    prompt_stage_words()
    assert waiting(facilitator) == 0
