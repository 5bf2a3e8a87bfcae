"""Erasure keeps the record whole without the person: afterwards nothing anywhere holds who they were."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from coproduction import privacy
from facilitation.models import Coming, Contribution, InformationItem, Position, SpacePost
from groups.models import Account, Activity, Delivery, Membership, OutsideContact, Person, Upload
from groups.privacy.shapes import SOMEONE
from groups.states import MembershipState, OutsideContactState
from lifecycle.models import Answer, Ask, Commitment
from tests.coproduction.erasing import MARK, erase, everywhere, left_behind
from tests.house.everything import Everything, make_everything
from tests.house.test_privacy_claims import filled
from tests.promises.copies import on_a_file_of_its_own

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def whole(db: None) -> Everything:
    return make_everything("Alba group")


@pytest.mark.parametrize("take_back_words", [False, True])
@pytest.mark.parametrize("role", ["member", "lead", "facilitator", "coordinator"])
def test_nothing_says_any_more_who_they_were(
    role: str, take_back_words: bool, whole: Everything, django_capture_on_commit_callbacks
):
    if role == "lead":
        Person.objects.filter(pk=filled(whole.cast[role]).person_id).update(zone="Europe/London")
        whole.cast[role].person.refresh_from_db()
    member = everywhere(whole, whole.cast[role])
    if role == "lead":
        Membership.objects.filter(pk=member.pk).update(job="Medical Director", body="Northshire Board")
    assert left_behind()
    erase(member.person, django_capture_on_commit_callbacks, take_back_words=take_back_words)
    assert left_behind() == []


def test_the_record_stays_whole_and_still_reads(
    whole: Everything, sign_in: SignIn, django_capture_on_commit_callbacks
):
    lead = everywhere(whole, whole.cast["lead"])
    counted = {
        model: model._default_manager.count() for model in (Ask, Answer, Commitment, Position, Activity)
    }
    erase(lead.person, django_capture_on_commit_callbacks)
    for model, many in counted.items():
        assert model._default_manager.count() >= many, model
    lead.refresh_from_db()
    assert (lead.name, lead.job, lead.body) == (SOMEONE, "Medical Director", "Northshire Board")
    assert lead.state == MembershipState.LEFT
    ask = whole.rows["ask_id"]
    page = sign_in(whole.cast["member"]).get(reverse("ask", args=[whole.group.public_id, ask.public_id])).text
    assert f"{SOMEONE}, Medical Director" in page


def test_words_stay_without_the_name_unless_they_are_taken_back(
    whole: Everything, django_capture_on_commit_callbacks
):
    kept, gone = everywhere(whole, whole.cast["member"]), whole.cast["carer"]
    Contribution.objects.create(group=whole.group, author=gone, words="Ours too.")
    SpacePost.objects.create(group=whole.group, author=gone, words="Ours among us.")
    erase(kept.person, django_capture_on_commit_callbacks)
    erase(gone.person, django_capture_on_commit_callbacks, take_back_words=True)
    words = Contribution.objects.exclude(words="").values_list("words", "author__name")
    assert ("Letters in big print.", SOMEONE) in words
    assert not Contribution.objects.filter(words="Ours too.").exists()
    assert list(SpacePost.objects.exclude(author=whole.cast["member"])) == []


def test_what_others_have_stays_theirs(whole: Everything, django_capture_on_commit_callbacks):
    """Erasing one person deletes no row of anybody else."""
    other, before = whole.cast["carer"], models.Q(person=whole.cast["carer"].person)
    everywhere(whole, whole.cast["member"])
    Coming.objects.create(
        group=whole.group, session=whole.rows["session_id"], member=other, answer="yes", note="A chair"
    )
    sent = set(Delivery.objects.filter(before).values_list("pk", flat=True))
    erase(whole.cast["member"].person, django_capture_on_commit_callbacks)
    other.refresh_from_db()
    assert (other.contact, other.buddy, other.state) == (None, None, MembershipState.ACTIVE)
    assert Coming.objects.get(member=other).note == "A chair"
    assert sent <= set(Delivery.objects.filter(before).values_list("pk", flat=True))
    assert "Someone who left said." in Delivery.objects.filter(pk__in=sent).exclude(text="").first().text


def test_the_groups_papers_and_what_was_sent_for_others_stay(
    whole: Everything, django_capture_on_commit_callbacks
):
    coordinator = whole.cast["coordinator"]
    files = [
        Upload.objects.create(
            group=whole.group, by=coordinator.person, name=name, kind="application/pdf", size=1
        )
        for name in ("paper", "handwriting", "own")
    ]
    for file in files:
        file.file.save("x", ContentFile(b"x"))
    InformationItem.objects.filter(group=whole.group).update(upload=files[0])
    Contribution.objects.filter(pk=whole.rows["contribution_id"].pk).update(upload=files[1])
    erase(coordinator.person, django_capture_on_commit_callbacks)
    for file in files[:2]:
        file.refresh_from_db()
        assert file.by is None
        assert file.file.storage.exists(file.file.name)
    assert not Upload.objects.filter(pk=files[2].pk).exists()
    assert not files[2].file.storage.exists(files[2].file.name)


def test_they_are_signed_out_everywhere(
    whole: Everything, sign_in: SignIn, django_capture_on_commit_callbacks
):
    member = whole.cast["member"]
    browsers = [sign_in(member), sign_in(member)]
    erase(member.person, django_capture_on_commit_callbacks)
    for browser in browsers:
        assert browser.get(reverse("me")).status_code == 302
    assert not Account.objects.filter(email__startswith="member@").exists()


def test_an_outside_contact_stands_down(whole: Everything, django_capture_on_commit_callbacks):
    contact = OutsideContact.objects.get(group=whole.group)
    erase(contact.person, django_capture_on_commit_callbacks)
    contact.refresh_from_db()
    assert (contact.state, contact.phone) == (OutsideContactState.STOOD_DOWN, "")


def test_everyone_may_go_one_after_the_other(whole: Everything, django_capture_on_commit_callbacks):
    """The last facilitator too, and the only decision-maker: nobody is kept."""
    for member in whole.cast.values():
        erase(member.person, django_capture_on_commit_callbacks)
    assert set(Membership.objects.values_list("name", flat=True)) == {SOMEONE}
    assert (
        Account.objects.filter(email__endswith="@alba.example", person__memberships__isnull=False).count()
        == 0
    )
    assert Ask.objects.exists()


def test_twice_is_once(whole: Everything, django_capture_on_commit_callbacks):
    person = whole.cast["member"].person
    erase(person, django_capture_on_commit_callbacks)
    erase(person, django_capture_on_commit_callbacks)
    assert len(Path(settings.ERASURE_LEDGER).read_text().splitlines()) == 1


def test_the_ledger_says_who_and_when_and_no_more(whole: Everything, django_capture_on_commit_callbacks):
    member = everywhere(whole, whole.cast["member"])
    erase(member.person, django_capture_on_commit_callbacks)
    ledger = Path(settings.ERASURE_LEDGER)
    [line] = ledger.read_text().splitlines()
    assert set(json.loads(line)) == {"person", "on", "words"}
    assert json.loads(line)["person"] == str(member.person.public_id)
    assert MARK not in line.lower()
    assert ledger.stat().st_mode & 0o077 == 0, "nobody else on the machine reads it"


def test_a_line_cut_short_loses_nobody_else(whole: Everything, django_capture_on_commit_callbacks):
    ledger = Path(settings.ERASURE_LEDGER)
    ledger.parent.mkdir(exist_ok=True)
    ledger.write_text('{"person": "0000')
    erase(whole.cast["member"].person, django_capture_on_commit_callbacks)
    Person.objects.filter(pk=whole.cast["member"].person_id).update(erased_at=None, name="Back again")
    with django_capture_on_commit_callbacks(execute=True):
        assert privacy.replay() == 1


def test_whoever_is_missing_in_the_ledger_is_added_at_night(
    whole: Everything, django_capture_on_commit_callbacks
):
    """The disk of the ledger may have been full, or the machine died between the two writes."""
    privacy.erase(
        whole.cast["member"].person, by=None
    )  # its note comes after the commit, and never does here
    assert not Path(settings.ERASURE_LEDGER).exists()
    privacy.retain()
    assert str(whole.cast["member"].person.public_id) in Path(settings.ERASURE_LEDGER).read_text()


def test_a_place_goes_at_night_once_the_record_needs_it_no_more(
    whole: Everything, django_capture_on_commit_callbacks
):
    spoke, silent = whole.cast["member"], whole.cast["supporter"]
    for member in (spoke, silent):
        erase(member.person, django_capture_on_commit_callbacks)
    privacy.retain()
    assert Membership.objects.filter(pk=spoke.pk).exists(), "their words still point here"
    assert not Membership.objects.filter(pk=silent.pk).exists()
    assert not Person.objects.filter(pk=silent.person_id).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the file of the database")
@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_loses_them_again(tmp_path: Path):
    """For real: a file, its backup, the erasure, the backup put back, and the command."""
    with on_a_file_of_its_own(tmp_path / "db.sqlite3"):
        whole = make_everything("Alba group")
        member = everywhere(whole, whole.cast["member"])
        with sqlite3.connect(tmp_path / "db.sqlite3") as live:
            live.execute("VACUUM INTO ?", [str(tmp_path / "backup.sqlite3")])
        live.close()
        privacy.erase(member.person, by=None)
        assert left_behind() == []
        connection.close()
        for name in ("db.sqlite3-wal", "db.sqlite3-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        shutil.copy(tmp_path / "backup.sqlite3", tmp_path / "db.sqlite3")
        assert left_behind(), "the backup knew them"
        call_command("replay_erasures")
        assert left_behind() == []
        call_command("replay_erasures")
        assert Person.objects.filter(erased_at__isnull=False).count() == 1
