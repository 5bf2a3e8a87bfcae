"""Whoever oversees many groups reads public facts of each, and nothing that was said or planned inside one."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership
from groups.states import Side
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import seal_review
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.models import GroupSummary, Review
from lifecycle.states import ReviewState
from tests.house.everything import Everything
from tests.house.trying import signed_in
from tests.lifecycle.impact import join_many, make_review, reviewed, same
from tests.lifecycle.test_overview import text_of
from tests.promises.planted import READERS, make_planted

ADDRESSES = ("groups_overview", "groups_overview_csv", "groups_overview_json")
OVERSEERS = ("lead", "coordinator")
TWOS, SIXES = "1 or 2 (middle half 1 to 2)", "6 or 7 (middle half 6 to 7)"  # where all said so


@pytest.fixture
def whole(db: None) -> Everything:
    """A group with a word in every private place, and a review that few of the system's side answered."""
    planted = make_planted()
    Review.objects.filter(group=planted.group).update(state=ReviewState.SEALED)
    reviewed(planted.cast["facilitator"], lived=[2] * 9, system=[6] * 7)
    refresh_summaries()
    return planted


def all_of_it(whole: Everything) -> Iterator[tuple[str, str]]:
    """Each of the three, as each of the two who oversee."""
    for role in OVERSEERS:
        client: Client = signed_in(whole.cast[role].person)
        for url in (*map(reverse, ADDRESSES), reverse("overview_one", args=[whole.group.public_id])):
            found = client.get(url)
            assert found.status_code == 200
            yield f"{url} as {role}", text_of(found)


def with_figures(whole: Everything) -> Iterator[tuple[str, str]]:
    """All but the list of groups, which shows no figure of a review at all."""
    return ((where, text) for where, text in all_of_it(whole) if not where.startswith("/groups/ "))


def test_no_private_word_is_on_it_or_kept_for_it(whole: Everything):
    kept = str(GroupSummary.objects.filter(group=whole.group).values().get())
    for where, text in [*all_of_it(whole), ("kept", kept)]:
        assert [word for word in READERS if word in text] == [], where


def test_nobody_with_lived_experience_is_named(whole: Everything):
    lived = Membership.objects.filter(group=whole.group, side=Side.LIVED).exclude(name="Dee")
    people = set(lived.values_list("name", flat=True)) | set(lived.values_list("person__name", flat=True))
    for where, text in all_of_it(whole):
        assert [name for name in people if name in text] == [], where


def test_no_title_of_a_request_a_decision_or_a_session_is_on_it(whole: Everything):
    for where, text in all_of_it(whole):
        for row in ("ask_id", "session_id", "topic_id"):
            assert whole.rows[row].title not in text, where


def test_the_smaller_side_is_not_on_it_although_it_is_shown_in_the_group(whole: Everything):
    """Seven answered: enough for the group itself, too few across groups."""
    for where, text in with_figures(whole):
        assert TWOS in text or '"median": 2' in text, where
        assert SIXES not in text, where
        assert '"median": 6' not in text, where
        assert "too few to show" in text or '"system": null' in text, where


def test_a_review_that_is_still_open_shows_nothing(whole: Everything):
    group = whole.group
    GroupSummary.objects.all().delete()
    Review.objects.filter(group=group).delete()
    review = make_review(whole.cast["facilitator"])
    for member in join_many(group, Side.LIVED, 8):
        answer_review(review=review, points=same(2), words="ours-written-in-it", by=member)
    refresh_summaries()
    for where, text in with_figures(whole):
        assert TWOS not in text, where
    seal_review(review=review, by=whole.cast["facilitator"])
    refresh_summaries()
    for where, text in with_figures(whole):
        assert TWOS in text or '"median": 2' in text, where
        assert "ours-written-in-it" not in text, where
