"""Promise 11: no leaderboards, no counts per person; nobody can read off who has not spoken."""

import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from facilitation.models import Contribution
from groups.models import Membership, Person
from tests.facilitation.making import make_session

# Roles as bits, generations of secret addresses, and the day of the weekly message: what a person holds or chose.
NOT_COUNTS = {"roles", "stop_generation", "calendar_generation", "weekly_on"}

type SignIn = Callable[[Membership | Person], Client]


@pytest.mark.parametrize("model", [Person, Membership], ids=lambda model: model.__name__)
def test_nothing_about_what_a_person_does_is_counted(model: type[Person | Membership]):
    numbers = {
        field.name
        for field in model._meta.concrete_fields
        if "Integer" in field.get_internal_type() and not field.is_relation
    }
    assert numbers <= NOT_COUNTS


def test_the_page_of_people_is_the_same_for_who_spoke_and_who_did_not(
    member: Membership, carer: Membership, facilitator: Membership, sign_in: SignIn
):
    client, url = sign_in(facilitator), reverse("people", args=[member.group.public_id])
    before = tidy(client.get(url).text)
    session = make_session(member.group)
    for _ in range(3):
        Contribution.objects.create(group=member.group, session=session, author=member, words="Something")
    assert tidy(client.get(url).text) == before


def test_no_model_keeps_a_score_of_a_member():
    names = ("score", "rank", "points_total", "airtime", "times_spoken", "attendance", "streak", "sentiment")
    kept = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"groups", "facilitation", "lifecycle", "investment"}
        for field in model._meta.get_fields()
        if field.name in names
    ]
    assert kept == []


def tidy(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*', "", page)
