""" "They were ready for me": from a need, told once, to what stood there on the day; and somebody who helps."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Membership, Person
from tests.cast import make_person
from tests.journeys.walking import choose, email_to, fill, follow, look, press, reads, visit

PHONE = {"width": 320, "height": 640}


def test_they_were_ready_for_me(
    member: Membership, coordinator: Membership, arrive: Callable[..., Page]
) -> None:
    starts = timezone.now() + timedelta(days=4)
    session = Session.objects.create(
        group=member.group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=SessionState.ANNOUNCED,
        announced_at=timezone.now(),
    )
    at = reverse("session", args=[member.group.public_id, session.public_id])

    # Ade says what helps, on a small phone, and lets those who arrange see it.
    ade = arrive(member, viewport=PHONE)
    visit(ade, reverse("me"))
    follow(ade, "What helps me take part")
    choose(ade, "Large print", "Help to get there")
    press(ade, "Save")
    fill(ade, {"What works for you: Large print (you can leave this out)": "18 point, on paper"})
    press(ade, "Save")
    reads(ade, "18 point, on paper", "Nobody in this group sees it.")
    ade.get_by_role("button", name="Those who arrange its sessions may see it").click()
    look(ade)
    reads(ade, "Those who arrange its sessions may see it, since")

    # Evan is shown it where he plans, and arranges.
    evan = arrive(coordinator)
    visit(evan, at)
    reads(evan, "What people need", "Large print", "Help to get there")
    follow(evan, "Get ready for them")
    follow(evan, "Ade")
    evan.get_by_role("link", name="Arrange this").last.click()  # help to get there
    look(evan)
    fill(evan, {"What is arranged": "Taxi at 1.15."})
    press(evan, "Put it on their list")
    reads(evan, "Taxi at 1.15.", "No reply yet")

    # Ade reads it first, says not quite; Evan hears at once and changes it.
    visit(ade, at)
    reads(ade, "Arranged for you", "Taxi at 1.15.", "Is this right?")
    follow(ade, "Not quite")
    choose(ade, "Not quite")
    press(ade, "Send")
    visit(evan, "/")
    follow(evan, "Something you arranged is not quite right")
    fill(evan, {"What is arranged": "Taxi at 1.30."})
    press(evan, "Save the change")
    visit(ade, at)
    press(ade, "Yes, this is right")
    visit(ade, reverse("access_profile"))
    reads(ade, "looked at what you need to take part")

    # The day has been. Only Ade says whether it was there.
    Session.objects.update(starts_at=starts - timedelta(days=5), ends_at=starts - timedelta(days=4, hours=22))
    visit(ade, at)
    reads(ade, "Was it there for you?")
    press(ade, "Yes, it was there for me")
    visit(evan, reverse("arrangements", args=[member.group.public_id, session.public_id]))
    reads(evan, "Met")


def test_someone_i_trust_says_for_me_that_i_come(member: Membership, arrive: Callable[..., Page]) -> None:
    hana: Person = make_person("Hana", "hana@demo.example")
    starts = timezone.now() + timedelta(days=20)
    Session.objects.create(
        group=member.group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=SessionState.ANNOUNCED,
        announced_at=timezone.now(),
    )
    ade = arrive(member, viewport=PHONE)
    visit(ade, reverse("my_helpers"))
    follow(ade, "Name a helper")
    fill(ade, {"Their name": "Hana", "Their email": "hana@demo.example"})
    choose(ade, "Say whether I come, and whether what is arranged for me is right")
    press(ade, "Ask them")
    letter = email_to("hana@demo.example")
    link = next(line for line in letter.body.splitlines() if "/helping/join/" in line)

    friend = arrive(hana)
    visit(friend, "/helping/join/" + link.split("/helping/join/")[1])
    press(friend, "Yes, I help")
    follow(friend, "Ade")
    friend.get_by_role("link", name="Say if they are coming").click()
    look(friend)
    choose(friend, "I am coming")
    press(friend, "Send for them")

    visit(ade, reverse("my_helpers"))
    reads(ade, "said for you whether you come to: Spring session")
    ade.get_by_role("button", name="Stop now").click()
    look(ade)
    reads(ade, "Nobody helps you here now.")
    visit(friend, reverse("helping"))
    reads(friend, "You help nobody here now.")
