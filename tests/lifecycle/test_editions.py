"""Numbered versions: what was approved, what was corrected, and what went because somebody took back their words."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups.actions.consents import Given, give_consent, take_back_consent
from groups.models import Consent, Membership
from groups.states import ConsentKind
from groups.suppression import Reach
from groups.transitions import Refused
from lifecycle.actions.corrections import begin_correction
from lifecycle.actions.quotes import add_quote
from lifecycle.actions.reports import approve_report, publish_report
from lifecycle.actions.writing import write_head
from lifecycle.models import ImpactReport, ReportEdition
from lifecycle.report_content import hash_of
from lifecycle.reporting import Reading
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import an_item, make_approved, make_published, make_report, reviewed

SignIn = Callable[[Membership], Client]
ALL = ("report", "report_text", "report_csv", "report_json", "report_board")
WORDS = "I was heard."


def quoted(facilitator: Membership, member: Membership) -> tuple[ImpactReport, Consent]:
    """An approved, public report with words of Ade's."""
    consent = give_consent(Given(ConsentKind.QUOTE, WORDS, "Ade"), group=facilitator.group, by=member.person)
    draft = make_report(facilitator)
    add_quote(draft, consent, by=facilitator)
    approved = approve_report(report=draft, item=an_item(draft.group), by=facilitator)
    return approved, consent


def corrected(approved: ImpactReport, facilitator: Membership) -> ImpactReport:
    draft = begin_correction(approved, by=facilitator)
    draft = write_head(report=draft, head="aim", words="The right aim", began_from=0, by=facilitator)
    return approve_report(report=draft, item=an_item(draft.group), by=facilitator)


def editions(report: ImpactReport) -> list[tuple[int, str]]:
    return [(one.number, one.why) for one in report.editions.all()]


def get(client: Client, name: str, report: ImpactReport) -> str:
    answer = client.get(reverse(name, args=[report.group.public_id, report.public_id]))
    return answer.content.decode()


class TestHash:
    def test_approval_makes_version_one_with_the_hash_of_what_each_reads(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
        report = make_published(facilitator)
        edition = ReportEdition.objects.get()
        assert (edition.number, edition.why) == (1, "approved")
        ours = json.loads(get(sign_in(member), "report_json", report))
        anyones = json.loads(get(Client(), "public_report_json", report))
        for data, kept in ((ours, edition.content_hash), (anyones, edition.public_hash)):
            assert data["hash"] == kept
            text = json.dumps(data["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert sha256(text.encode()).hexdigest() == kept, "the recipe of docs/impact-report.md"
        assert edition.content_hash != edition.public_hash

    def test_every_format_shows_it(self, facilitator: Membership, member: Membership, sign_in: SignIn):
        report = make_published(facilitator)
        edition, ade = ReportEdition.objects.get(), sign_in(member)
        for name in ("report", "report_text", "report_csv", "report_json"):
            assert edition.content_hash in get(ade, name, report)
            assert edition.public_hash in get(Client(), f"public_{name}", report)

    def test_it_is_the_same_in_every_language_and_on_reading_again(self, facilitator: Membership):
        reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
        report = make_approved(facilitator)
        again = ImpactReport.objects.get()
        for reach, kept in (
            (Reach.GROUP, report.editions.get().content_hash),
            (Reach.PUBLIC, report.editions.get().public_hash),
        ):
            assert hash_of(Reading(again, reach)) == kept

    def test_any_change_gives_another(self, facilitator: Membership):
        report = make_approved(facilitator)
        kept = report.editions.get().content_hash
        report.aim = "Another aim"
        assert hash_of(Reading(report, Reach.GROUP)) != kept


class TestQuoteTakenBack:
    def test_it_goes_at_once_and_a_new_version_says_so(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        report, consent = quoted(facilitator, member)
        before, browser = report.editions.get(), sign_in(facilitator)
        for name in ("report", "report_text", "report_csv", "report_json"):
            assert WORDS in get(browser, name, report)
        take_back_consent(consent, by=member.person)
        assert editions(report) == [(1, "approved"), (2, "quote_gone")]
        for name in ALL:
            assert WORDS not in get(browser, name, report)
        for name in ("report", "report_text", "report_csv", "report_json"):
            shown = get(browser, name, report)
            assert "Version 2 took the place of version 1 on" in shown
            assert "Somebody took back their words." in shown
            assert before.content_hash not in shown or name == "report"

    def test_it_names_nobody(self, facilitator: Membership, member: Membership, sign_in: SignIn):
        report, consent = quoted(facilitator, member)
        take_back_consent(consent, by=member.person)
        assert "Ade" not in get(sign_in(facilitator), "report_text", report)

    def test_from_a_draft_no_version_is_made(self, facilitator: Membership, member: Membership):
        consent = give_consent(Given(ConsentKind.QUOTE, WORDS), group=facilitator.group, by=member.person)
        draft = make_report(facilitator)
        add_quote(draft, consent, by=facilitator)
        take_back_consent(consent, by=member.person)
        assert editions(draft) == []

    def test_of_a_report_approved_before_versions_were_kept_it_is_the_second(
        self, facilitator: Membership, member: Membership
    ):
        report, consent = quoted(facilitator, member)
        report.editions.all().delete()
        take_back_consent(consent, by=member.person)
        assert editions(report) == [(2, "quote_gone")]

    def test_it_goes_from_a_report_and_its_correction(self, facilitator: Membership, member: Membership):
        report, consent = quoted(facilitator, member)
        later = corrected(report, facilitator)
        take_back_consent(consent, by=member.person)
        assert editions(report) == [(1, "approved"), (3, "quote_gone")]
        assert editions(later) == [(2, "corrected"), (4, "quote_gone")]


class TestCorrection:
    def test_it_starts_as_the_approved_one_with_its_quotes(self, facilitator: Membership, member: Membership):
        report, consent = quoted(facilitator, member)
        draft = begin_correction(report, by=member)
        assert (draft.state, draft.corrects, draft.aim, draft.facts) == (
            "draft",
            report,
            report.aim,
            report.facts,
        )
        assert draft.quotes.get().consent == consent

    def test_approved_it_takes_the_place_of_the_earlier_which_stays_and_says_so(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        report = make_approved(facilitator)
        later, ade = corrected(report, facilitator), sign_in(member)
        assert editions(later) == [(2, "corrected")]
        earlier_page, later_page = get(ade, "report", report), get(ade, "report", later)
        assert "The group corrected this report on" in earlier_page
        assert str(later.public_id) in earlier_page
        assert "Words on aim" in earlier_page
        assert "The right aim" in later_page
        assert "This corrects the report that the group approved on" in later_page
        assert "Version 2 took the place of version 1 on" in later_page
        for name in ("report_text", "report_csv", "report_json"):
            assert "The group corrected this report on" in get(ade, name, report)

    def test_while_it_is_a_draft_the_earlier_says_nothing_of_it(
        self, facilitator: Membership, lead: Membership, sign_in: SignIn
    ):
        report = make_approved(facilitator)
        begin_correction(report, by=facilitator)
        for name in ("report", "report_text", "report_json"):
            assert "corrected" not in get(sign_in(lead), name, report)

    def test_anyone_sees_it_only_once_the_group_agreed_to_publish_it(self, facilitator: Membership):
        report = make_published(facilitator)
        later = corrected(report, facilitator)
        later.group = report.group
        assert "corrected" not in words_of(
            Client().get(reverse("public_report", args=[report.group.public_id, report.public_id]))
        )
        address = reverse("public_report", args=[report.group.public_id, later.public_id])
        assert Client().get(address).status_code == 404
        publish_report(report=later, item=an_item(report.group), by=facilitator)
        assert "The group corrected this report on" in get(Client(), "public_report", report)
        assert str(later.public_id) in get(Client(), "public_report", report)
        public = Client().get(reverse("public_group", args=[report.group.public_id])).content.decode()
        assert str(later.public_id) in public
        assert str(report.public_id) not in public, "the list leads to the newest of each"

    def test_one_at_a_time_by_those_who_write(
        self, facilitator: Membership, lead: Membership, member: Membership
    ):
        report = make_approved(facilitator)
        with pytest.raises(Refused, match="People with lived experience and facilitators"):
            begin_correction(report, by=lead)
        draft = begin_correction(report, by=member)
        with pytest.raises(Refused, match="begun already"):
            begin_correction(report, by=facilitator)
        with pytest.raises(Refused, match="being written"):
            begin_correction(draft, by=member)

    def test_what_it_corrects_is_frozen_with_it(self, facilitator: Membership):
        later = corrected(make_approved(facilitator), facilitator)
        with pytest.raises(IntegrityError), transaction.atomic():
            ImpactReport.objects.filter(pk=later.pk).update(corrects=None)

    def test_the_button_is_on_the_page_until_it_is_begun(
        self, facilitator: Membership, member: Membership, lead: Membership, sign_in: SignIn
    ):
        report = make_approved(facilitator)
        assert "begin a correction" in get(sign_in(member), "report", report)
        assert "begin a correction" not in get(sign_in(lead), "report", report)
        sign_in(member).post(reverse("report_correct", args=[report.group.public_id, report.public_id]))
        assert ImpactReport.objects.filter(corrects=report).exists()
        assert "begin a correction" not in get(sign_in(member), "report", report)


def test_who_has_read_it_is_told_by_job_alone_outside(
    facilitator: Membership, lead: Membership, sign_in: SignIn
):
    report = make_published(facilitator)
    get(sign_in(lead), "report", report)
    shown = words_of(Client().get(reverse("public_report", args=[report.group.public_id, report.public_id])))
    assert "The Medical Director, Northshire Board, opened it on" in shown
    assert "Nair" not in shown
