"""Words of a closed review, put together by the group under names of its own; nobody knows whose they are."""

from collections.abc import Callable

import pytest
from django.test import Client

from groups.models import Membership
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import seal_review
from lifecycle.actions.themes import MOST, name_theme, put_under
from lifecycle.models import Review, WordsTheme
from lifecycle.results import grouped_words
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import join_many, make_review, page_of, same

SignIn = Callable[[Membership], Client]
SAID = ("Letters come late", "Post sooner, please", "More tea")


def closed(facilitator: Membership, people: int = 6) -> Review:
    review = make_review(facilitator)
    for person, words in zip(
        join_many(facilitator.group, Side.LIVED, people), [*SAID, "", "", ""], strict=False
    ):
        answer_review(review=review, points=same(3), words=words, by=person)
    return seal_review(review=review, by=facilitator)


def test_a_member_names_what_several_say(facilitator: Membership, member: Membership, sign_in: SignIn):
    review, browser = closed(facilitator), sign_in(member)
    browser.post(page_of("review_words", review), {"name": "Post"})
    theme = WordsTheme.objects.get()
    late, tea, sooner = (review.answers.get(words=said) for said in (SAID[0], SAID[2], SAID[1]))
    chosen = {str(one.pk): str(theme.public_id) for one in (late, sooner)} | {str(tea.pk): ""}
    before = {f"initial-{one.pk}": "" for one in (late, sooner, tea)}
    browser.post(page_of("review_words", review), chosen | before)
    assert grouped_words(review) == [("Post", [SAID[0], SAID[1]]), ("", [SAID[2]])]
    shown = words_of(browser.get(page_of("review_results", review)))
    assert shown.index("Post") < shown.index(SAID[0]) < shown.index("On its own") < shown.index(SAID[2])
    browser.post(page_of("theme_remove", review, theme.public_id))
    assert grouped_words(review) == [("", sorted(SAID, key=str.casefold))]


def test_two_at_once_change_only_what_each_changed(
    facilitator: Membership, member: Membership, sign_in: SignIn
):
    review = closed(facilitator)
    post, food = (name_theme(review, name=name, by=facilitator) for name in ("Post", "Food"))
    late, tea = review.answers.get(words=SAID[0]), review.answers.get(words=SAID[2])
    put_under(review, chosen={tea.pk: food}, by=facilitator)
    old_page = {
        str(late.pk): str(post.public_id),
        str(tea.pk): "",
        f"initial-{late.pk}": "",
        f"initial-{tea.pk}": "",
    }
    sign_in(member).post(page_of("review_words", review), old_page)
    assert dict(grouped_words(review) or []) == {"Food": [SAID[2]], "Post": [SAID[0]], "": [SAID[1]]}


def test_words_of_too_few_are_not_there_to_put_together(
    facilitator: Membership, member: Membership, sign_in: SignIn
):
    review = closed(facilitator, people=3)
    shown = words_of(sign_in(member).get(page_of("review_words", review)))
    assert "Too few people answered to show words" in shown
    assert not any(said in shown for said in SAID)


def test_decision_makers_put_nothing_together(facilitator: Membership, lead: Membership):
    review = closed(facilitator)
    with pytest.raises(Refused, match="lived experience"):
        name_theme(review, name="Post", by=lead)


def test_a_name_stands_once_and_names_have_an_end(facilitator: Membership):
    review = closed(facilitator)
    first = name_theme(review, name=" Post ", by=facilitator)
    assert name_theme(review, name="post", by=facilitator) == first
    for n in range(MOST - 1):
        name_theme(review, name=f"Name {n}", by=facilitator)
    with pytest.raises(Refused, match="Take one away"):
        name_theme(review, name="One more", by=facilitator)


def test_an_open_review_has_no_words_to_read(facilitator: Membership, member: Membership, sign_in: SignIn):
    review = make_review(facilitator)
    answer_review(review=review, points=same(3), words="Not yet to be read", by=member)
    with pytest.raises(Refused, match="closed"):
        name_theme(review, name="Post", by=facilitator)
    for name in ("review_words", "review_results"):
        assert "Not yet to be read" not in sign_in(member).get(page_of(name, review)).content.decode()
