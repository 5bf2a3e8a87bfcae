"""What we hold about you: to read, to take along, to have deleted; and for those without an account, on their word."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction import privacy
from coproduction.copies import NAME
from facilitation.models import Contribution, SpacePost
from groups.actions.data import note_data_request
from groups.actions.memberships import ByHand, add_by_hand
from groups.jobs import run_next
from groups.looks import looked_at
from groups.models import (
    AccessNeed,
    Account,
    Activity,
    DataRequest,
    Delivery,
    Job,
    Look,
    Membership,
    Person,
    RetentionRun,
    Upload,
)
from groups.states import Channel
from groups.tasks import remind_of_data_requests
from tests.cast import PASSWORD
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def colin(coordinator: Membership) -> Membership:
    """Someone without an account, who takes part by letter."""
    someone = ByHand(
        "Colin Marsh", "member", (Channel.LETTER,), address="4 Quarry Lane", phone="01632 960 123"
    )
    return add_by_hand(someone, by=coordinator)


def signed_in_long_ago(member: Membership) -> None:
    Account.objects.filter(person=member.person).update(last_login=timezone.now() - timedelta(days=3))


def copy_of(client: Client) -> ZipFile:
    page = client.post(reverse("data_copy"))
    run_next()
    job = Job.objects.get(name=NAME)
    assert page.headers["Location"] == reverse("job", args=[job.public_id])
    answer = client.get(reverse("job_file", args=[job.public_id]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="copy.zip"'
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_page_tells_what_we_hold_and_who_looked(
    member: Membership, coordinator: Membership, sign_in: SignIn
):
    AccessNeed.objects.create(person=member.person, kind="other", words="Questions the day before")
    looked_at([member.person], Look.What.ACCESS, by=coordinator)
    page = sign_in(member).get(reverse("my_data")).text
    assert "Questions the day before" in page
    assert "Evan: what you need to take part" in page
    assert "we cannot find it" in page


def test_the_page_is_for_oneself_alone(member: Membership, carer: Membership, sign_in: SignIn):
    AccessNeed.objects.create(person=member.person, kind="other", words="Questions the day before")
    assert "Questions the day before" not in sign_in(carer).get(reverse("my_data")).text


def test_the_copy_can_be_read_by_people_and_by_computers(member: Membership, sign_in: SignIn):
    session = make_session(member.group)
    Contribution.objects.create(group=member.group, session=session, author=member, words="Big print.")
    upload = Upload.objects.create(
        group=member.group, by=member.person, name="Ade pain diary.png", kind="image/png", size=3
    )
    upload.file.save("x", ContentFile(b"png"))
    whole = copy_of(sign_in(member))
    assert set(whole.namelist()) == {"index.html", "data.json", "files/1.png"}
    assert "Big print." in whole.read("index.html").decode()
    told = [row["says"] for part in json.loads(whole.read("data.json")) for row in part["rows"]]
    assert "Big print." in told
    assert whole.read("files/1.png") == b"png"


def test_no_name_of_a_file_says_whose_it_is_or_what_it_is_about(member: Membership, sign_in: SignIn):
    """Promise 13."""
    upload = Upload.objects.create(
        group=member.group, by=member.person, name="Ade pain diary.png", kind="image/png", size=3
    )
    upload.file.save("x", ContentFile(b"png"))
    for name in copy_of(sign_in(member)).namelist():
        assert not {"ade", "pain", "diary"} & set(name.lower().replace("/", " ").replace(".", " ").split())


def test_the_copy_is_for_whoever_asked_and_signed_in_lately(
    member: Membership, carer: Membership, sign_in: SignIn
):
    mine = sign_in(member)
    copy_of(mine)
    file = reverse("job_file", args=[Job.objects.get(name=NAME).public_id])
    assert sign_in(carer).get(file).status_code == 404
    signed_in_long_ago(member)
    answer = mine.get(file)
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    again = mine.post(answer.headers["Location"], {"password": PASSWORD})
    assert again.headers["Location"] == file
    assert mine.get(file).status_code == 200


def test_who_signs_in_by_code_alone_signs_in_anew(member: Membership, sign_in: SignIn):
    account = member.person.account
    assert account
    mine = sign_in(member)
    copy_of(mine)
    account.set_unusable_password()
    account.save()
    mine = sign_in(member)
    signed_in_long_ago(member)
    answer = mine.get(reverse("job_file", args=[Job.objects.get(name=NAME).public_id]))
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in mine.session


def test_after_a_week_the_copy_is_gone(
    member: Membership, sign_in: SignIn, django_capture_on_commit_callbacks
):
    copy_of(sign_in(member))
    job = Job.objects.get(name=NAME)
    Job.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        privacy.retain()
    assert not job.result.storage.exists(job.result.name)
    assert sign_in(member).get(reverse("job_file", args=[job.public_id])).status_code == 404


def test_nothing_goes_without_the_tick(member: Membership, sign_in: SignIn):
    page = sign_in(member).post(reverse("data_delete"), {"words": "keep"})
    assert "Tick this box if you want everything about you to be deleted" in page.text
    member.person.refresh_from_db()
    assert member.person.erased_at is None


def test_one_tick_and_it_is_done(member: Membership, sign_in: SignIn):
    mine = sign_in(member)
    page = mine.get(reverse("data_delete")).text
    for said in ("What goes", "What stays, without your name", "What we cannot find"):
        assert said in page
    answer = mine.post(reverse("data_delete"), {"words": "take_back", "sure": "on"})
    assert answer.headers["Location"] == reverse("data_deleted")
    member.person.refresh_from_db()
    assert member.person.erased_at
    assert mine.get(reverse("me")).status_code == 302
    [goodbye] = mail.outbox
    assert goodbye.to == ["member@demo.example"]
    assert "Everything we held about you is deleted" in goodbye.body
    assert "Ade" not in goodbye.body + goodbye.subject


def test_a_phone_left_open_cannot_delete(member: Membership, sign_in: SignIn):
    mine = sign_in(member)
    signed_in_long_ago(member)
    mine.post(reverse("data_delete"), {"words": "keep", "sure": "on"})
    member.person.refresh_from_db()
    assert member.person.erased_at is None


def noted(colin: Membership, by: Membership, sign_in: SignIn, kind: str) -> DataRequest:
    client = sign_in(by)
    url = reverse("person_data", args=[colin.group.public_id, colin.public_id])
    client.post(url, {"kind": kind, "origin": "phone", "read_back": "on"})
    return DataRequest.objects.get(kind=kind)


def test_a_request_by_phone_has_a_month(
    colin: Membership, coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    one = noted(colin, coordinator, sign_in, "copy")
    assert timedelta(days=27) < one.due_on - timezone.localdate() < timedelta(days=32)
    told = Delivery.objects.filter(notification__kind="data_request", notification__needs_you=True)
    assert set(told.values_list("person", flat=True)) == {coordinator.person_id, facilitator.person_id}
    DataRequest.objects.update(due_on=timezone.localdate() + timedelta(days=5))
    before = told.count()
    remind_of_data_requests()
    remind_of_data_requests()
    assert told.count() > before
    assert told.values("notification").distinct().count() == 2


def test_a_copy_by_letter_holds_no_more_than_the_typist_may_read(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    session = make_session(colin.group)
    here = {"group": colin.group, "session": session, "author": colin}
    Contribution.objects.create(**here, words="For all of us.")
    Contribution.objects.create(**here, words="Among us.", audience="lived")
    SpacePost.objects.create(group=colin.group, author=colin, words="In our space.")
    AccessNeed.objects.create(person=colin.person, kind="other", words="A quiet call")
    noted(colin, coordinator, sign_in, "copy")
    letter = (
        sign_in(coordinator)
        .get(reverse("person_data_letter", args=[colin.group.public_id, colin.public_id]))
        .text
    )
    assert "4 Quarry Lane" in letter
    assert "For all of us." in letter
    for private in ("Among us.", "In our space.", "A quiet call"):
        assert private not in letter
    assert Look.objects.filter(person=colin.person, by=coordinator.person, what=Look.What.REACH).exists()


def test_without_a_request_nobody_prints_or_deletes(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    for name in ("person_data_letter", "person_data_delete"):
        answer = sign_in(coordinator).get(reverse(name, args=[colin.group.public_id, colin.public_id]))
        assert answer.status_code == 404


def test_deleting_on_their_word(colin: Membership, coordinator: Membership, sign_in: SignIn):
    noted(colin, coordinator, sign_in, "erase")
    client, url = (
        sign_in(coordinator),
        reverse("person_data_delete", args=[colin.group.public_id, colin.public_id]),
    )
    assert "Read this page to them first" in client.post(url, {"words": "keep"}).text
    client.post(url, {"words": "keep", "sure": "on"})
    colin.person.refresh_from_db()
    assert colin.person.erased_at
    assert not DataRequest.objects.open().exists()
    assert Activity.objects.filter(verb="membership.erased", person=coordinator.person).exists()


def test_who_signs_in_decides_alone(member: Membership, coordinator: Membership, sign_in: SignIn):
    url = reverse("person_data", args=[member.group.public_id, member.public_id])
    answer = sign_in(coordinator).post(url, {"kind": "erase", "origin": "phone", "read_back": "on"})
    assert "They can sign in, so they do this themselves" in answer.text
    assert not DataRequest.objects.exists()


def test_a_request_is_noted_once(colin: Membership, coordinator: Membership):
    for _again in range(2):
        note_data_request(colin, kind="copy", origin="phone", by=coordinator)
    assert DataRequest.objects.count() == 1


def test_every_kind_is_forgotten_by_itself_and_noted(member: Membership, monkeypatch: pytest.MonkeyPatch):
    kinds = [keeping.kind for keeping in privacy.retention()]
    assert len(set(kinds)) == len(kinds)
    with broken(kinds[0], monkeypatch):
        privacy.retain()
    assert set(RetentionRun.objects.values_list("kind", flat=True)) == set(kinds[1:])


@contextmanager
def broken(kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One kind that cannot be forgotten: the others must not wait for it."""
    first = next(keeping for keeping in privacy.retention() if keeping.kind == kind)
    monkeypatch.setitem(first.__dict__, "past", lambda: 1 / 0)
    yield


def test_looks_are_kept_for_two_years(member: Membership, coordinator: Membership):
    for days in (729, 731):
        Look.objects.create(
            person=member.person,
            by=coordinator.person,
            what="access",
            at=timezone.now() - timedelta(days=days),
        )
    privacy.retain()
    assert Look.objects.count() == 1


def test_after_seven_years_the_record_says_what_and_not_who(member: Membership):
    Activity.objects.create(
        system=member.group.system,
        group=member.group,
        person=member.person,
        verb="session.announced",
        target="x",
        at=timezone.now() - timedelta(days=7 * 365 + 2),
    )
    privacy.retain()
    assert Activity.objects.get(verb="session.announced").person is None


def test_administrators_see_that_it_was_done(everything_admin: Client, member: Membership, sign_in: SignIn):
    privacy.retain()
    assert "The words of messages we sent" in everything_admin.get(reverse("retention_runs")).text
    assert sign_in(member).get(reverse("retention_runs")).status_code == 404


@pytest.fixture
def everything_admin(coordinator: Membership, sign_in: SignIn) -> Client:
    coordinator.group.system.duty_holders.create(person=coordinator.person, duty="administrator")
    return sign_in(coordinator)
