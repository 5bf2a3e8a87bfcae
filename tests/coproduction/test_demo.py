"""The demo is a living group: whole, in dates relative to today, and never outside demo mode."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from coproduction.demo.load import NotADemo, load
from facilitation.glossary import terms_in, terms_of
from facilitation.models import (
    Decision,
    InformationItem,
    InformationRequest,
    ModelTag,
    NotUnderstood,
    Session,
    SpaceEntry,
    SpacePost,
)
from facilitation.models.space import has_two_hats, is_inside, moderators
from facilitation.states import SessionState
from facilitation.states.agenda import SessionKind
from facilitation.states.information import InformationKind, QuestionState, WantedState
from groups.models import Delivery, Group, Person
from groups.permissions import Role
from groups.states import Side
from groups.suppression import Reach
from lifecycle.models import Ask, Cycle, GroupSummary, ImpactReport, Review
from lifecycle.overview import overseen_by
from lifecycle.results import pulses_of
from lifecycle.states import AskState


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Group]:
    """Made once for all tests of this file, and gone after it."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def demo(db: None, loaded: Group) -> Group:
    return loaded


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
    coming = sessions.counted().get(state=SessionState.ANNOUNCED)
    assert timedelta(days=25) < coming.starts_at - timezone.now() < timedelta(days=35)


def test_an_agenda_that_members_make_and_other_kinds_of_session(demo: Group):
    coming = Session.objects.in_group(demo).counted().get(state=SessionState.ANNOUNCED)
    assert coming.proposals.waiting().count() == 1
    assert coming.items.filter(led_by__in=demo.memberships.holding(Role.MEMBER)).count() == 1
    meeting = coming.beside.get(kind=SessionKind.GET_READY, state=SessionState.ANNOUNCED)
    assert meeting.starts_at < coming.starts_at
    told = Delivery.objects.filter(notification__subject=str(meeting.public_id))
    assert told.exists()
    assert not told.filter(person__memberships__side=Side.SYSTEM).exists()
    assert Session.objects.filter(kind=SessionKind.TRY_OUT, state=SessionState.ANNOUNCED).exists()


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
    newer, older = Review.objects.in_group(demo).sealed().filter(instrument="shifts")
    assert newer.opened_on - older.opened_on >= timedelta(days=360)


def test_reviews_of_several_kinds_and_one_that_is_open(demo: Group):
    reviews = Review.objects.in_group(demo)
    assert set(reviews.sealed().values_list("instrument", flat=True)) == {"shifts", "climate", "pulse"}
    assert [one["rounds"][0]["lived"] is not None for one in pulses_of(demo, Reach.GROUP)] == [True] * 3
    opened = reviews.open().get()
    assert opened.marks.exists()
    assert opened.drafts.get().member.name == "Ade Balogun"
    assert opened.in_the_open.exists()
    assert opened.papers.exists()


def test_todays_pages_have_something_to_do(demo: Group):
    lead = Person.objects.get(email="lead@demo.example")
    assert Delivery.objects.needing(lead).exists()


def test_information_that_changed_in_formats_with_questions_and_a_sheet(demo: Group):
    items = InformationItem.objects.in_group(demo)
    assert {item.kind for item in items} >= set(InformationKind) - {
        InformationKind.MINUTES,
        InformationKind.STORY,
    }
    assert all(item.current for item in items), "each has its versions"
    sheet = items.get(kind=InformationKind.BUDGET)
    was, now = (version.lines.all() for version in sheet.versions.order_by("number"))
    assert not all(line.adds_up for line in was)
    assert all(line.adds_up for line in now)
    formats = items.get(title__startswith="What happens at").formats.all()
    assert {one.is_here for one in formats} == {True, False}, "one is still to come"
    questions = NotUnderstood.objects.filter(group=demo)
    assert set(questions.values_list("state", flat=True)) == set(QuestionState.values)
    assert questions.filter(is_anonymous=True, asked_by=None).exists()


def test_requests_for_information_met_in_part_refused_waiting_and_late(demo: Group):
    wanted = InformationRequest.objects.in_group(demo)
    assert set(wanted.values_list("state", flat=True)) == set(WantedState.values) - {WantedState.WITHDRAWN}
    assert [one for one in wanted if one.is_late]
    assert wanted.get(state=WantedState.SHARED).days == 14


def test_each_part_of_the_model_has_something_and_words_are_explained_where_they_stand(demo: Group):
    parts = set(ModelTag.objects.filter(group=demo).values_list("part", flat=True))
    assert len(parts) >= 9
    text = "\n".join(item.words for item in InformationItem.objects.in_group(demo))
    assert {"tariff", "ICB", "link worker"} <= {term.name for term in terms_in(text, terms_of(demo))}


def test_somebody_with_two_hats_knocks_at_the_space_where_people_wrote(demo: Group):
    jamal = demo.memberships.get(name="Jamal Lewis")
    assert has_two_hats(jamal)
    assert not is_inside(jamal)
    assert SpaceEntry.objects.in_group(demo).asked().get().yeses.count() == 2
    posts = SpacePost.objects.in_group(demo)
    assert posts.exclude(content_note="").exists()
    assert posts.filter(upload__isnull=False).exists()
    assert [one.name for one in moderators(demo)] == ["Kath Ormerod"]


def test_the_decision_maker_oversees_more_groups_that_differ(demo: Group):
    lead = Person.objects.get(email="lead@demo.example")
    found = {summary.group.name: summary for summary in GroupSummary.objects.select_related("group")}
    assert set(overseen_by(lead, [Role.LEAD]).values_list("group__name", flat=True)) == set(found)
    assert len(found) == 4
    assert len({(one.waiting, one.overdue, one.groups_turn) for one in found.values()}) == 4
    assert [one.committed_on is None for one in found.values()].count(True) == 1
