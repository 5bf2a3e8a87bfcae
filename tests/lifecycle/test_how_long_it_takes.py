"""Every page says alike how long a review takes: by how much it asks, and never "0 minutes"."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from facilitation.states import SessionState
from groups.kinds import KINDS
from groups.models import Delivery, Membership
from groups.notifications.writing import write
from lifecycle.actions.reviews import open_pulse, open_review
from lifecycle.instruments import GOOD_DECISIONS_MADE, PULSE, SHIFTS, WORDS, Instrument
from lifecycle.models import Review
from tests.cast import CAST, join, make_group
from tests.facilitation.making import make_session
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import in_three_weeks, make_cycle, page_of

SignIn = Callable[[Membership], Client]
ALL_BUT_ONE = [one.id for one in SHIFTS.statements[1:]]
OWN = ["Papers come in time.", "The room is warm.", "We laugh.", "We rest.", "We eat well."]


def asked(facilitator: Membership, instrument: Instrument, left_out: list[str], new: list[str]) -> Review:
    make_cycle(facilitator.group)
    if instrument == PULSE:
        pulse = open_pulse(make_session(facilitator.group, state=SessionState.CLOSED))
        assert pulse
        return pulse
    return open_review(
        closes_on=in_three_weeks(), by=facilitator, instrument=instrument, left_out=left_out, new=new
    )


@pytest.mark.parametrize(
    ("instrument", "left_out", "new", "minutes"),
    [
        (SHIFTS, [], [], "6 minutes"),
        (SHIFTS, ALL_BUT_ONE, [], "1 minute"),
        (SHIFTS, [], OWN[:4], "9 minutes"),
        (GOOD_DECISIONS_MADE, [], [], "1 minute"),
        (PULSE, [], [], "1 minute"),
        (WORDS, [], [], "3 minutes"),
        (WORDS, [], OWN, "5 minutes"),
    ],
    ids=lambda value: getattr(value, "key", None) or str(value)[:12],
)
def test_today_the_pages_and_the_message_say_the_same(
    facilitator: Membership,
    member: Membership,
    sign_in: SignIn,
    instrument: Instrument,
    left_out: list[str],
    new: list[str],
    minutes: str,
):
    review, browser = asked(facilitator, instrument, left_out, new), sign_in(member)
    pages = ["/", reverse("what_changed", args=[review.group.public_id]), page_of("review", review)]
    for page in pages:
        assert f"about {minutes} " in words_of(browser.get(page)).replace(".", " "), page
    if instrument != PULSE:
        kind = KINDS["review_answer_wanted"]
        delivery = Delivery.objects.filter(notification__kind=kind.name, person=member.person).latest("pk")
        assert f"It takes about {minutes}." in write(delivery, kind, review).text


def test_today_asks_no_more_of_the_database_for_reviews_in_several_groups(
    facilitator: Membership, member: Membership, sign_in: SignIn
):
    browser = sign_in(member)
    asked(facilitator, SHIFTS, [], [])
    browser.get("/")
    with CaptureQueriesContext(connection) as for_one:
        browser.get("/")
    for number in range(2):
        other = make_group(name=f"Group {number}")
        Membership.objects.create(
            group=other, person=member.person, name="Ade", side=member.side, roles=member.roles
        )
        asked(join(other, CAST["facilitator"], f"facilitator{number}@demo.example"), SHIFTS, [], [])
    with CaptureQueriesContext(connection) as for_three:
        page = words_of(browser.get("/"))
    assert page.count("about 6 minutes") == 3
    assert len(for_three) <= len(for_one)
