"""What stands on the page of information stands in the pack: the lines of a budget, and the formats it comes in."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilitation.actions.information import add_format, change_information
from facilitation.actions.papers import add_paper
from facilitation.models import InformationItem, Paper, Session
from groups.models import Membership, Upload
from groups.states import UploadState
from tests.facilitation.informing import a_text, line, share
from tests.facilitation.meeting import make_item, make_session, path, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(facilitator: Membership) -> Session:
    session = make_session(facilitator.group)
    make_item(session)
    return session


@pytest.fixture
def with_budget(session, lead, facilitator) -> Session:
    sheet = [line("Letters", 60_000, 45_000, 5_000, "The Training Forum"), line("Print", 9, 9, 0)]
    budget = share(lead, "What we can spend", lines=sheet, whole=Decimal(60_009), kind="budget")
    add_format(budget, kind="bsl", link="https://video.example/bsl", by=lead)
    add_format(budget, kind="audio", expected_on=date(2026, 12, 3), by=lead)
    words = {"summary": "Less than last year."}
    change_information(budget, words=words, why="", lines=sheet, by=lead)
    add_paper(Paper(information=budget), session=session, by=facilitator)
    return session


def test_lines_sums_and_formats_are_said_in_every_one_of_them(with_budget, member, sign_in):
    client = sign_in(member)
    screen = words_of(client.get(path("pack", with_budget.group, with_budget)))
    text = client.get(path("pack_text", with_budget.group, with_budget)).content.decode()
    for said in (
        "Letters £60,000 in all, £45,000 already committed, £5,000 can be moved. The Training Forum decides.",
        "The total says £60,000.",
        "£60,009 The whole budget, as the paper says it.",
        "British Sign Language video, made from an older version https://video.example/bsl",
        "Audio: still to come, by Thursday 3 December 2026",
    ):
        assert said in screen
        assert said in " ".join(text.split())


def test_a_format_leads_to_its_file_once_it_is_checked(with_budget, lead, member, sign_in):
    budget = InformationItem.objects.get(title="What we can spend")
    given = add_format(budget, kind="easy_read", file=a_text("easy.txt"), by=lead)
    there = path("information_format_file", with_budget.group, given)
    page = path("pack", with_budget.group, with_budget)
    assert there in sign_in(member).get(page).text
    Upload.objects.update(state=UploadState.WAITING)
    assert there not in sign_in(member).get(page).text


def test_who_was_asked_stands_beside_what_they_said(session, facilitator, member, sign_in):
    said = share(facilitator, "Carers", kind="evidence", asked_who="Carers", missing="Young carers")
    add_paper(Paper(information=said), session=session, by=facilitator)
    assert "Who or what is missing Young carers" in words_of(
        sign_in(member).get(path("pack", session.group, session))
    )


def test_it_asks_the_database_no_more_for_more_lines_papers_and_formats(
    session, lead, facilitator, member, sign_in
):
    client, page = sign_in(member), path("pack", session.group, session)
    asked = []
    for number in (1, 3):
        for one in range(number):
            lines = [line(f"Line {n}", 2, 1, 1) for n in range(number)]
            item = share(lead, f"Sheet {number}.{one}", lines=lines, kind="budget")
            add_format(item, kind="bsl", link="https://video.example/", by=lead)
            add_paper(Paper(information=item), session=session, by=facilitator)
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            client.get(page)
        asked.append(len(caught))
    assert asked[0] == asked[1]
