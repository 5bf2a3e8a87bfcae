"""Whoever said something finds the report that tells what came of it; nobody learns more than they may."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from facilitation.models import Contribution
from groups.models import Group, Membership
from lifecycle.actions.corrections import begin_correction
from lifecycle.actions.reports import approve_report
from lifecycle.became import what_became_of
from lifecycle.models import Ask, Trace
from tests.facilitation.making import make_session
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import an_item, make_approved, make_published, make_report
from tests.lifecycle.making import make_ask

SignIn = Callable[[Membership], Client]


@pytest.fixture
def trace(member: Membership, lead: Membership, facilitator: Membership) -> Trace:
    """Ade said it, and it became part of a request."""
    session = make_session(lead.group, state="settled", title="Spring")
    said = Contribution.objects.create(
        group=lead.group, session=session, author=member, words="Letters come too late."
    )
    return Trace.objects.create(group=lead.group, contribution=said, ask=make_ask(lead, facilitator))


def my_words(member: Membership, sign_in: SignIn) -> str:
    return words_of(sign_in(member).get(reverse("my_words", args=[member.group.public_id])))


def test_my_words_and_their_trail_name_the_report_once_it_is_approved(
    trace: Trace, facilitator: Membership, member: Membership, sign_in: SignIn
):
    draft = make_report(facilitator, title="Our year")
    assert "Our year" not in my_words(member, sign_in)
    approve_report(report=draft, item=an_item(draft.group), by=facilitator)
    assert "Our report tells of it: Our year" in my_words(member, sign_in)
    came = reverse("words_came", args=[member.group.public_id, trace.contribution.pk])
    assert "Our report tells of it: Our year" in words_of(sign_in(member).get(came))


def test_what_came_of_the_session_names_it_too(
    trace: Trace, facilitator: Membership, member: Membership, sign_in: SignIn
):
    make_approved(facilitator, title="Our year")
    session = trace.contribution.session
    page = reverse("what_came_of_session", args=[member.group.public_id, session.public_id])
    assert "Reports that tell of this session Our year" in words_of(sign_in(member).get(page))


def test_a_corrected_report_gives_way_to_its_correction(
    trace: Trace, facilitator: Membership, member: Membership, sign_in: SignIn
):
    approved = make_approved(facilitator, title="Our year")
    draft = begin_correction(approved, by=facilitator)
    approve_report(report=draft, item=an_item(draft.group), by=facilitator)
    page = sign_in(member).get(reverse("my_words", args=[member.group.public_id])).content.decode()
    assert str(draft.public_id) in page
    assert str(approved.public_id) not in page


def test_a_report_of_another_time_is_not_named(
    trace: Trace, facilitator: Membership, member: Membership, sign_in: SignIn
):
    make_approved(facilitator, title="Our year")
    Ask.objects.update(raised_on="2001-01-01")
    assert "Our year" not in my_words(member, sign_in)


class TestReceipt:
    """A receipt opens without signing in, so it names what anyone may read and nothing else."""

    def told(self, trace: Trace) -> str:
        return " ".join(what_became_of(trace.contribution))

    def test_not_what_only_the_group_reads(self, trace: Trace, facilitator: Membership):
        make_approved(facilitator, title="Our year")
        assert "Our year" not in self.told(trace)

    def test_not_where_the_request_is_the_groups_own_business(self, trace: Trace, facilitator: Membership):
        make_published(facilitator, title="Our year")
        assert "Our year" not in self.told(trace)

    def test_a_public_report_of_a_public_request(self, trace: Trace, facilitator: Membership):
        Ask.objects.update(is_public=True)
        trace.refresh_from_db()
        make_published(facilitator, title="Our year")
        assert "anyone can read tells of it: “Our year”" in self.told(trace)
        Group.objects.update(is_public=False)
        assert "Our year" not in self.told(trace)


def test_my_words_ask_one_question_more_however_many_reports(
    trace: Trace, facilitator: Membership, member: Membership, sign_in: SignIn
):
    page, browser = reverse("my_words", args=[member.group.public_id]), sign_in(member)
    asked = []
    for count in (1, 3):
        for number in range(count):
            make_approved(facilitator, title=f"Report {count}-{number}")
        with CaptureQueriesContext(connection) as found:
            browser.get(page)
        asked.append(len(found))
    assert asked[0] == asked[1]
