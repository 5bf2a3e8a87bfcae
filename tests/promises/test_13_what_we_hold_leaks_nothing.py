"""Promise 13: copies, ledgers, logs and messages about someone's data carry no name and no detail."""

import logging
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from coproduction import privacy
from coproduction.copies import NAME, zipped
from groups.actions.consents import Given, give_consent, take_back_consent
from groups.jobs import about, ask_for
from groups.kinds import KINDS
from groups.models import AccessNeed, Activity, Delivery, Membership, Person
from groups.states import ConsentKind

type SignIn = Callable[[Membership | Person], Client]
SECRET = "epilepsy"


@pytest.fixture
def told(member: Membership) -> Membership:
    """Ade, about whom we hold something of their health."""
    AccessNeed.objects.create(person=member.person, kind="other", words=f"No flashing lights: {SECRET}")
    return member


def test_no_file_name_says_anything(told: Membership):
    reverse("my_data")  # loads the pages, which say what a job's file is called
    job = ask_for(NAME, group=None, by=told.person)
    names = [str(about(job).file_name), *ZipFile(BytesIO(zipped(privacy.held(told.person)))).namelist()]
    assert names == ["copy.zip", "index.html", "data.json"]


def test_no_log_says_anything(
    told: Membership, sign_in: SignIn, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    client = sign_in(told)
    client.get(reverse("my_data"))
    client.post(reverse("data_copy"))
    client.post(reverse("data_delete"), {"words": "keep", "sure": "on"})
    out, err = capfd.readouterr()
    for line in (out, err, caplog.text):
        assert SECRET not in line
        assert "member@demo.example" not in line


def test_no_record_and_no_message_says_what_it_was(told: Membership, facilitator: Membership):
    consent = give_consent(
        Given(ConsentKind.STORY, f"Living with {SECRET}"), group=told.group, by=told.person
    )
    take_back_consent(consent, by=told.person)
    assert all(SECRET not in f"{row.verb} {row.target}" for row in Activity.objects.all())
    assert all(SECRET not in row.title + row.text for row in Delivery.objects.all())
    for kind in ("consent_typed", "consent_taken_back", "data_request"):
        assert not {"story", "quote", "photo", "data"} & set(str(KINDS[kind].subject_line).lower().split())


def test_the_ledger_outside_the_database_knows_no_name(told: Membership, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(told.person, by=None)
    ledger = Path(settings.ERASURE_LEDGER).read_text()
    for word in ("Ade", "member@demo.example", SECRET, "member"):
        assert word not in ledger
