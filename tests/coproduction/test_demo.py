"""The demo is a living group: whole, in dates relative to today, and never outside demo mode."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction.demo.load import NotADemo, load
from facilitation.models import Decision, Session
from facilitation.states import SessionState
from groups.models import Delivery, Group, Person
from groups.permissions import Role
from groups.states import Side
from lifecycle.models import Ask, Cycle, ImpactReport, Review
from lifecycle.states import AskState


@pytest.fixture
def demo(db: None, settings) -> Group:
    settings.DEMO = True
    return load()


def test_it_is_never_loaded_outside_demo_mode(db: None):
    with pytest.raises(NotADemo):
        load()
    assert not Group.objects.exists()


def test_sixteen_people_and_those_around_them(demo: Group):
    here = demo.memberships.all()
    assert here.lived().holding(Role.MEMBER).count() == 11
    assert [here.holding(role).count() for role in (Role.FACILITATOR, Role.PROFESSIONAL, Role.LEAD)] == [
        2,
        2,
        1,
    ]
    assert here.holding(Role.SUPPORTER).get().comes_with
    assert here.filter(side=Side.LIVED, person__email="").count() == 1


def test_sessions_past_present_and_to_come(demo: Group):
    sessions = Session.objects.in_group(demo)
    assert sessions.past().exclude(notes="").count() == 4
    now = sessions.get(state=SessionState.OPEN)
    assert now.starts_at <= timezone.now() <= now.ends_at
    coming = sessions.get(state=SessionState.ANNOUNCED)
    assert timedelta(days=25) < coming.starts_at - timezone.now() < timedelta(days=35)


def test_a_request_in_every_state_one_late_and_passed_on(demo: Group):
    assert set(Ask.objects.in_group(demo).values_list("state", flat=True)) == set(AskState.values)
    late = Ask.objects.in_group(demo).awaiting_answer().get(next_step_on__lt=timezone.localdate())
    told = Delivery.objects.filter(notification__subject=str(late.public_id), channel="email")
    reached = set(told.values_list("person__email", flat=True))
    assert {"lead@demo.example", "sponsor@demo.example", "board@demo.example"} <= reached


def test_a_decision_differs_and_a_report_is_public(demo: Group):
    assert Decision.objects.in_group(demo).exclude(differs="").exists()
    assert ImpactReport.objects.in_group(demo).published().get().facts["asks"]


def test_second_cycle_and_two_reviews_a_year_apart(demo: Group):
    assert Cycle.objects.in_group(demo).current().get().number == 2
    newer, older = Review.objects.in_group(demo).sealed()
    assert newer.opened_on - older.opened_on >= timedelta(days=360)


def test_todays_pages_have_something_to_do(demo: Group):
    lead = Person.objects.get(email="lead@demo.example")
    assert Delivery.objects.needing(lead).exists()
