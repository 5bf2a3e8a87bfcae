"""Every row that points to a person is claimed: what erasure does with it, and how the person is told of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from coproduction.privacy import APPS, held
from groups.models import Account, Membership, Person
from groups.privacy.settling import pointers, pointing_to
from groups.privacy.shapes import Claim, flattened
from groups.states import Side
from tests.house.everything import make_everything

each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.__name__.split(".")[0])
PRIVATE = {Claim.DELETED, Claim.THEIR_WORDS}


def label(app: Any) -> str:
    return str(app.__name__.split(".")[0])


@each_app
def test_every_link_to_a_person_is_claimed(app: Any):
    assert set(app.CLAIMS) == set(pointers(label(app)))


@each_app
def test_what_goes_can_be_unlinked_or_deleted(app: Any):
    """What is unlinked may be empty in the database."""
    for claim, fate in app.CLAIMS.items():
        model, name = claim.split(".")
        if fate is Claim.UNLINKED:
            assert apps.get_model(label(app), model)._meta.get_field(name).null, claim


@each_app
def test_what_is_private_is_told(app: Any):
    """Whatever goes with a person is on the page that says what we hold about them."""
    told = {telling.claim for telling in app.HELD}
    private = {claim for claim, fate in app.CLAIMS.items() if fate in PRIVATE}
    assert private - told - set(app.NOT_TOLD) == set()
    assert told <= set(app.CLAIMS)


def test_whatever_a_library_keeps_goes_with_the_account():
    ours = {label(app) for app in APPS}
    for model, name in pointing_to(Account):
        if model._meta.app_label not in ours:
            assert model._meta.get_field(name).remote_field.on_delete is models.CASCADE, model


@pytest.mark.django_db
def test_every_field_of_a_person_is_told():
    """No text about somebody that they cannot read themselves."""
    whole = make_everything("Alba group")
    member = filled(whole.cast["lead"])
    told = flattened(held(member.person))
    for row in (member, member.person):
        for name, text in texts(row):
            assert text in told, f"{row._meta.label}.{name}"


@pytest.mark.django_db
def test_every_row_of_a_person_can_be_told():
    """No line of the page fails for a row that is there."""
    whole = make_everything("Alba group")
    for member in whole.cast.values():
        assert held(member.person)


NOT_ABOUT_THEM = {"public_id", "side", "state", "quiet_from", "quiet_until"}


def filled(member: Membership) -> Membership:
    """With words of its own in every field that takes any."""
    assert member.side == Side.SYSTEM, "people from the system have a job and an organisation too"
    for row in (member.person, member):
        for field in row._meta.concrete_fields:
            if field.name in NOT_ABOUT_THEM:
                continue
            if isinstance(field, models.EmailField):
                setattr(row, field.name, f"zq{field.name}@zq.example")
            elif isinstance(field, models.CharField | models.TextField) and not field.choices:
                setattr(row, field.name, f"zq{row._meta.model_name}{field.name}"[: field.max_length])
        row.save()
    member.person.channels_by_topic, member.person.display = {"zqtopic": ["letter"]}, {"zqshow": "zqway"}
    member.person.stopped_kinds, member.welcomed = ["zqkind"], ["zqstep"]
    member.person.save()
    member.save()
    return member


def texts(row: Person | Membership) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        value = None if field.is_relation else getattr(row, field.name)
        if "zq" in str(value):
            yield from ((field.name, word) for word in ([value] if isinstance(value, str) else plain(value)))


def plain(value: Any) -> list[str]:
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    return [word for part in parts for word in ([part] if isinstance(part, str) else plain(part))]
