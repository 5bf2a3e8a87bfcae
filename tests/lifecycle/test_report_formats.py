"""One report in every format: the same words, for the group and for anyone, whole or on one page."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from groups.actions.consents import Given, give_consent, take_back_consent
from groups.jobs import run_next
from groups.models import Job, Membership
from groups.states import ConsentKind
from groups.suppression import Reach
from lifecycle.actions.quotes import add_quote
from lifecycle.actions.report_files import ask_for_report_file
from lifecycle.actions.reports import approve_report, recompile_report
from lifecycle.models import Ask, ImpactReport
from lifecycle.printing import print_report
from lifecycle.report_document import document
from lifecycle.report_files import LOOKS
from tests.cast import CAST, join, make_group
from tests.facilitation.a_pdf import needs_pango, sheets, unpacked
from tests.facilitation.meeting import words_of
from tests.lifecycle.a_full_report import asked, fill
from tests.lifecycle.impact import an_item, make_published, make_report, reviewed
from tests.lifecycle.making import make_ask
from tests.lifecycle.schema import mistakes

SignIn = Callable[[Membership], Client]
type Cast = dict[str, Membership]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "impact-report.schema.json").read_text())
DATA = ("report_json", "public_report_json")


def address(name: str, report: ImpactReport, *more: str) -> str:
    return reverse(name, args=[report.group.public_id, report.public_id, *more])


@pytest.fixture(scope="module")
def southshire(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """A group whose public report has something in every part, much of it long: made once, and gone after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        group = make_group("Southshire group")
        cast = {role: join(group, part, f"{role}@southshire.example") for role, part in CAST.items()}
        fill(cast["facilitator"], cast["lead"])
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def full(southshire: Cast, db: None) -> ImpactReport:
    """Its report, for one test: what it changes is undone."""
    return ImpactReport.objects.select_related("group__system").get(group=southshire["lead"].group)


@pytest.fixture
def reader(southshire: Cast, db: None) -> Membership:
    """A member of its group."""
    return southshire["member"]


def saved(client: Client, report: ImpactReport, look: str, *, name: str = "report_file") -> bytes:
    client.post(address(name, report, look))
    while run_next():
        pass
    answer: Any = client.get(address(f"{name}_save", report, look))
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    return b"".join(answer.streaming_content)


class TestData:
    def test_it_is_what_the_schema_says(self, full: ImpactReport, reader: Membership, sign_in: SignIn):
        for name, client in zip(DATA, (sign_in(reader), Client()), strict=True):
            data = json.loads(client.get(address(name, full)).content)
            assert list(mistakes(data, SCHEMA, SCHEMA)) == []
            assert all(data["content"][part] for part in ("requests", "promises", "shifts", "invested"))

    def test_the_schema_would_notice(self, full: ImpactReport, reader: Membership, sign_in: SignIn):
        data = json.loads(sign_in(reader).get(address("report_json", full)).content)
        data["content"]["requests"][0]["state"] = "forgotten"
        data["content"]["sessions"][0]["lived"] = "nine"
        del data["content"]["words"]["aim"]
        assert len(list(mistakes(data, SCHEMA, SCHEMA))) == 3

    @pytest.mark.parametrize(
        ("name", "begins", "figure"),
        [
            ("report", "I could say what I wanted to say.", "5 (middle half 4 to 7)"),
            ("report_text", "I could say what I wanted to say.", "5 (middle half 4 to 7)"),
            ("report_csv", "I could say what I wanted to say.", '"Lived experience","5.0","4.0","6.0"'),
        ],
    )
    def test_every_format_holds_what_was_said_after_sessions(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn, name: str, begins: str, figure: str
    ):
        """For the group and, from eight people on, for anyone."""
        for which, client in ((name, sign_in(reader)), (f"public_{name}", Client())):
            about, _begins, figures = words_of(client.get(address(which, full))).partition(begins)
            assert figure in figures
            if name in {"report", "report_text"}:
                assert "Three sessions are always shown together" in about

    def test_so_do_the_data(self, full: ImpactReport, reader: Membership, sign_in: SignIn):
        for name, client in zip(DATA, (sign_in(reader), Client()), strict=True):
            reviews = json.loads(client.get(address(name, full)).content)["content"]["reviews"]
            pulses = [one for one in reviews if one["instrument"] == "pulse"]
            assert [one["statement"] for one in pulses] == ["say", "count", "worth"]
            assert [one["rounds"][0]["lived"] for one in pulses] == [{"median": 5, "low": 4, "high": 6}] * 3

    def test_a_draft_fits_it_too(self, facilitator: Membership, sign_in: SignIn):
        draft = make_report(facilitator)
        data = json.loads(sign_in(facilitator).get(address("report_json", draft)).content)
        assert list(mistakes(data, SCHEMA, SCHEMA)) == []
        assert (data["version"], data["hash"]) == (None, None)

    def test_anyone_gets_no_way_into_the_group(self, full: ImpactReport):
        inside = [str(ask.public_id) for ask in Ask.objects.all()]
        for name in ("public_report", "public_report_json", "public_report_csv", "public_report_text"):
            shown = Client().get(address(name, full)).content.decode()
            assert "Print it" in shown or name == "public_report_board"
            assert f"/g/{full.group.public_id}" not in shown
            assert not [one for one in inside if one in shown]

    def test_nor_where_a_member_read_it_before(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        """What is kept ready for anyone is the same whoever came first."""
        reviewed(facilitator, [2, 3, 4], [4, 4, 5])
        report = make_published(facilitator)
        ade = sign_in(member)
        assert "talk-it-through" in ade.get(address("report", report)).content.decode()
        for client in (ade, Client()):
            main = client.get(address("public_report", report)).content.decode().partition("<main")[2]
            assert "Talk it through" in main
            assert "/g/" not in main

    def test_a_member_finds_the_page_of_every_line(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn
    ):
        shown = sign_in(reader).get(address("report", full)).content.decode()
        for ask in Ask.objects.all():
            assert reverse("ask", args=[full.group.public_id, ask.public_id]) in shown

    def test_no_cell_is_a_formula(self, facilitator: Membership, lead: Membership, sign_in: SignIn):
        asked(lead, facilitator, "not_accepted", title='=HYPERLINK("x")')
        report = make_published(facilitator)
        for client, name in ((sign_in(lead), "report_csv"), (Client(), "public_report_csv")):
            text = client.get(address(name, report)).content.decode("utf-8-sig")
            cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
            assert '\'=HYPERLINK("x")' in cells
            assert not [cell for cell in cells if cell.startswith("=")]

    def test_the_text_holds_what_the_page_holds(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn
    ):
        text = sign_in(reader).get(address("report_text", full))
        assert text["Content-Disposition"] == 'attachment; filename="report.txt"'
        words = text.content.decode()
        for part in (
            "What did not change",
            "Words on not_changed",
            "We asked:",
            "Put in: 90 pounds",
            "SHA-256",
        ):
            assert part in words


@needs_pango
class TestFiles:
    def test_all_are_tagged_titled_and_in_the_readers_language(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn
    ):
        for look in LOOKS:
            inside = unpacked(saved(sign_in(reader), full, look))
            for part in (
                b"/StructTreeRoot",
                b"/Lang (en-gb)",
                b"/Title (What changed",
                b"pdfuaid",
                b"/S /H1",
            ):
                assert part in inside, look

    def test_in_welsh_for_whoever_reads_welsh(self, full: ImpactReport, sign_in: SignIn, reader: Membership):
        with translation.override("cy"):
            job = ask_for_report_file(full, Reach.GROUP, "standard", by=reader.person)
        while run_next():
            pass
        job.refresh_from_db()
        assert b"/Lang (cy)" in unpacked(job.result.read())

    def test_the_page_for_a_board_is_one_page_whatever_the_report_holds(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn
    ):
        assert sheets(saved(sign_in(reader), full, "board")) == 1
        assert sheets(saved(Client(), full, "board", name="public_report_file")) == 1
        assert sheets(saved(sign_in(reader), full, "standard")) > 2
        assert sheets(saved(sign_in(reader), full, "large")) > sheets(
            saved(sign_in(reader), full, "standard")
        )

    def test_asked_for_twice_it_is_made_once(self, full: ImpactReport, southshire: Cast):
        reader, lead = southshire["member"], southshire["lead"]
        first = ask_for_report_file(full, Reach.GROUP, "standard", by=reader.person)
        assert ask_for_report_file(full, Reach.GROUP, "standard", by=lead.person) == first
        assert ask_for_report_file(full, Reach.PUBLIC, "standard", by=None) != first

    def test_a_quote_taken_back_goes_from_every_file_at_once(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        consent = give_consent(Given(ConsentKind.QUOTE, "Heard."), group=facilitator.group, by=member.person)
        draft = make_report(facilitator)
        add_quote(draft, consent, by=facilitator)
        report, client = (
            approve_report(report=draft, item=an_item(draft.group), by=facilitator),
            sign_in(member),
        )
        saved(client, report, "standard")
        take_back_consent(consent, by=member.person)
        assert not Job.objects.get(name="report").result
        assert client.get(address("report_file_save", report, "standard")).status_code == 409
        saved(client, report, "standard")

    def test_one_that_was_being_made_meanwhile_is_kept_by_nobody(
        self, facilitator: Membership, member: Membership
    ):
        consent = give_consent(Given(ConsentKind.QUOTE, "Heard."), group=facilitator.group, by=member.person)
        draft = make_report(facilitator)
        add_quote(draft, consent, by=facilitator)
        job = ask_for_report_file(draft, Reach.GROUP, "standard", by=member.person)
        print_report(
            job, lambda percent: take_back_consent(consent, by=member.person) if percent == 40 else None
        )
        job.refresh_from_db()
        assert not job.result

    def test_anyone_gets_the_file_of_what_anyone_reads(self, full: ImpactReport):
        saved(Client(), full, "standard", name="public_report_file")
        job = Job.objects.get(name="report")
        assert job.asked_by is None
        assert " public standard en-gb " in job.subject

    def test_a_look_that_there_is_not(self, full: ImpactReport, reader: Membership, sign_in: SignIn):
        for name in ("report_file", "report_file_save"):
            assert sign_in(reader).get(address(name, full, "golden")).status_code == 404
            assert Client().get(address(f"public_{name}", full, "golden")).status_code == 404


class TestBoardPage:
    def test_the_no_stands_as_plainly_as_the_yes(
        self, full: ImpactReport, reader: Membership, sign_in: SignIn
    ):
        shown = words_of(sign_in(reader).get(address("report_board", full)))
        for part in (
            "Where the answer was yes",
            "Where the answer was no",
            "What we ask the board next",
            "2 more in the report",
            "15 requests",
        ):
            assert part in shown

    def test_what_waits_and_what_was_put_off_is_asked_next(
        self, facilitator: Membership, lead: Membership, sign_in: SignIn
    ):
        asked(lead, facilitator, "accepted", title="A yes")
        asked(lead, facilitator, "deferred", title="Put off")
        make_ask(lead, facilitator)
        draft = recompile_report(report=make_report(facilitator), by=facilitator)
        shown = words_of(sign_in(facilitator).get(address("report_board", draft)))
        next_part = shown.partition("What we ask the board next")[2]
        assert "Put off" in next_part
        assert "A yes" not in next_part

    def test_it_is_not_approved_until_it_is(self, facilitator: Membership, sign_in: SignIn):
        draft = make_report(facilitator)
        assert "Not approved yet." in words_of(sign_in(facilitator).get(address("report_board", draft)))


def test_without_pango_the_page_leads_to_the_browsers_own_printing(
    full: ImpactReport, reader: Membership, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lifecycle.printing.AVAILABLE", False)
    client, page = sign_in(reader), address("report_file", full, "standard")
    client.post(page)
    run_next()
    assert "print the report from your browser instead" in words_of(client.get(page))


def test_a_file_that_failed_is_not_asked_for_again_at_once(full: ImpactReport, reader: Membership):
    """A stranger cannot keep the workers busy with one that cannot be made."""
    job = ask_for_report_file(full, Reach.PUBLIC, "standard", by=None)
    Job.objects.filter(pk=job.pk).update(state="failed", finished_at=timezone.now())
    assert ask_for_report_file(full, Reach.PUBLIC, "standard", by=None) == job
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(minutes=11))
    assert ask_for_report_file(full, Reach.PUBLIC, "standard", by=None) != job


def test_a_paper_leads_nowhere(full: ImpactReport):
    assert "href" not in document(full, Reach.GROUP, "standard").html


def test_each_reader_is_led_to_the_formats_that_are_for_them(lead: Membership, facilitator, sign_in: SignIn):
    """Whoever read it before: the words and these addresses are kept ready."""
    report, client = make_published(facilitator), sign_in(lead)
    for _again in range(2):
        inside, outside = (
            client.get(address("report", report)).text,
            Client().get(address("public_report", report)).text,
        )
        assert address("report_csv", report) in inside
        assert address("report_csv", report) not in outside
        assert address("public_report_csv", report) in outside
        assert address("public_report_csv", report) not in inside
    paper = document(report, Reach.GROUP, "standard").html
    assert address("report_csv", report) not in paper
