"""A whole session, lived through by those who run it and those in it: live, without scripts, and with a lost signal."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from facilitation.models import Contribution, Decision, ParkedMatter, RoundTurn, Session
from groups.models import Group, Membership
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room

PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


def come_in(page: Page, session: Session) -> Page:
    page.goto(path("room", session.group, session))
    page.get_by_role("button", name="Join the room").click()
    expect(page.get_by_role("heading", name="What has been said")).to_be_visible()
    return page


def tool(page: Page, title: str) -> None:
    """Open one of the forms of whoever runs the room."""
    page.locator("summary").filter(has_text=title).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_three_people_live(
    session: Session,
    member: Membership,
    professional: Membership,
    facilitator: Membership,
    arrive: Callable[..., Page],
    open_to_all: Callable[[Page], None],
) -> None:
    ade, chris = come_in(arrive(member, **PHONE), session), come_in(arrive(professional), session)
    dee = come_in(arrive(facilitator), session)

    # On a small old phone the three acts stand in sight without scrolling.
    for words in ("Type a thought", "Raise a hand", "I need…"):
        box = ade.get_by_text(words, exact=True).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640, words
    press(dee, "Next: go on to this")
    expect(ade.get_by_role("heading", level=1)).to_have_text("First words")

    # Ade begins to type. What happens around him neither takes his place nor his words.
    ade.get_by_text("Type a thought").click()
    box = ade.get_by_label("Your thought")
    box.press_sequentially("I was never")
    tool(dee, "Park something")
    dee.get_by_label("What do we park?").fill("Parking at the hall")
    press(dee, "Park it")
    expect(ade.get_by_text("Parked: Parking at the hall")).to_be_visible()
    box.press_sequentially(" asked.")
    expect(box).to_be_focused()
    expect(box).to_have_value("I was never asked.")

    # A round, by chance: each hears when it is their turn.
    tool(dee, "A round with a question")
    dee.get_by_label("What is the question?").fill("What matters to you here?")
    press(dee, "Begin the round")
    for page in (ade, chris):
        expect(page.get_by_text("What matters to you here?")).to_be_visible()
        expect(page.get_by_text(re.compile("It is your turn|1 person before you"))).to_be_visible()
    open_to_all(ade)
    open_to_all(dee)
    press(dee, "They have spoken")
    expect(dee.get_by_text(re.compile(r"^It is the turn of [^.]+\.$"))).to_be_visible()
    press(dee, "They pass")
    expect(dee.get_by_text("Everyone has had a turn.")).to_be_visible()
    press(dee, "End the round")
    expect(ade.get_by_text("What matters to you here?")).not_to_be_visible()
    assert not RoundTurn.objects.exists()

    # A quick check of two is too few to show.
    tool(dee, "Quick check")
    dee.get_by_label("Which question?").select_option("Are we ready to decide?")
    press(dee, "Ask the room")
    press(ade, "Yes (green)")
    expect(ade.get_by_text("We have your answer.")).to_be_visible()
    expect(chris.get_by_role("button", name="No (red)")).to_be_visible()
    open_to_all(chris)
    press(dee, "End the quick check and show the result")
    for page in (ade, chris, dee):
        expect(page.get_by_text("Too few answered to show anything.")).to_be_visible()

    # What they agree stands on every page.
    tool(dee, "Write down what we agreed")
    dee.get_by_label("What did the group agree?").fill("We ask for a ramp.")
    dee.locator("#room_agree").get_by_role("button", name="Write it down").click()
    expect(ade.get_by_text("We ask for a ramp.")).to_be_visible()
    assert Decision.objects.get().wording == "We ask for a ramp."
    expect(box).to_have_value("I was never asked.")
    for page in (ade, chris, dee):
        open_to_all(page)


def test_the_same_without_scripts(
    session: Session, member: Membership, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    ade = come_in(arrive(member, java_script_enabled=False, **PHONE), session)
    dee = come_in(arrive(facilitator, java_script_enabled=False), session)
    press(dee, "Next: go on to this")
    tool(dee, "Park something")
    dee.get_by_label("What do we park?").fill("Parking at the hall")
    press(dee, "Park it")
    expect(dee.get_by_text("Parked: Parking at the hall")).to_be_visible()
    press(dee, "Begin a round")
    ade.get_by_role("link", name="See what is new").click()
    expect(ade.get_by_text("It is your turn. Speak or pass, both are fine.").first).to_be_visible()
    press(ade, "I pass")
    expect(ade.get_by_text("It is your turn.")).to_have_count(0)
    ade.get_by_text("Type a thought").click()
    ade.get_by_label("Your thought").fill("I was never asked.")
    ade.get_by_label("Everyone in the group").check()
    ade.get_by_label("With my name").check()
    press(ade, "Send")
    expect(ade.get_by_text("I was never asked.")).to_be_visible()
    ade.get_by_text("I need…").click()
    press(ade, "Stop")
    expect(ade.get_by_text("We are pausing.")).to_be_visible()
    dee.reload()
    press(dee, "Go on")
    assert ParkedMatter.objects.get().words == "Parking at the hall"
    assert Contribution.objects.get().author == member


def test_a_lost_signal_loses_nothing(
    session: Session,
    member: Membership,
    facilitator: Membership,
    arrive: Callable[..., Page],
    open_to_all: Callable[[Page], None],
    new_context: Callable[..., BrowserContext],
    site: str,
    sign_in: Callable[[Membership], Client],
) -> None:
    dee = come_in(arrive(facilitator), session)
    phone = new_context(**PHONE)  # its console may say that the network is away
    cookie = sign_in(member).cookies[settings.SESSION_COOKIE_NAME]
    phone.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    ade = come_in(phone.new_page(), session)
    ade.get_by_text("Type a thought").click()
    box = ade.get_by_label("Your thought")
    box.press_sequentially("I was")
    ade.context.set_offline(True)
    expect(ade.get_by_text("Connection lost. What you write is kept.")).to_be_visible()
    box.press_sequentially(" never asked.")
    press(dee, "Next: go on to this")
    expect(dee.get_by_role("heading", level=1)).to_have_text("First words")
    ade.context.set_offline(False)
    expect(ade.get_by_text("You are back.")).to_be_visible(timeout=20000)
    expect(ade.get_by_role("heading", level=1)).to_have_text("First words", timeout=20000)
    expect(box).to_be_focused()
    ade.reload()
    ade.get_by_text("Type a thought").click()
    expect(ade.get_by_label("Your thought")).to_have_value("I was never asked.")
    open_to_all(ade)
