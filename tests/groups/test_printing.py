"""All letters in one file: for a window envelope, in each person's print, posted in one act (promise 8)."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.memberships import leave
from groups.actions.printing import all_posted, print_again, print_all
from groups.jobs import keep_result, run_next
from groups.letters import letters_of
from groups.models import AccessNeed, AccessShare, Delivery, Job, Look, Membership, Person, PrintRun
from groups.notifications import notify, settle
from groups.states import Channel, DeliveryState, JobState, NeedKind
from groups.tasks import forget_results
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.a_pdf import needs_pango
from tests.kinds import told_as

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture(autouse=True)
def kind(news: None) -> Iterator[None]:
    with told_as(codes=lambda row: {"code": "7KHA-293X-MRWC"}):
        yield


@pytest.fixture
def readers(member: Membership, carer: Membership) -> list[Person]:
    """Ade and Bronwen want letters."""
    for place, address in ((member, "1 High Street\nHill Town"), (carer, "2 Low Road\nHill Town")):
        place.person.channels, place.person.address = [Channel.LETTER], address
        place.person.save()
    return [member.person, carer.person]


@pytest.fixture
def letters(readers: list[Person], member: Membership) -> list[Delivery]:
    notify("news", member.group, group=member.group, to=readers)
    return list(Delivery.objects.waiting_for_hands().order_by("pk"))


def address(name: str, run: PrintRun) -> str:
    return reverse(name, args=[run.group.public_id, run.public_id])


def text_of(run: PrintRun, folder: Path) -> str:
    if not which("pdftotext"):
        pytest.skip("needs pdftotext, which reads the PDF back")
    run.refresh_from_db()
    assert run.job
    file = folder / "letters.pdf"
    file.write_bytes(run.job.result.read())
    return subprocess.run(
        [str(which("pdftotext")), "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout


@needs_pango
def test_one_file_holds_a_letter_for_each(
    letters: list[Delivery], coordinator: Membership, sign_in: SignIn, tmp_path: Path
):
    client = sign_in(coordinator)
    page = client.post(reverse("print_letters", args=[coordinator.group.public_id]), follow=True)
    assert page.headers["Refresh"], "it looks again by itself, without a script"
    run = PrintRun.objects.get()
    assert "Refresh" not in client.get(address("print_run", run) + "?stay").headers
    assert run_next()
    page = client.get(address("print_run", run))
    assert "Refresh" not in page.headers
    assert "All of these are in the post" in page.text
    file = client.get(address("print_run_file", run))
    assert file.headers["Content-Type"] == "application/pdf"
    said = text_of(run, tmp_path)
    for words in ("Ade", "1 High Street", "Bronwen", "2 Low Road", "There is news", "page 1 of 1"):
        assert words in said
    assert said.count("page 1 of 1") == 2, "each letter counts its own pages"


@needs_pango
def test_all_are_posted_in_one_act_and_the_file_goes(
    letters: list[Delivery], coordinator: Membership, django_capture_on_commit_callbacks
):
    run = print_all(by=coordinator)
    run_next()
    run.refresh_from_db()
    stored = run.job.result
    with django_capture_on_commit_callbacks(execute=True):
        posted = all_posted(run, by=coordinator)
    assert (posted.number, posted.left_out) == (2, [])
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.state, letter.title) == (DeliveryState.SENT, "There is news for you")
        assert "7KHA" not in letter.text
    assert not stored.storage.exists(stored.name), "it holds codes and addresses"
    with pytest.raises(Refused):
        all_posted(run, by=coordinator)


def test_two_at_once_do_not_print_the_same_letter(
    letters: list[Delivery], coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    run = print_all(by=coordinator)
    with pytest.raises(Refused, match="printed already"):
        print_all(by=facilitator)
    page = sign_in(facilitator).get(reverse("by_hand", args=[facilitator.group.public_id])).text
    assert "Evan printed letters" in page
    again = print_again(run, by=facilitator)
    assert again.letters.count() == 2
    assert run.letters.count() == 0, "a letter is in one run at a time"


def test_a_letter_that_comes_later_is_printed_alone(
    letters: list[Delivery], readers: list[Person], coordinator: Membership
):
    print_all(by=coordinator)
    notify("news", coordinator.group, group=coordinator.group, to=readers[:1], occurrence="again")
    assert print_all(by=coordinator).letters.count() == 1


def test_a_run_that_nobody_posts_gives_its_letters_back(letters: list[Delivery], coordinator: Membership):
    run = print_all(by=coordinator)
    PrintRun.objects.filter(pk=run.pk).update(made_at=timezone.now() - timezone.timedelta(days=8))
    assert Delivery.objects.to_print(coordinator.group).count() == 2


@needs_pango
def test_what_is_gone_meanwhile_is_left_out_and_said(
    letters: list[Delivery], coordinator: Membership, sign_in: SignIn
):
    run = print_all(by=coordinator)
    run_next()
    settle(["news"], coordinator.group)
    page = sign_in(coordinator).get(address("print_run", run)).text
    assert "None of these letters waits any more" in page or "Take these out" in page
    posted = all_posted(run, by=coordinator)
    assert posted.number == 0
    assert {one.person.name for one in posted.left_out} == {"Ade", "Bronwen"}


@needs_pango
def test_what_is_gone_before_printing_is_not_in_the_file(
    letters: list[Delivery], coordinator: Membership, sign_in: SignIn
):
    run = print_all(by=coordinator)
    with told_as(still_true=lambda row: False):
        run_next()
    run.refresh_from_db()
    assert (run.left_out, run.job.state, bool(run.job.result)) == (2, JobState.DONE, False)
    assert set(
        Delivery.objects.filter(pk__in=[one.pk for one in letters]).values_list("state", flat=True)
    ) == {DeliveryState.STOPPED}


def test_each_letter_is_in_the_print_its_reader_needs(
    letters: list[Delivery], readers: list[Person], coordinator: Membership
):
    ade, bronwen = readers
    AccessNeed.objects.create(person=ade, kind=NeedKind.LARGE_PRINT)
    AccessNeed.objects.create(person=ade, kind=NeedKind.COLOUR_BACKGROUND)
    bronwen.display, bronwen.language = (
        {"text-size": "largest", "spacing": "wide", "background": "dark"},
        "cy",
    )
    bronwen.save()
    run = print_all(by=coordinator)
    of_ade, of_bronwen = letters_of(run)[0]
    assert of_ade.looks == [], "not shared with this group"
    AccessShare.objects.create(person=ade, group=coordinator.group)
    of_ade, of_bronwen = letters_of(run)[0]
    assert of_ade.looks == ["large", "cream"]
    assert (of_bronwen.looks, of_bronwen.language) == (["largest", "wide"], "cy")


def test_the_browser_prints_them_too(letters: list[Delivery], coordinator: Membership, sign_in: SignIn):
    run = print_all(by=coordinator)
    page = sign_in(coordinator).get(address("print_run_sheets", run)).text
    assert "1 High Street" in page
    assert page.count('class="letter"') == 2
    assert "letters.css" in page
    assert Look.objects.filter(by=coordinator.person, what=Look.What.REACH).count() == 2


@needs_pango
def test_the_file_is_deleted_after_a_week(
    letters: list[Delivery], coordinator: Membership, django_capture_on_commit_callbacks
):
    run = print_all(by=coordinator)
    run_next()
    run.refresh_from_db()
    stored = run.job.result
    Job.objects.update(expires_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        forget_results()
    assert not stored.storage.exists(stored.name)
    assert Job.objects.get().result.name == ""


def test_no_code_is_ever_kept(letters: list[Delivery], coordinator: Membership):
    run = print_all(by=coordinator)
    all_posted(run, by=coordinator)
    kept = [f"{row}" for row in Delivery.objects.values_list("title", "text")]
    assert not re.search("7KHA", " ".join(kept))


def test_only_who_asked_sees_the_page_of_the_job(
    letters: list[Delivery], coordinator: Membership, member: Membership, sign_in: SignIn
):
    run = print_all(by=coordinator)
    page = reverse("job", args=[run.job.public_id])
    assert "Letters to print" in sign_in(coordinator).get(page).text
    assert sign_in(member).get(page).status_code == 404
    assert sign_in(member).get(reverse("job_file", args=[run.job.public_id])).status_code == 404


def test_without_pango_the_page_says_so(
    letters: list[Delivery], coordinator: Membership, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("groups.printing.AVAILABLE", False)
    run = print_all(by=coordinator)
    run_next()
    page = sign_in(coordinator).get(address("print_run", run)).text
    assert "You can print the letters from the browser" in page


def test_who_may_not_post_letters_prints_none(letters: list[Delivery]):
    other = join(letters[0].group, CAST["lead"], "other@demo.example")
    with pytest.raises(Refused):
        print_all(by=other)


def test_whoever_has_left_cannot_fetch_the_letters_by_the_page_of_the_job(
    letters: list[Delivery], coordinator: Membership, sign_in: SignIn
):
    run = print_all(by=coordinator)
    keep_result(run.job, b"names and addresses", until=timezone.now() + timedelta(days=1))
    url = reverse("job_file", args=[run.job.public_id])
    assert sign_in(coordinator).get(url).url == address("print_run", run)
    leave(by=coordinator)
    assert sign_in(coordinator.person).get(url, follow=True).status_code == 404
