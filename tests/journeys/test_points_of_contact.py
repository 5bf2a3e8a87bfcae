"""A member keeps a link for the group, and the system shares a paper with everyone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from coproduction.demo.contacts import tiny_pdf
from groups.actions.points_of_contact import add_contact
from groups.models import Membership, PointOfContact
from tests.facilitation.meeting import path
from tests.journeys.walking import fill, follow, press, reads, visit


def test_a_member_takes_a_link_and_speaks_and_the_lead_shares_a_paper(
    member: Membership,
    facilitator: Membership,
    lead: Membership,
    page: Page,
    sign_in_browser: Callable[[Membership], None],
) -> None:
    group = member.group
    add_contact(PointOfContact(name="Mair Ellis", job="Board secretary", forum="The Board"), by=facilitator)
    sign_in_browser(member)
    visit(page, path("group", group))
    follow(page, "Points of contact")
    follow(page, "Mair Ellis, Board secretary")
    press(page, "I take this link on")
    reads(page, "You hold this link now")
    follow(page, "I spoke with them")
    fill(page, {"What about, in a line": "Asked when papers close."})
    press(page, "Write it down")
    reads(page, "Ade. Asked when papers close.", "We have met once")
    follow(page, "Add a date")
    page.get_by_label("When does it meet?").fill(f"{group.today.year + 1}-03-03")
    press(page, "Put it on the list")
    reads(page, "The Board meets on")
    press(page, "Give this link up")
    reads(page, "Nobody yet")

    page.context.clear_cookies()
    sign_in_browser(lead)
    visit(page, path("information_new", group))
    fill(page, {"Title": "The budget", "In plain words": "There are £40,000 to move."})
    fill(page, {"Where it comes from": "The Board", "The date of the source": "2026-03-03"})
    paper = {"name": "../budget 2026.exe", "mimeType": "text/html", "buffer": b"<html><script>1</script>"}
    page.get_by_label("The document itself").set_input_files(paper)
    press(page, "Share with everyone")
    reads(page, "Save it as a PDF and send that")
    paper |= {"buffer": tiny_pdf("The budget", "40,000 pounds")}
    page.get_by_label("The document itself").set_input_files(paper)
    press(page, "Share with everyone")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Open the file budget-2026.pdf").click()
    assert saved.value.suggested_filename == "budget-2026.pdf"
    expect(page.get_by_role("heading", name="The budget")).to_be_visible()
