"""What we hold about you: to read, to take along, to have deleted; and for those without an account, on their word."""

import json
from collections.abc import Callable
from datetime import time, timedelta
from io import BytesIO
from zipfile import ZipFile

from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction import privacy
from coproduction.copies import NAME
from facilitation.models import Contribution
from groups.jobs import run_next
from groups.looks import looked_at
from groups.models import AccessNeed, Account, Job, Look, Membership, Person, Upload
from groups.privacy.shapes import flattened
from groups.states import MembershipState
from groups.transitions import move, record
from tests.cast import PASSWORD
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]


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


def test_it_says_what_screens_say_not_what_is_stored(member: Membership, sign_in: SignIn):
    person = member.person
    person.channels, person.quiet_from, person.quiet_until = ["letter"], time(20), time(8)
    person.channels_by_topic, person.stopped_kinds = {"money": ["text"]}, ["exit_note"]
    person.display, person.weekly, person.weekly_on = {"text-size": "largest", "plain": "yes"}, True, 4
    person.save()
    Membership.objects.filter(pk=member.pk).update(welcomed=["safety done", "buddy later"])
    record("membership.role_added", member, by=member)
    move(member, MembershipState.PAUSED, by=member)
    said = flattened(privacy.held(person))
    for words in (
        "English",
        "London",
        "Text size: Twice as large; Layout: Plain: one column, words only",
        "By letter",
        "Money: By text message",
        "from 8pm until 8am",
        "Friday",
        "Someone who left wrote a note for you",
        "How we keep each other safe: done; A buddy: put off until later",
        "A place in the group: a role added",
        "A place in the group: having a break",
    ):
        assert words in said, words
    for stored in ("en-gb", "Europe/", "20:00", "exit_note", "safety done", "text-size"):
        assert stored not in said, stored


def test_a_person_with_no_quiet_hours_reads_so(member: Membership):
    member.person.quiet_from = member.person.quiet_until = time(0)
    assert ("Quiet hours", "none") in privacy.held(member.person)[1].rows


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
