import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.models import Decision
from groups.models import Delivery, Group, Membership, Notification
from groups.transitions import Refused
from lifecycle.actions.prompts import prompt_reports
from lifecycle.actions.reports import (
    approve_report,
    begin_report,
    publish_report,
    recompile_report,
)
from lifecycle.actions.writing import name_report, write_head
from lifecycle.models import ImpactReport, ReportReading
from lifecycle.states import ReportState
from tests.facilitation.making import make_session
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import an_item, make_approved, make_cycle, make_published, make_report, reviewed

SignIn = Callable[[Membership], Client]


def test_a_report_begins_with_the_facts_of_its_period(facilitator: Membership):
    make_session(facilitator.group, state="settled", title="Spring")
    reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    report = make_report(facilitator)
    assert [session["title"] for session in report.facts["sessions"]] == ["Spring"]
    assert report.facts["shifts"][0]["rounds"][0]["lived"] == {"median": 3, "low": 2, "high": 4}
    assert report.facts["shifts_public"][0]["rounds"][0]["lived"] is None


def test_facts_can_be_read_again_while_it_is_a_draft(facilitator: Membership):
    report = make_report(facilitator)
    assert report.facts["sessions"] == []
    make_session(facilitator.group, state="settled", title="Spring")
    assert len(recompile_report(report=report, by=facilitator).facts["sessions"]) == 1


def test_a_report_needs_a_cycle(facilitator: Membership):
    today = timezone.localdate()
    with pytest.raises(Refused, match="none has begun"):
        begin_report(title="Ours", starts_on=today - timedelta(days=9), ends_on=today, by=facilitator)


def test_only_the_group_writes(
    facilitator: Membership, member: Membership, lead: Membership, professional: Membership
):
    report = make_report(facilitator)
    assert name_report(report=report, title="By Ade", by=member).title == "By Ade"
    for other in (lead, professional):
        with pytest.raises(Refused, match="lived experience"):
            write_head(report=report, head="aim", words="Another", began_from=1, by=other)


def test_approving_is_an_act_of_the_group(facilitator: Membership, member: Membership, lead: Membership):
    report = make_report(facilitator)
    with pytest.raises(Refused, match="facilitator records"):
        approve_report(report=report, item=an_item(report.group), by=member)
    approved = approve_report(report=report, item=an_item(report.group), by=facilitator)
    assert approved.decision is not None
    assert "Our year" in approved.decision.wording
    told = Delivery.objects.get(notification__kind="report_approved", channel="app")
    assert told.person == lead.person


def test_what_the_group_approved_stays(facilitator: Membership):
    approved = make_approved(facilitator)
    with pytest.raises(Refused, match="no longer changes"):
        write_head(report=approved, head="aim", words="Another", began_from=1, by=facilitator)
    with pytest.raises(Refused, match="no longer changes"):
        name_report(report=approved, title="Another", by=facilitator)
    with pytest.raises(Refused, match="no longer changes"):
        recompile_report(report=approved, by=facilitator)
    with pytest.raises(Refused):
        approve_report(report=approved, item=an_item(approved.group), by=facilitator)


@pytest.mark.parametrize(
    "change",
    [
        {"aim": "Another aim"},
        {"facts": {}},
        {"title": "Another title"},
        {"starts_on": date(2001, 1, 1)},
        {"state": "draft"},
        {"approved_at": None},
    ],
)
def test_the_database_itself_keeps_what_was_approved(facilitator: Membership, change: dict[str, object]):
    approved = make_approved(facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactReport.objects.filter(pk=approved.pk).update(**change)
    approved.refresh_from_db()
    assert (approved.aim, approved.title, approved.state) == ("Words on aim", "Our year", "approved")


@pytest.mark.django_db(transaction=True)
def test_the_freeze_survives_a_rebuilt_table(facilitator: Membership):
    """SQLite rebuilds a table for many a migration; the guard goes with it."""
    approved = make_approved(facilitator)
    title = ImpactReport._meta.get_field("title")
    longer = models.CharField(max_length=200)
    longer.set_attributes_from_name("title")
    for old, new in ((title, longer), (longer, title)):
        with connection.schema_editor() as editor:
            editor.alter_field(ImpactReport, old, new)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactReport.objects.filter(pk=approved.pk).update(aim="Another aim")


def test_publishing_is_an_act_of_the_group(facilitator: Membership, member: Membership):
    Group.objects.update(is_public=True)
    facilitator.group.refresh_from_db()
    approved = make_approved(facilitator)
    before = Decision.objects.count()
    with pytest.raises(Refused, match="facilitator records"):
        publish_report(report=approved, item=an_item(approved.group), by=member)
    published = publish_report(report=approved, item=an_item(approved.group), by=facilitator)
    assert published.publishing_decision != published.decision
    assert Decision.objects.count() == before + 1


def test_a_draft_cannot_be_published(facilitator: Membership):
    Group.objects.update(is_public=True)
    facilitator.group.refresh_from_db()
    with pytest.raises(Refused):
        publish_report(report=make_report(facilitator), item=an_item(facilitator.group), by=facilitator)
    assert not Decision.objects.exists()


def test_a_private_group_publishes_nothing(facilitator: Membership):
    approved = make_approved(facilitator)
    with pytest.raises(Refused, match="private"):
        publish_report(report=approved, item=an_item(approved.group), by=facilitator)


@pytest.mark.parametrize("state", ["approved", "published"])
def test_the_database_wants_the_decision(facilitator: Membership, state: str):
    report = make_report(facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactReport.objects.filter(pk=report.pk).update(state=state)


class TestPrompt:
    """Twelve months after the last report was begun, or the first cycle."""

    def test_it_goes_to_the_facilitator_and_stops_when_a_report_is_begun(
        self, facilitator: Membership, member: Membership
    ):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=370))
        prompt_reports()
        prompt_reports()
        told = Delivery.objects.get(notification__kind="report_due", channel="app")
        assert told.person == facilitator.person
        make_report(facilitator)
        assert Notification.objects.get(kind="report_due").closed_at
        prompt_reports()
        assert Notification.objects.filter(kind="report_due").count() == 1

    def test_it_waits_a_year(self, facilitator: Membership):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=360))
        prompt_reports()
        assert not Notification.objects.exists()


class TestPages:
    def test_from_first_page_to_public(self, facilitator: Membership, sign_in: SignIn):
        make_cycle(facilitator.group)
        Group.objects.update(is_public=True)
        item = an_item(facilitator.group)
        browser, group = sign_in(facilitator), facilitator.group.public_id
        today = timezone.localdate()
        browser.post(
            reverse("report_new", args=[group]),
            {"title": "Our year", "starts_on": today - timedelta(days=300), "ends_on": today},
        )
        report = ImpactReport.objects.get()
        one = [group, report.public_id]
        browser.post(reverse("report_write", args=one), {"title": "Our good year"})
        learned = {"words": "More on reflections", "began_from": 0}
        browser.post(reverse("report_head", args=[*one, "reflections"]), learned)
        browser.post(reverse("report_compile", args=one))
        browser.post(reverse("report_approve", args=one), {"item": item.public_id})
        assert "Dr" not in words_of(browser.get(reverse("report", args=one)))
        preview = browser.get(reverse("report_publish", args=one)).content.decode()
        assert "More on reflections" in preview
        browser.post(reverse("report_publish", args=one), {"item": item.public_id})
        report.refresh_from_db()
        assert report.state == ReportState.PUBLISHED
        assert "Our good year" in Client().get(reverse("public_report", args=one)).content.decode()

    def test_a_period_that_makes_no_sense_is_explained(self, facilitator: Membership, sign_in: SignIn):
        make_cycle(facilitator.group)
        page, today = reverse("report_new", args=[facilitator.group.public_id]), timezone.localdate()
        browser = sign_in(facilitator)
        for start, end, said in (
            (today, today, "comes before the last day"),
            (today, today + timedelta(days=2), "Choose today or a day before"),
            (today - timedelta(days=2200), today, "at most five years"),
        ):
            shown = browser.post(page, {"title": "Ours", "starts_on": start, "ends_on": end})
            assert said in shown.content.decode()
        assert not ImpactReport.objects.exists()

    def test_a_page_for_writing_says_when_it_is_too_late(self, facilitator: Membership, sign_in: SignIn):
        approved = make_approved(facilitator)
        page = reverse("report_write", args=[approved.group.public_id, approved.public_id])
        answer = sign_in(facilitator).get(page)
        assert answer.status_code == 409
        assert "no longer changes" in answer.content.decode()

    def test_a_lead_opening_it_is_shown_to_the_group(
        self, facilitator: Membership, member: Membership, lead: Membership, sign_in: SignIn
    ):
        approved = make_approved(facilitator)
        page = reverse("report", args=[approved.group.public_id, approved.public_id])
        assert "No decision-maker has opened it yet" in sign_in(member).get(page).content.decode()
        assert Delivery.objects.needing(lead.person).exists()
        for _ in range(2):
            sign_in(lead).get(page)
        assert ReportReading.objects.get().member == lead
        assert not Delivery.objects.needing(lead.person).exists()
        assert (
            "Dr Priya Nair, Medical Director, Northshire Board opened it"
            in sign_in(member).get(page).content.decode()
        )

    def test_downloads_say_the_same_as_the_page(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        reviewed(facilitator, [1, 2, 3, 4, 5], [7, 7])
        approved = make_approved(facilitator)
        one = [approved.group.public_id, approved.public_id]
        data = json.loads(sign_in(member).get(reverse("report_json", args=one)).content)["content"]
        assert data["words"]["aim"] == "Words on aim"
        assert data["shifts"][0]["rounds"][0]["lived"] == {"median": 3, "low": 2, "high": 4}
        assert data["shifts"][0]["rounds"][0]["system"] is None
        answer = sign_in(member).get(reverse("report_csv", args=one))
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
        assert ["What we set out to do", "Words on aim"] in rows
        assert [row[4:] for row in rows if row[0] == "Shift"][:2] == [
            ["Lived experience", "3.0", "2.0", "4.0"],
            ["System", "Too few to show"],
        ]

    def test_file_names_are_neutral(self, facilitator: Membership, sign_in: SignIn):
        published = make_published(facilitator)
        one = [published.group.public_id, published.public_id]
        for name in ("report_csv", "report_json", "public_report_csv", "public_report_json"):
            disposition = sign_in(facilitator).get(reverse(name, args=one))["Content-Disposition"]
            assert disposition in ('attachment; filename="report.csv"', 'attachment; filename="report.json"')
