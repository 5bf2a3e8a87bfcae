"""Someone new finds whom to turn to, says what only one may know, asks for a call, and is heard from outside."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.core import mail
from playwright.sync_api import Page

from groups.models import CareTie, Concern, Group, Membership, OutsideContact
from tests.journeys.walking import (
    choose,
    does_not_read,
    email_to,
    fill,
    follow,
    press,
    reads,
    sign_in_code,
    visit,
)


def test_from_the_welcome_to_a_reply_from_outside(
    group: Group,
    member: Membership,
    carer: Membership,
    facilitator: Membership,
    professional: Membership,
    lead: Membership,
    arrive: Callable[..., Page],
) -> None:
    OutsideContact.objects.all().delete()
    home = f"/g/{group.public_id}/"

    # A facilitator names someone outside, who says yes from the email and then signs in by a code.
    dee = arrive(facilitator)
    visit(dee, f"{home}looking-after/")
    follow(dee, "Someone outside")
    fill(dee, {"Name": "Ruth Allen", "Organisation": "Hill Surgery"})
    dee.get_by_label("Email").fill("ruth@healthwatch.example")
    dee.get_by_label("Phone that the whole group may see").fill("01632 960 700")
    press(dee, "Ask them")
    reads(dee, "This organisation is inside")
    fill(dee, {"Organisation": "Healthwatch Westshire"})
    press(dee, "Ask them")
    reads(dee, "A link went to ruth@healthwatch.example.")
    ruth = arrive()
    link = re.findall(r"https?://[^/\s]+(/outside/\S+)", email_to("ruth@healthwatch.example").body)[0]
    visit(ruth, link)
    press(ruth, "Yes, I accept")
    reads(ruth, "You are now the person outside")

    # Somebody new goes through the Welcome.
    ade = arrive(member)
    visit(ade, "/")
    follow(ade, f"Welcome to {group.name}")
    follow(ade, "A contact of my own")
    choose(ade, "Dee")
    press(ade, "Keep this")
    follow(ade, "How we keep each other safe")
    reads(ade, "Ruth Allen, Healthwatch Westshire")

    # They tell their contact who is involved in their care, and nobody else.
    follow(ade, "Is anyone here involved in your care, or your family's?")
    reads(ade, "Only Dee can read what you write here.")
    ade.get_by_label("Who is it?").select_option(label=professional.titled)
    press(ade, "Tell Dee")
    visit(dee, f"{home}safety/told-me/")
    reads(dee, professional.titled)
    assert CareTie.objects.get().told_to == facilitator

    # They ask for a call.
    visit(ade, f"{home}safety/")
    follow(ade, "Ask for a call")
    choose(ade, "Dee")
    ade.get_by_label("The number to call").fill("01632 960 155")
    press(ade, "Please call me")
    reads(ade, "You asked Dee to call you")
    visit(dee, "/concerns/")
    reads(dee, "01632 960 155")
    press(dee, "I have called Ade")
    does_not_read(dee, "01632 960 155")

    # They tell the one outside, whose email says nothing of it.
    visit(ade, f"{home}safety/")
    follow(ade, "Write to Ruth Allen")
    ade.get_by_label("What is not right").fill("It was held against me at the clinic.")
    press(ade, "Send it to Ruth Allen")
    told = email_to("ruth@healthwatch.example")
    assert "clinic" not in told.subject + told.body
    assert "Ade" not in told.subject + told.body
    ruth.goto("/concerns/")
    ruth.get_by_label("Your email address").fill("ruth@healthwatch.example")
    with ruth.expect_navigation():
        ruth.get_by_role("button").filter(has_text=re.compile("code", re.I)).first.click()
    ruth.get_by_label(re.compile("code", re.I)).fill(sign_in_code("ruth@healthwatch.example"))
    with ruth.expect_navigation():
        ruth.locator("main form button[type=submit]").first.click()
    visit(ruth, "/concerns/")
    ruth.get_by_role("link", name=re.compile("From Ade")).click()
    reads(ruth, "It was held against me at the clinic.")
    ruth.get_by_label("Your reply").fill("I ring the board tomorrow.")
    press(ruth, "Send the reply")

    # Only the one who wrote it reads the answer.
    concern = Concern.objects.get()
    visit(ade, f"/concerns/{concern.public_id}/")
    reads(ade, "I ring the board tomorrow.")
    for one in (facilitator, lead):
        answer = arrive(one).request.get(f"/concerns/{concern.public_id}/")
        assert answer.status == HTTPStatus.NOT_FOUND
    assert not [each for each in mail.outbox if "held against me" in str(each.message())]


def test_the_other_pages_stand_in_nobodys_way(
    group: Group,
    member: Membership,
    carer: Membership,
    facilitator: Membership,
    lead: Membership,
    arrive: Callable[..., Page],
) -> None:
    home = f"/g/{group.public_id}/"
    ade = arrive(member)
    for path in ("safety/call/", "safety/tell/", "safety/apart/", "safety/care/", "welcome/strengths/"):
        visit(ade, home + path)
    visit(ade, f"{home}welcome/buddy/")
    choose(ade, "I would like a buddy")
    press(ade, "Keep this")
    visit(ade, "/me/wellbeing/")
    ade.get_by_label("How I am").fill("A better week.")
    press(ade, "Keep it")
    reads(ade, "A better week.")
    visit(ade, f"{home}safety/apart/")
    ade.get_by_label("With whom do you want no contact?").select_option(label=carer.titled)
    press(ade, "Keep us apart")
    dee = arrive(facilitator)
    visit(dee, f"{home}looking-after/apart/")
    does_not_read(dee, "Ade and Bronwen")
    visit(dee, f"{home}looking-after/buddies/")
    follow(dee, "Ade")
    lead.promised_at = None
    lead.save()
    priya = arrive(lead)
    visit(priya, f"{home}welcome/")
    visit(priya, f"{home}welcome/promise/")
    press(priya, "I promise")
