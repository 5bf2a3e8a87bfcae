"""A report is written together: nothing anybody wrote is lost, and no writer's name stands in it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Membership
from groups.transitions import Refused
from lifecycle.actions.reports import approve_report
from lifecycle.actions.writing import (
    Newer,
    comment,
    latest_text,
    restore_head,
    settle_comment,
    take_back_comment,
    write_head,
)
from lifecycle.models import ImpactReport, ReportComment
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import an_item, make_report

SignIn = Callable[[Membership], Client]


def page(report: ImpactReport, name: str = "report_head", *more: object) -> str:
    return reverse(name, args=[report.group.public_id, report.public_id, *(more or ("aim",))])


def write(report: ImpactReport, words: str, *, by: Membership, began_from: int) -> ImpactReport:
    return write_head(report=report, head="aim", words=words, began_from=began_from, by=by)


class TestVersions:
    def test_each_save_is_a_version_that_says_who_and_when(self, facilitator: Membership, member: Membership):
        report = make_report(facilitator)
        write(report, "To be heard", by=member, began_from=1)
        kept = [(one.number, one.words, one.by) for one in report.texts.filter(head="aim")]
        assert kept == [(1, "Words on aim", facilitator), (2, "To be heard", member)]
        report.refresh_from_db()
        assert report.aim == "To be heard"

    def test_saving_the_same_words_again_makes_none(self, facilitator: Membership, member: Membership):
        report = make_report(facilitator)
        write(report, " Words on aim ", by=member, began_from=0)
        assert report.texts.filter(head="aim").count() == 1

    def test_an_earlier_one_stands_again_and_what_stood_is_kept(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        report = make_report(facilitator)
        write(report, "To be heard", by=member, began_from=1)
        browser = sign_in(facilitator)
        assert "To be heard" in words_of(browser.get(page(report, "report_texts")))
        browser.post(page(report, "report_texts"), {"number": 1})
        report.refresh_from_db()
        assert report.aim == "Words on aim"
        assert [one.words for one in report.texts.filter(head="aim")] == [
            "Words on aim",
            "To be heard",
            "Words on aim",
        ]

    def test_words_from_before_there_were_versions_are_kept_as_the_first(self, facilitator: Membership):
        report = make_report(facilitator)
        report.texts.all().delete()
        write(report, "Anew", by=facilitator, began_from=0)
        assert [one.words for one in report.texts.filter(head="aim")] == ["Words on aim", "Anew"]

    def test_of_an_approved_report_they_can_be_read_and_no_more(
        self, facilitator: Membership, sign_in: SignIn
    ):
        report = make_report(facilitator)
        write(report, "To be heard", by=facilitator, began_from=1)
        approve_report(report=report, item=an_item(report.group), by=facilitator)
        shown = words_of(sign_in(facilitator).get(page(report, "report_texts")))
        assert "Words on aim" in shown
        assert "stand again" not in shown
        with pytest.raises(Refused, match="no longer changes"):
            restore_head(report=report, head="aim", number=1, by=facilitator)

    def test_one_that_never_was_is_refused(self, facilitator: Membership):
        with pytest.raises(Refused, match="no such version"):
            restore_head(report=make_report(facilitator), head="aim", number=7, by=facilitator)


class TestTwoAtOnce:
    """The second to save overwrites nothing and loses nothing."""

    def test_the_action_says_that_there_is_a_newer_one(self, facilitator: Membership, member: Membership):
        report = make_report(facilitator)
        write(report, "Ade’s words", by=member, began_from=1)
        with pytest.raises(Newer) as newer:
            write(report, "Dee’s words", by=facilitator, began_from=1)
        assert newer.value.text.words == "Ade’s words"
        report.refresh_from_db()
        assert report.aim == "Ade’s words"

    def test_both_are_shown_and_the_second_puts_them_together(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        report, dee, ade = make_report(facilitator), sign_in(facilitator), sign_in(member)
        for browser in (dee, ade):
            assert 'value="1"' in browser.get(page(report)).content.decode()
        ade.post(page(report), {"words": "Ade wrote this", "began_from": 1})
        answer = dee.post(page(report), {"words": "Dee wrote that", "began_from": 1})
        shown = words_of(answer)
        assert "Somebody saved this part while you wrote" in shown
        assert "Ade wrote this" in shown
        assert "Dee wrote that" in answer.content.decode()
        assert 'name="began_from" value="2"' in answer.content.decode()
        dee.post(page(report), {"words": "Ade wrote this. Dee wrote that.", "began_from": 2})
        report.refresh_from_db()
        assert report.aim == "Ade wrote this. Dee wrote that."

    def test_words_under_another_head_do_not_get_in_the_way(
        self, facilitator: Membership, member: Membership
    ):
        report = make_report(facilitator)
        write(report, "Ade’s words", by=member, began_from=1)
        write_head(report=report, head="results", words="Dee’s words", began_from=1, by=facilitator)
        report.refresh_from_db()
        assert (report.aim, report.results) == ("Ade’s words", "Dee’s words")


class TestComments:
    def test_they_are_for_those_who_write_and_never_in_the_report(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        report, ade = make_report(facilitator), sign_in(member)
        ade.post(page(report, "report_comment", "aim"), {"comment-words": "Say it more kindly"})
        assert "Say it more kindly" in words_of(sign_in(facilitator).get(page(report)))
        one = [report.group.public_id, report.public_id]
        assert "1 comment to settle" in words_of(ade.get(reverse("report_write", args=one)))
        for name in ("report", "report_json", "report_csv"):
            assert "kindly" not in sign_in(facilitator).get(reverse(name, args=one)).content.decode()

    def test_an_empty_one_is_asked_for_again(self, facilitator: Membership, sign_in: SignIn):
        report = make_report(facilitator)
        sign_in(facilitator).post(page(report, "report_comment", "aim"), {"comment-words": ""})
        assert not ReportComment.objects.exists()

    def test_anyone_who_writes_settles_it(self, facilitator: Membership, member: Membership):
        report = make_report(facilitator)
        said = comment(report=report, head="aim", words="Shorter?", by=member)
        settle_comment(said, by=facilitator)
        said.refresh_from_db()
        assert said.settled_at

    def test_only_its_writer_takes_it_back_also_from_an_approved_report(
        self, facilitator: Membership, member: Membership
    ):
        report = make_report(facilitator)
        said = comment(report=report, head="aim", words="Shorter?", by=member)
        with pytest.raises(Refused, match="Only whoever wrote a comment"):
            take_back_comment(said, by=facilitator)
        approve_report(report=report, item=an_item(report.group), by=facilitator)
        take_back_comment(said, by=member)
        assert not ReportComment.objects.exists()


def test_no_writer_is_named_in_the_report(facilitator: Membership, member: Membership, sign_in: SignIn):
    report = make_report(facilitator)
    write(report, "To be heard", by=member, began_from=1)
    browser, one = sign_in(facilitator), [report.group.public_id, report.public_id]
    assert member.name in words_of(browser.get(page(report)))
    main = browser.get(reverse("report", args=one)).content.decode().partition("<main")[2]
    assert member.name not in main


def test_the_pages_ask_no_more_for_many_versions(facilitator: Membership, sign_in: SignIn):
    report, browser = make_report(facilitator), sign_in(facilitator)
    asked = []
    for more in (1, 6):
        for _ in range(more):
            latest = latest_text(report, "aim")
            assert latest
            write(report, f"After {latest.number}", by=facilitator, began_from=latest.number)
            comment(report=report, head="aim", words="Shorter?", by=facilitator)
        for name in ("report_head", "report_texts"):
            with CaptureQueriesContext(connection) as found:
                browser.get(page(report, name))
            asked.append(len(found))
    assert asked[:2] == asked[2:]


def test_a_part_that_no_report_has_is_not_there(facilitator: Membership, sign_in: SignIn):
    report = make_report(facilitator)
    assert sign_in(facilitator).get(page(report, "report_head", "praise")).status_code == 404
