"""What goes wrong around a review when people come at the same moment, share a device or wear two hats."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.memberships import move_group
from groups.models import Membership
from groups.permissions import Role
from groups.states import GroupState, Side
from groups.transitions import Refused
from lifecycle.actions import review_answers as acts
from lifecycle.actions.own_questions import keep_questions
from lifecycle.actions.review_answers import Answers
from lifecycle.actions.reviews import open_pulse, seal_review
from lifecycle.actions.themes import name_theme, put_under, remove_theme
from lifecycle.models import OpenAnswer, OwnQuestion, ReviewAnswer, ReviewPaper, WordsTheme
from tests.at_once import at_once
from tests.cast import CAST, Part, join
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import join_many, make_cycle, make_review, page_of, same
from tests.lifecycle.test_pulses import closed_session
from tests.lifecycle.test_review_answers import without_account

SignIn = Callable[[Membership], Client]


def with_words(facilitator: Membership) -> ReviewAnswer:
    """The words of a closed review that five answered."""
    review = make_review(facilitator)
    for member in join_many(facilitator.group, Side.LIVED, 5):
        acts.answer_review(review=review, points=same(4), words="Ask us sooner", by=member)
    seal_review(review=review, by=facilitator)
    return ReviewAnswer.objects.exclude(words="").select_related("review")[0]


class TestTwoForms:
    def test_may_begin_with_the_same_signs(self, facilitator: Membership):
        """Four signs are not enough for all the forms of a large system."""
        first, second = without_account(facilitator), without_account(facilitator)
        make_review(facilitator)
        theirs = ReviewPaper.objects.get(member=first)
        ReviewPaper.objects.filter(member=second).update(handle=theirs.handle)
        for paper in ReviewPaper.objects.all():
            assert acts.paper_with_code(paper.code) == paper

    def test_answered_on_one_device_show_nothing_of_each_other(self, facilitator: Membership, client: Client):
        """Both stand at the same address, so the device may keep no word that was typed and not sent."""
        without_account(facilitator)
        make_review(facilitator)
        client.post(reverse("review_code"), {"code": ReviewPaper.objects.get().code})
        page = client.get(reverse("review_with_code")).content.decode()
        assert 'name="words"' in page
        assert "data-keep" not in page


def test_a_member_who_comes_as_a_supporter_too_reads_no_words_of_others(
    facilitator: Membership, sign_in: SignIn
):
    """Whoever comes with somebody sees nothing that was said without a name (promise 4), on no page."""
    review = with_words(facilitator).review
    both = join(
        facilitator.group, Part("Hana", Side.LIVED, Role.MEMBER | Role.SUPPORTER), "hana@demo.example"
    )
    name_theme(review, name="Sooner", by=facilitator)
    browser = sign_in(both)
    for page in ("review_results", "review_words"):
        assert "Ask us sooner" not in words_of(browser.get(page_of(page, review)))


class TestAfterASession:
    """A pulse is never shown alone, so nothing said of it in the open would be seen."""

    def test_nobody_is_asked_to_answer_it_in_the_open(
        self, facilitator: Membership, lead: Membership, sign_in: SignIn
    ):
        make_cycle(facilitator.group)
        review = open_pulse(closed_session(facilitator.group))
        assert review
        browser = sign_in(lead)
        assert "Answer in the open" not in words_of(browser.get(page_of("review", review)))
        browser.post(page_of("review_in_the_open", review), {"signed": "name", "say": "2"})
        with pytest.raises(Refused, match="in the open"):
            acts.answer_openly(review, Answers({"say": 2}), signed="name", by=lead)
        assert not OpenAnswer.objects.exists()


class TestAGroupThatEnds:
    def test_closes_its_review_first(self, facilitator: Membership):
        """Or the marks of who answered would wait for a day on which nobody is there."""
        review = make_review(facilitator)
        with pytest.raises(Refused, match="A review of this group is open"):
            move_group(facilitator.group, GroupState.ENDED, by=facilitator)
        seal_review(review=review, by=facilitator)
        move_group(facilitator.group, GroupState.ENDED, by=facilitator)
        with pytest.raises(Refused, match="has ended"):
            make_review(facilitator)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_writers")
class TestAtTheSameMoment:
    @pytest.mark.parametrize("attempt", range(3))
    def test_two_add_the_same_question(self, attempt: int, facilitator: Membership):
        other = join(facilitator.group, CAST["facilitator"])
        at_once(
            lambda: keep_questions(["Papers come in time."], by=facilitator),
            lambda: keep_questions(["Papers come in time."], by=other),
        )
        assert OwnQuestion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_words_put_under_a_name_that_was_just_taken_away_stand_alone(facilitator: Membership):
    words = with_words(facilitator)
    theme = name_theme(words.review, name="Sooner", by=facilitator)
    remove_theme(WordsTheme.objects.select_related("review").get(pk=theme.pk), by=facilitator)
    put_under(words.review, chosen={words.pk: theme}, by=facilitator)
    words.refresh_from_db()
    assert words.theme is None
