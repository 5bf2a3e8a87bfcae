"""The group writes its report together, agrees to it, makes its files, corrects it, and shows it to anyone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from groups.jobs import run_next
from groups.models import Group, Membership
from lifecycle.actions.quotes import add_quote
from lifecycle.actions.reports import approve_report, publish_report, read_report
from lifecycle.models import Ask, ImpactReport
from lifecycle.tasks import WORK
from tests.facilitation.a_pdf import needs_pango
from tests.groups.consenting import quote
from tests.journeys.walking import (
    add,
    agreed_in,
    does_not_read,
    fill,
    follow,
    look,
    press,
    reads,
    visit,
)
from tests.lifecycle.asking import answer, ask, item_of
from tests.lifecycle.impact import make_report, reviewed

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
AGREED = ("Spring session", "Letters")
LETTERS, NO = "Letters in large print", "Our printers cannot do it before next year."
DEES, ADES = "We asked too late.", "We were heard in the end."
BOTH = f"{DEES} {ADES}"
SAID = "Letters come when the day has passed."


@pytest.fixture
def letters(lead: Membership, facilitator: Membership) -> Ask:
    """A request of this time, and the no to it."""
    asked = ask(lead, facilitator, title=LETTERS, today=lead.group.today)
    return answer(asked, "not_accepted", today=lead.group.today, reason=NO, promised_on=None)


@needs_pango
def test_a_report_is_written_by_two_and_made_into_files(
    letters: Ask, facilitator: Membership, member: Membership, arrive: Arrive
) -> None:
    reviewed(facilitator, [1, 2, 2, 3, 4, 5], [4, 5, 5, 6, 7])
    dee, ade = arrive(facilitator, **PHONE), arrive(member, **PHONE)
    begins_with_what_the_record_holds(dee)
    both_write_the_same_part(dee, ade)
    he_comments_and_she_settles_it(ade, dee)
    records_that_the_group_approved_it(dee)
    makes_a_file(dee, "To print (PDF)", "Make the file")
    follow(dee, "Back to Our year")
    follow(dee, "One page for a board")
    reads(dee, "Where the answer was no", LETTERS, NO)
    makes_a_file(dee, "This page as a PDF file", "Make the file")
    follow(dee, "Back to Our year")
    begins_a_correction(dee)


def begins_with_what_the_record_holds(dee: Page) -> None:
    visit(dee, "/")
    follow(dee, "Our group")
    follow(dee, "What changed")
    follow(dee, "Begin a report")
    fill(dee, {"Title": "Our year"})
    press(dee, "Begin")
    reads(dee, "People from the system cannot see this draft.", LETTERS, NO)


def opens_what_we_learned(person: Page) -> None:
    follow(person, "Write our words")
    follow(person, "Write “What we learned”")


def both_write_the_same_part(dee: Page, ade: Page) -> None:
    visit(ade, dee.url)
    opens_what_we_learned(dee)
    opens_what_we_learned(ade)
    add(dee, {"Our words": DEES})
    add(ade, {"Our words": ADES})
    press(dee, "Save")
    reads(dee, "Saved. Earlier versions are kept.")
    press(ade, "Save")
    reads(ade, "Somebody saved this part while you wrote", DEES)
    expect(ade.get_by_label("Our words")).to_have_value(ADES)
    add(ade, {"Our words": BOTH})
    press(ade, "Save both put together")
    reads(ade, "Saved. Earlier versions are kept.")
    assert ImpactReport.objects.get().reflections == BOTH


def he_comments_and_she_settles_it(ade: Page, dee: Page) -> None:
    fill(ade, {"Your comment": "Should we say when?"})
    press(ade, "Add the comment")
    dee.reload()
    reads(dee, "Should we say when?")
    expect(dee.get_by_label("Your comment")).to_have_value("")
    dee.get_by_role("button", name="It is settled").click()
    reads(dee, "Settled")
    follow(dee, "See earlier versions")
    reads(dee, "Version 1", DEES, "Version 2", BOTH)
    follow(dee, "Back to What we learned")
    follow(dee, "Back to our words")
    follow(dee, "Back to Our year")


def records_that_the_group_approved_it(dee: Page) -> None:
    follow(dee, "The group has approved it")
    agreed_in(dee, *AGREED)
    press(dee, "Record that the group approved it")
    reads(dee, "Approved. The report is frozen, and the decision-maker is told.", BOTH)
    does_not_read(dee, "Should we say when?")


def makes_a_file(dee: Page, name: str, button: str) -> None:
    follow(dee, name)
    press(dee, button)
    reads(dee, "It is waiting to start.", "You can also leave and come back.")
    expect(dee.get_by_role("progressbar", name="How far it is")).to_have_attribute("value", "0")
    a_worker_makes_it()
    dee.reload()
    reads(dee, "It is ready.")
    with dee.expect_download() as made:
        dee.get_by_role("link", name="Save the report as a PDF file").click()
    assert made.value.path().read_bytes().startswith(b"%PDF")


def a_worker_makes_it() -> None:
    assert WORK  # what this app's jobs do, which workers alone load
    assert run_next()


def begins_a_correction(dee: Page) -> None:
    press(dee, "Something is wrong: begin a correction")
    reads(dee, "This draft starts as the approved report. That one stays as it is.")
    opens_what_we_learned(dee)
    expect(dee.get_by_label("Our words")).to_have_value(BOTH)


def test_anyone_reads_which_version_took_anothers_place(
    letters: Ask, facilitator: Membership, member: Membership, lead: Membership, arrive: Arrive
) -> None:
    Ask.objects.update(is_public=True)
    reviewed(facilitator, [1, 2, 2, 3, 4, 5, 5, 6], [4, 5, 5, 6, 7, 7, 7, 7])
    read_report(report=is_published_with(SAID, facilitator, member), by=lead)
    anyone, ade = arrive(**PHONE), arrive(member, **PHONE)
    finds_the_report(anyone)
    reads_it_all(anyone)
    takes_his_words_back(ade)
    reads_that_a_version_was_replaced(anyone)


def is_published_with(words: str, facilitator: Membership, member: Membership) -> ImpactReport:
    Group.objects.update(is_public=True)
    facilitator.group.refresh_from_db()
    draft = make_report(facilitator)
    add_quote(draft, quote(member, words), by=facilitator)
    item = item_of(draft.group)
    approved = approve_report(report=draft, item=item, by=facilitator)
    return publish_report(report=approved, item=item, by=facilitator)


def finds_the_report(anyone: Page) -> None:
    visit(anyone, "/")
    follow(anyone, "Groups that chose to be seen")
    follow(anyone, "Northshire group")
    follow(anyone, "Our year")


def reads_it_all(anyone: Page) -> None:
    reads(anyone, SAID, LETTERS, NO, "The group agreed to show it to anyone")
    does_not_read(anyone, "Dee")
    does_not_read(anyone, "Priya")
    anyone.get_by_text("Versions, and who has read it").click()
    look(anyone)
    reads(anyone, "The Medical Director, Northshire Board, opened it on", "Version 1")


def takes_his_words_back(ade: Page) -> None:
    visit(ade, "/")
    ade.locator("summary", has_text="Ade").click()
    follow(ade, "About me")
    follow(ade, "What I let you show")
    reads(ade, SAID, "It stands here: a report of the group")
    press(ade, "Take it back")


def reads_that_a_version_was_replaced(anyone: Page) -> None:
    anyone.reload()
    look(anyone)
    does_not_read(anyone, SAID)
    reads(anyone, "Version 2 took the place of version 1", "A quote was taken back on")
