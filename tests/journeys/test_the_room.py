"""The room, lived through by three people at once: "I said stop, and it stopped"."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from facilitation.models import Contribution, Session
from groups.models import Membership
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room

PHONE = {"viewport": {"width": 320, "height": 640}}


def come_in(page: Page, session: Session) -> Page:
    page.goto(path("room", session.group, session))
    page.get_by_role("button", name="Join the room").click()
    expect(page.get_by_role("heading", name="What has been said")).to_be_visible()
    return page


def test_people_see_one_another_at_once_and_anyone_can_stop_the_room(
    member: Membership,
    carer: Membership,
    facilitator: Membership,
    arrive: Callable[..., Page],
    open_to_all: Callable[[Page], None],
) -> None:
    session = open_room(member.group)
    ade, dee = come_in(arrive(member, **PHONE), session), come_in(arrive(facilitator), session)
    bronwen = come_in(arrive(carer, java_script_enabled=False), session)

    # Dee goes on to the first item; Ade sees it without doing anything.
    dee.get_by_role("button", name="Next: go on to this").click()
    expect(ade.get_by_role("heading", level=1)).to_have_text("First words")

    # Ade raises a hand; Dee hears it.
    ade.get_by_role("button", name="Raise a hand").click()
    expect(ade.get_by_text("You are next.")).to_be_visible()
    expect(dee.get_by_role("button", name="Ade has spoken")).to_be_visible()
    open_to_all(ade)
    open_to_all(dee)
    dee.get_by_role("button", name="Ade has spoken").click()
    expect(ade.get_by_role("button", name="Raise a hand")).to_be_visible()

    # Ade types something he would not say aloud, and gets a code that is shown once.
    ade.get_by_text("Type a thought").click()
    ade.get_by_label("Your thought").fill("I said yes because I was too tired to say no.")
    ade.get_by_role("button", name="Send", exact=True).click()
    expect(ade.get_by_text("There is a problem")).to_be_visible()
    open_to_all(ade)
    ade.get_by_label("Everyone in the group").check()
    ade.get_by_label("Without my name").check()
    ade.get_by_role("button", name="Send", exact=True).click()
    expect(ade.get_by_role("heading", name="Sent without your name")).to_be_visible()
    expect(ade.get_by_label("Your thought")).to_have_value("")
    expect(dee.get_by_text("I said yes because I was too tired to say no.")).to_be_visible()
    assert Contribution.objects.get().author is None
    open_to_all(ade)
    code = ade.locator("#sent strong").inner_text()

    # Bronwen, without scripts, feels the same.
    bronwen.reload()
    bronwen.get_by_role("button", name="Me too").click()
    expect(bronwen.get_by_text("Others feel this.")).to_be_visible()
    expect(ade.get_by_text("Others feel this.")).to_be_visible()

    # Ade says stop, and it stops.
    ade.get_by_text("I need…").click()
    ade.get_by_role("button", name="Stop").click()
    for page in (ade, dee):
        expect(page.get_by_text("We are pausing. Nobody has to say why.")).to_be_visible()
        open_to_all(page)
    dee.get_by_role("button", name="Go on", exact=True).click()
    expect(ade.get_by_text("We are pausing")).not_to_be_visible()

    # Dee closes the session: Ade's page follows. His code still finds his words.
    dee.get_by_role("link", name="Close this session").click()
    dee.get_by_role("button", name="Close it").click()
    ade.wait_for_url(f"**{path('session', session.group, session)}")
    ade.goto("/receipt/")
    open_to_all(ade)
    ade.get_by_label("Your code").fill(code.lower())
    ade.get_by_role("button", name="Find my words").click()
    expect(ade.get_by_text("They are still here, as you wrote them.")).to_be_visible()
    open_to_all(ade)
