"""A session from its first plan to a late thought, as the people in it meet it."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from facilitation.models import Session
from groups.models import Membership
from tests.facilitation.meeting import path


def test_a_session_is_planned_announced_held_and_added_to(
    facilitator: Membership,
    member: Membership,
    page: Page,
    sign_in_browser: Callable[[Membership], None],
    open_to_all: Callable[[Page], None],
) -> None:
    group = facilitator.group

    # Dee plans it in two minutes, with a day that is not in the calendar at first.
    sign_in_browser(facilitator)
    page.goto(path("sessions", group))
    open_to_all(page)
    page.get_by_role("link", name="Plan a session").click()
    page.get_by_label("Title").fill("Planning conversations")
    page.get_by_label("Starts").fill("14:00")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Day: Please fill this in")
    open_to_all(page)
    page.get_by_label("Day", exact=True).fill((group.today + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("link", name="Add to the agenda").click()
    page.get_by_label("What we talk about").fill("First appointments")
    page.get_by_label("Explore").check()
    open_to_all(page)
    page.get_by_role("button", name="Save").click()
    open_to_all(page)
    page.get_by_role("link", name="Announce it").click()
    open_to_all(page)
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_text("Everyone in the group is being told now")).to_be_visible()

    # Ade says that he cannot be there, and sends a thought instead.
    page.context.clear_cookies()
    sign_in_browser(member)
    page.goto(path("sessions", group))
    page.get_by_role("link", name="Planning conversations", exact=True).click()
    expect(page.get_by_text("2pm to 4pm")).to_be_visible()
    page.get_by_label("I will send my thoughts instead").check()
    open_to_all(page)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Send my thoughts").click()
    page.get_by_label("Your thought").fill("Ask us what matters first.")
    page.get_by_label("Everyone in the group").check()
    page.get_by_label("With my name").check()
    open_to_all(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Ask us what matters first.")).to_be_visible()
    open_to_all(page)

    # On the day Dee opens it, closes it and shares the notes.
    Session.objects.update(starts_at=timezone.now() + timedelta(minutes=5))
    session = Session.objects.get()
    page.context.clear_cookies()
    sign_in_browser(facilitator)
    page.goto(path("session_open", group, session))
    open_to_all(page)
    page.get_by_role("button", name="Open it").click()
    page.goto(path("session_close", group, session))
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("link", name="Write the notes").click()
    box = page.get_by_role("textbox", name="First appointments")
    box.fill("## How long they are\n\nWe want **longer** ones.")
    open_to_all(page)
    page.get_by_role("button", name="Share with everyone").click()
    notes = page.get_by_role("region", name="Notes", exact=True)
    expect(notes.get_by_role("heading", name="First appointments")).to_be_visible()
    expect(notes.get_by_role("heading", name="How long they are")).to_be_visible()
    expect(notes.get_by_role("strong")).to_have_text("longer")
    expect(page.get_by_text("Ask us what matters first.")).to_be_visible()
    open_to_all(page)
