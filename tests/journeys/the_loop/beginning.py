"""How a group begins: it is made, people come in, and the commitment is signed."""

from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page

from groups.models import Group
from tests.facilitation.meeting import path
from tests.journeys.walking import (
    CODE,
    choose,
    email_to,
    fill,
    follow,
    look,
    press,
    reads,
    sign_in_code,
    visit,
)


def makes_the_group(evan: Page) -> None:
    visit(evan, "/")
    follow(evan, "Systems and their groups")
    follow(evan, "New group")
    fill(
        evan,
        {
            "Name of the group": "Northshire group",
            "First facilitator: name": "Dee",
            "First facilitator: email": "dee@home.example",
            "Decision-maker: name": "Dr Priya Nair",
            "Decision-maker: email": "priya@north.example",
            "Decision-maker: job": "Medical Director",
            "Decision-maker: organisation": "Northshire Board",
        },
    )
    choose(evan, "Lived experience")
    press(evan, "Make the group")
    reads(evan, "The group is forming.", "Northshire group: Forming")


def accepts_by_the_link_of_an_email(person: Page, address: str, name: str) -> None:
    link = next(word for word in email_to(address).body.split() if "/join/" in word)
    visit(person, urlsplit(link).path)
    reads(person, "You are invited to Northshire group")
    fill(person, {"The name people see": name})
    press(person, "Yes, I join")
    reads(person, "Welcome. You are in the group now.")


def accepts_by_the_code_of_an_email(priya: Page, address: str) -> None:
    [code] = CODE.findall(email_to(address).body)
    visit(priya, "/join/")
    fill(priya, {"Your code": code})
    press(priya, "Go on")
    reads(priya, "Medical Director, Northshire Board")
    press(priya, "Yes, I join")


def accepts_by_the_code_of_a_letter(ade: Page, code: str, address: str) -> None:
    """A letter proves no email address, so a code is sent to the one he gives."""
    visit(ade, "/")
    follow(ade, "I have a code")
    fill(ade, {"Your code": code.lower()})
    press(ade, "Go on")
    fill(ade, {"Your email": address})
    press(ade, "Send me a code")
    ade.get_by_label("Code").fill(sign_in_code(address))
    with ade.expect_navigation():
        ade.get_by_role("button", name="Confirm").click()
    look(ade)
    press(ade, "Yes, I join")
    reads(ade, "Welcome. You are in the group now.")


def writes_and_signs_the_commitment(priya: Page, group: Group) -> None:
    visit(priya, path("commitment", group))
    follow(priya, "Write the commitment")
    fill(
        priya,
        {
            "What the group can shape": "How care is planned with people.",
            "What is open to change": "The first appointment.",
            "What is fixed, and why": "The budget until April, because it is agreed.",
            "Who has the final say": "Dr Priya Nair, Medical Director",
            "Working days to answer a request": "20",
            "Whom to tell, outside the organisation, if the promise is broken": "Healthwatch, 01234 567890",
            "When we look at it again": (group.today + timedelta(days=365)).isoformat(),
        },
    )
    for label, typed in {
        "Sponsor: name": "Sam Okafor",
        "Sponsor: email": "sam@north.example",
        "Forum that receives the group's advice": "Northshire Board",
        "Forum: name of its contact": "Board office",
        "Forum: email of its contact": "board@north.example",
    }.items():
        priya.get_by_label(label).fill(typed)
    press(priya, "Keep this and go on to sign")
    choose(priya, "Nothing said here will affect anyone's care, benefits or job")
    press(priya, "Sign for the system")
    reads(priya, "Signed by Dr Priya Nair", "20 working days")


def starts_the_group(dee: Page, group: Group) -> None:
    visit(dee, path("people", group))
    follow(dee, "Settings of the group")
    press(dee, "Start: reminders and clocks run from now on")
    choose(dee, "Anyone may see this group")
    press(dee, "Keep these settings")


def invites_by_letter(dee: Page, group: Group, name: str) -> str:
    visit(dee, path("people", group))
    follow(dee, "Invite someone")
    fill(dee, {"Name": name, "Address for letters (you can leave this out)": "4 Quarry Lane"})
    choose(dee, "Someone with lived experience", "By a letter that I print")
    press(dee, "Make the invitation")
    return dee.locator(".code").inner_text()


def invites_by_email(dee: Page, group: Group, name: str, address: str) -> None:
    visit(dee, path("invite", group))
    fill(dee, {"Name": name})
    choose(dee, "Someone who cares for a person", "By email, now")
    dee.get_by_label("Email", exact=False).last.fill(address)
    press(dee, "Make the invitation")


def invites_a_professional(dee: Page, group: Group, address: str) -> None:
    visit(dee, path("invite", group))
    fill(dee, {"Name": "Chris Doyle"})
    choose(dee, "A professional", "By email, now")
    dee.get_by_label("Job").fill("Practice nurse")
    dee.get_by_label("Organisation").fill("Hill Surgery")
    dee.get_by_label("Email", exact=False).last.fill(address)
    press(dee, "Make the invitation")
