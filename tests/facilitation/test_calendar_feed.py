"""A calendar per person: every session of their groups, behind a secret they can change, saying nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from facilitation.actions.sessions import announce_session, cancel_session, change_session
from facilitation.calendars import calendar_link
from facilitation.models import Session
from groups.actions.memberships import leave, pause
from groups.models import Membership, Person
from tests.cast import CAST, join, make_group
from tests.facilitation.meeting import make_session

type SignIn = Callable[[Membership | Person], Client]


def address(member: Membership) -> str:
    return calendar_link(Person.objects.get(pk=member.person_id)).removeprefix("http://localhost:8000")


def events(client: Client, member: Membership) -> list[object]:
    answer = client.get(address(member))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content.decode()).walk("VEVENT")


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return announce_session(make_session(facilitator.group, state="draft"), by=facilitator)


def test_it_follows_changes_and_cancellations_without_sign_in(
    session: Session, member: Membership, facilitator: Membership, client: Client
):
    [first] = events(client, member)
    changed = change_session(session, by=facilitator, place="Library")
    [second] = events(client, member)
    cancel_session(changed, by=facilitator)
    [third] = events(client, member)
    assert first["UID"] == second["UID"] == third["UID"] == f"{session.public_id}@localhost"
    assert [int(event["SEQUENCE"]) for event in (first, second, third)] == [0, 1, 2]
    assert [str(event["STATUS"]) for event in (first, second, third)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


def test_drafts_stay_with_those_who_plan(facilitator: Membership, client: Client):
    make_session(facilitator.group, state="draft")
    assert events(client, facilitator) == []


def test_it_holds_all_groups_of_the_person_and_no_other(
    session: Session, member: Membership, facilitator: Membership, client: Client
):
    other = make_group("Other")
    make_session(other)
    assert len(events(client, member)) == 1
    Membership.objects.create(group=other, person=member.person, side="lived", roles=1, name="Ade")
    assert len(events(client, member)) == 2
    stranger = join(make_group("Third"), CAST["member"], "third@demo.example")
    assert events(client, stranger) == []


def test_a_break_still_shows_and_leaving_ends_it(
    session: Session, member: Membership, facilitator: Membership, client: Client
):
    pause(by=member)
    assert len(events(client, member)) == 1
    leave(by=Membership.objects.get(pk=member.pk))
    assert events(client, member) == []


def test_no_word_of_the_group_is_in_it(facilitator: Membership, member: Membership, client: Client):
    """Every text a session has speaks of health; none of it leaves (promise 13)."""
    secret = "Diabetes clinic"
    session = make_session(facilitator.group, title=secret)
    for field in Session._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if text and not isinstance(field, models.URLField):
            setattr(session, field.name, secret)
    session.video_link = "https://diabetes.example/"
    session.save()
    facilitator.group.name = secret
    facilitator.group.save()
    answer = client.get(address(member))
    said = answer.content.decode().replace("\r\n ", "") + str(answer.headers)
    for word in ("Diabetes", "diabetes", "clinic"):
        assert word not in said
    assert "Coproduction group session" in said


def test_a_new_address_stops_the_old_one(
    session: Session, member: Membership, sign_in: SignIn, client: Client
):
    old = address(member)
    page = sign_in(member)
    assert old in page.get(reverse("my_calendar")).content.decode()
    page.post(reverse("my_calendar"))
    assert client.get(old).status_code == 404
    assert len(events(client, member)) == 1
    assert address(member) != old


def test_made_up_addresses_find_nothing(member: Membership, client: Client):
    real = address(member)
    for token in (real.replace(".ics", "x.ics"), "/calendar/a.b.c.ics", "/calendar/x.ics"):
        assert client.get(token).status_code == 404


def test_whoever_was_erased_has_no_calendar(member: Membership, client: Client):
    Person.objects.filter(pk=member.person_id).update(erased_at=timezone.now())
    assert client.get(address(member)).status_code == 404


def test_a_calendar_that_asks_again_is_told_that_nothing_changed(
    session: Session, member: Membership, facilitator: Membership, client: Client
):
    first = client.get(address(member))
    assert "private" in first["Cache-Control"]
    assert "no-store" not in first["Cache-Control"]
    again = client.get(address(member), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change_session(session, by=facilitator, place="Library")
    changed = client.get(address(member), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_many_sessions_cost_no_more_questions(
    group: object, member: Membership, client: Client, django_assert_max_num_queries: Callable[..., object]
):
    for number in range(8):
        make_session(member.group, starts_at=timezone.now() + timedelta(days=number + 1))
    with django_assert_max_num_queries(4):
        assert len(client.get(address(member)).content) > 0
