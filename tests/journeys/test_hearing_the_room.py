"""The room for somebody who listens to it: what is new is read out once, and nothing they do is disturbed."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from facilitation.actions.contributions import contribute
from facilitation.actions.passes import give_room_pass
from facilitation.actions.room import say_what_is_needed
from facilitation.models import Session
from facilitation.states import Audience, SignalKind
from groups.models import Membership
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room

# What a screen reader would read out: text that comes into a live region, and where the focus goes.
LISTEN = """() => {
  window.readOut = [];
  window.moved = [];
  const regions = document.querySelectorAll("[role=status], [role=alert], [aria-live]");
  const listen = (region) => new MutationObserver((changes) => changes.forEach((change) => {
    const come = change.type === "characterData" ? [change.target] : [...change.addedNodes];
    come.map((node) => node.textContent.trim()).filter(Boolean).forEach((words) => window.readOut.push(words));
  })).observe(region, {childList: true, characterData: true, subtree: true});
  regions.forEach(listen);
  addEventListener("focusin", ({target}) => window.moved.push(target.id || target.tagName));
  addEventListener("focusout", ({target}) => window.moved.push("left " + (target.id || target.tagName)));
}"""
NEWS = "Something new was said."


@pytest.fixture
def behind_a_wall(
    new_context: Callable[..., BrowserContext], site: str, sign_in: Callable[[Membership], Client]
) -> Callable[[Membership], Page]:
    """A browser in a network that lets no stream through. Its own console says so: that alone is no failure here."""

    def sit_down(who: Membership) -> Page:
        context = new_context()
        cookie = sign_in(who).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        page = context.new_page()
        page.route("**/stream/", lambda route: route.abort())
        return page

    return sit_down


def come_in(page: Page, session: Session) -> Page:
    page.goto(path("room", session.group, session))
    page.get_by_role("button", name="Join the room").click()
    expect(page.get_by_role("heading", name="What has been said")).to_be_visible()
    return page


def ask_again(page: Page) -> None:
    """The page asks for itself, as it does every ten seconds without its stream."""
    with page.expect_response("**/words/"):
        page.evaluate("() => htmx.trigger(document.getElementById('words'), 'ask')")


def test_only_what_is_new_is_read_out_and_once(
    member: Membership, carer: Membership, arrive: Callable[..., Page]
) -> None:
    session = open_room(member.group)
    contribute(session, words="Said before anyone came.", audience=Audience.EVERYONE, by=carer)
    ade, bronwen = come_in(arrive(member), session), come_in(arrive(carer), session)
    ade.get_by_text("Type a thought").click()
    box = ade.get_by_label("Your thought")
    box.fill("I am still typing")
    box.focus()
    ade.evaluate(LISTEN)

    bronwen.get_by_text("Type a thought").click()
    bronwen.get_by_label("Your thought").fill("The letters come too late.")
    bronwen.get_by_label("Everyone in the group").check()
    bronwen.get_by_label("With my name").check()
    bronwen.get_by_role("button", name="Send", exact=True).click()
    expect(ade.get_by_text("The letters come too late.")).to_be_visible()
    expect(ade.locator("#news")).to_have_text(NEWS)

    bronwen.get_by_text("I need…").click()
    bronwen.get_by_role("button", name="Slow down").click()
    expect(ade.get_by_text("Let's slow down.")).to_be_visible()
    ask_again(ade)
    ask_again(ade)

    heard = ade.evaluate("() => window.readOut")
    assert heard.count(NEWS) == 1
    slow = [words for words in heard if "slow down" in words]
    assert len(slow) == 1
    assert set(heard) == {NEWS, *slow}
    assert ade.evaluate("() => window.moved") == []
    assert ade.evaluate("() => document.activeElement.id") == box.get_attribute("id")
    expect(box).to_have_value("I am still typing")


def test_where_streams_are_blocked_the_page_asks_every_ten_seconds(
    member: Membership, carer: Membership, behind_a_wall: Callable[[Membership], Page]
) -> None:
    session = open_room(member.group)
    contribute(session, words="Said before.", audience=Audience.EVERYONE, by=carer)
    ade = behind_a_wall(member)
    ade.clock.install()
    come_in(ade, session)
    ade.get_by_text("Type a thought").click()
    ade.get_by_label("Your thought").fill("I am still typing")
    ade.evaluate(LISTEN)

    contribute(session, words="Heard without a stream.", audience=Audience.EVERYONE, by=carer)
    say_what_is_needed(session, kind=SignalKind.BREAK)
    ade.clock.run_for(9_000)
    expect(ade.get_by_text("Heard without a stream.")).to_have_count(0)
    ade.clock.run_for(2_000)
    expect(ade.get_by_text("Heard without a stream.")).to_be_visible()
    expect(ade.get_by_text("Let's have a break soon.")).to_be_visible()
    ade.clock.run_for(20_000)
    ask_again(ade)

    heard = ade.evaluate("() => window.readOut")
    assert heard.count(NEWS) == 1
    assert len([words for words in heard if "break soon" in words]) == 1
    assert not [words for words in heard if "Connection lost" in words]
    expect(ade.get_by_label("Your thought")).to_have_value("I am still typing")


def test_whoever_leaves_with_a_pass_reads_that_it_is_forgotten(
    member: Membership, coordinator: Membership, arrive: Callable[..., Page]
) -> None:
    """The page asks for news between pressing and arriving. By then it has no pass any more."""
    session = open_room(member.group)
    given = give_room_pass(session, member=member, by=coordinator)
    phone = arrive(None)
    phone.goto("/pass/")
    phone.get_by_label("Your code").fill(given.code)
    phone.get_by_role("button", name="Come in").click()
    phone.get_by_role("button", name="Join the room").click()

    phone.evaluate(
        """() => addEventListener("submit", () => setTimeout(
          () => htmx.trigger(document.getElementById("words"), "ask"), 300))"""
    )

    def slowly(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        phone.wait_for_event("response", lambda one: one.url.endswith("/words/"))
        route.fulfill(response=answer)

    phone.route("**/pass/leave/", slowly)
    phone.get_by_role("button", name="Leave, and forget my pass on this device").click()
    expect(phone).to_have_url(re.compile("/pass/$"))
    expect(phone.get_by_text("This device has forgotten your pass.")).to_be_visible()
