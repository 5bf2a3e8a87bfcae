"""Ade says how news reaches them: by topic, on a day of their own, in their calendar, and how it stops."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Page, expect

from groups.models import Group, Membership, Person
from groups.notifications import notify
from tests.journeys.walking import choose, email_to, follow, press, reads, visit
from tests.kinds import told_as


def test_ade_says_how_news_comes_and_how_it_stops(
    arrive: Callable[..., Page], member: Membership, group: Group, site: str
) -> None:
    page = arrive(member)
    visit(page, reverse("me"))
    follow(page, "How to reach me")
    choose(page, "Not the same: as I choose in the boxes below")
    sessions = page.get_by_role("group", name="Sessions")
    sessions.get_by_label("By text message").check()
    press(page, "Save")
    reads(page, "There is a problem", "Texts need a mobile number")
    expect(sessions.get_by_label("By text message")).to_be_checked()  # nothing typed is lost
    page.get_by_label(re.compile("^Phone")).fill("07700 900123")
    page.get_by_label("Put what can wait into one message a week").check()
    page.get_by_label("Day of the weekly message").select_option("Thursday")
    press(page, "Save")
    reads(page, "This is how we reach you from now on")
    saved = Person.objects.get(pk=member.person_id)
    assert (saved.weekly, saved.weekly_on) == (True, 3)
    assert "text" in saved.channels_by_topic["sessions"]
    assert "text" not in saved.channels_by_topic["decisions"]
    a_new_calendar_address(page, site)
    stops_without_sign_in(arrive(), saved, group)


def a_new_calendar_address(page: Page, site: str) -> None:
    """The old address stops when a new one is made."""
    follow(page, "Sessions in my own calendar")
    old = calendar_path(page)
    assert page.request.get(site + old).status == 200
    press(page, "Make a new address; the old one stops")
    assert page.request.get(site + old).status == 404
    assert page.request.get(site + calendar_path(page)).status == 200


def calendar_path(page: Page) -> str:
    return urlsplit(page.locator(".address").inner_text().strip()).path


def stops_without_sign_in(page: Page, ade: Person, group: Group) -> None:
    with told_as(template="groups/messages/invitation.txt", subject_line="There is news for you"):
        notify("news", group, group=group, to=[ade])
        link = email_to(ade.mail_to).extra_headers["List-Unsubscribe"].strip("<>")
        visit(page, urlsplit(link).path)
        press(page, "Stop messages like this")
        reads(page, "It has stopped", "There is news for you")
        assert Person.objects.get(pk=ade.pk).stopped_kinds == ["news"]
        press(page, "Send them again")
        reads(page, "They come again")
        assert Person.objects.get(pk=ade.pk).stopped_kinds == []
