"""How it looks back: a review, and a report that anyone may see."""

from playwright.sync_api import Page, expect

from groups.models import Group
from groups.months import add_months
from lifecycle.models import Cycle
from lifecycle.tasks import prompt_reviews_and_reports
from tests.facilitation.meeting import path
from tests.journeys.the_loop.words import AGREED_HERE
from tests.journeys.walking import agreed_in, does_not_read, fill, follow, press, reads, visit


def is_asked_to_open_a_review(dee: Page, group: Group) -> None:
    Cycle.objects.update(began_on=add_months(group.today, -7))
    prompt_reviews_and_reports()
    visit(dee, "/")
    follow(dee, "It is time for a review in your group")
    follow(dee, "Eight shifts in relationship")
    press(dee, "Open the review and ask everyone")


def answers_the_eight_shifts(person: Page, group: Group) -> None:
    visit(person, path("what_changed", group))
    follow(person, "Answer, about 6 minutes")
    follow(person, "All on one page")
    fives = person.get_by_label("5", exact=True)
    expect(fives).to_have_count(8)
    for five in fives.all():
        five.check()
    press(person, "Send my answers")
    reads(person, "Your answers are kept without your name.")


def closes_the_review(dee: Page, group: Group) -> None:
    visit(dee, path("what_changed", group))
    follow(dee, "Close the review now")
    press(dee, "Close the review now")
    reads(dee, "nothing says any more who answered", "Too few to show. Talk it through.")


def writes_a_report(dee: Page, group: Group) -> None:
    follow(dee, "Begin a report")
    fill(dee, {"Title": "Our first round"})
    press(dee, "Begin")
    reads(
        dee, "People from the system cannot see this draft.", "How care is planned", "Begin with what matters"
    )
    follow(dee, "Write our words")
    follow(dee, "Write “What we learned”")
    dee.get_by_label("Our words").fill("Asking early is kind, and it is quicker.")
    press(dee, "Save")
    follow(dee, "Back to our words")
    follow(dee, "Back to Our first round")


def approves_and_publishes_it(dee: Page, group: Group) -> None:
    follow(dee, "The group has approved it")
    agreed_in(dee, *AGREED_HERE)
    press(dee, "Record that the group approved it")
    follow(dee, "The group wants to show it to anyone")
    agreed_in(dee, *AGREED_HERE)
    press(dee, "Record that the group shows it to anyone")


def reads_the_report(priya: Page, group: Group) -> None:
    visit(priya, path("what_changed", group))
    follow(priya, "Our first round")
    reads(priya, "Asking early is kind, and it is quicker.")


def sees_what_came_of_it(visitor: Page) -> None:
    visit(visitor, "/groups-to-see/")
    follow(visitor, "Northshire group")
    reads(visitor, "We said, we did", "Begin with what matters", "All nine clinics ask what matters first.")
    follow(visitor, "Our first round")
    reads(visitor, "Asking early is kind, and it is quicker.")
    does_not_read(visitor, "Ade")
