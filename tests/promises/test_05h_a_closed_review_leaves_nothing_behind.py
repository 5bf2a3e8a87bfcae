"""When a review is closed, nothing around it says who answered: no message, no letter, no figure (promises 5, 6)."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.information import share_information
from facilitation.models import InformationItem
from groups.actions.memberships import Parting, leave
from groups.actions.printing import print_all
from groups.jobs import keep_result
from groups.models import Delivery, Membership, PrintRun
from groups.models.by_hand import KEPT
from groups.states import Side, WordsAfter
from lifecycle import results
from lifecycle.actions import review_answers as acts
from lifecycle.actions.review_answers import Answers
from lifecycle.actions.reviews import seal_review
from lifecycle.models import OpenAnswer, ReviewDraft, ReviewMark, ReviewPaper
from lifecycle.privacy import erase
from tests.cast import CAST, Part, join
from tests.facilitation.meeting import words_of
from tests.groups.weekly.week import monday_comes
from tests.lifecycle.impact import join_many, make_review, same
from tests.lifecycle.test_review_answers import without_account


def weekly(member: Membership) -> Membership:
    member.person.weekly, member.person.quiet_from, member.person.quiet_until = True, time(0), time(0)
    member.person.save()
    return member


class TestTheWeeklyMessage:
    """It lists what still needs somebody, so it says who had not answered yet."""

    @pytest.fixture
    def two(self, facilitator: Membership) -> list[Membership]:
        group = facilitator.group
        return [
            weekly(join(group, Part(name, Side.LIVED, CAST["member"].roles), f"{name}@demo.example"))
            for name in ("gwyn", "hana")
        ]

    def kept(self, member: Membership) -> list[tuple[str, str, str]]:
        rows = Delivery.objects.filter(person=member.person)
        return sorted(rows.values_list("notification__kind", "state", "text"))

    def test_it_keeps_no_word_of_it(self, facilitator: Membership, two: list[Membership]):
        """Both have other news, too."""
        review = make_review(facilitator)
        answered, not_yet = two
        share_information(InformationItem(title="The plan", summary="What is planned"), by=facilitator)
        acts.answer_review(review=review, points=same(4), words="", by=answered)
        monday_comes()
        assert self.kept(answered) != self.kept(not_yet)
        seal_review(review=review, by=facilitator)
        assert self.kept(answered) == self.kept(not_yet)

    def test_none_is_kept_that_told_of_nothing_else(self, facilitator: Membership, two: list[Membership]):
        review = make_review(facilitator)
        answered, not_yet = two
        acts.answer_review(review=review, points=same(4), words="", by=answered)
        monday_comes()
        assert self.kept(answered) != self.kept(not_yet)
        seal_review(review=review, by=facilitator)
        assert self.kept(answered) == self.kept(not_yet)


def test_the_message_that_results_are_there_goes_to_all_alike(facilitator: Membership):
    """Whether somebody answered, had it typed, only began or did nothing: the same, at the same moment."""
    group = facilitator.group
    answered, began, did_nothing = (
        weekly(join(group, Part(name, Side.LIVED, CAST["member"].roles), f"{name}@demo.example"))
        for name in ("gwyn", "hana", "ivan")
    )
    by_phone, without = without_account(facilitator), without_account(facilitator)
    review = make_review(facilitator)
    acts.answer_review(review=review, points=same(4), words="", by=answered)
    acts.keep_draft(review, said={"power": 6}, by=began)
    acts.answer_review_for(review, Answers(same(4)), member=by_phone, by=facilitator)
    seal_review(review=review, by=facilitator)
    for alike in ((answered, began, did_nothing), (by_phone, without)):
        rows = [results_told(member) for member in alike]
        assert rows[0]
        assert all(row == rows[0] for row in rows)


def results_told(member: Membership) -> list[tuple[object, ...]]:
    told = Delivery.objects.filter(person=member.person, notification__kind="review_results")
    return sorted(told.values_list("channel", "state", "due_at__date", "done_at"))


def test_no_printed_letter_tells_who_was_thanked(facilitator: Membership):
    """Whoever answered by phone gets a letter that says so; its file goes with the marks."""
    member = without_account(facilitator)
    review = make_review(facilitator)
    acts.answer_review_for(review, Answers(same(4)), member=member, by=facilitator)
    run = print_all(by=facilitator)
    keep_result(run.job, b"You told us what you think", until=timezone.now() + KEPT)
    seal_review(review=review, by=facilitator)
    assert not PrintRun.objects.get(pk=run.pk).job.result


def test_words_of_four_are_not_shown_as_those_of_five(facilitator: Membership):
    """Somebody who had answered in the open is erased before the review closes."""
    four = join_many(facilitator.group, Side.LIVED, 4)
    fifth = join(facilitator.group, CAST["lead"], "lead@demo.example")
    review = make_review(facilitator)
    for member in four:
        acts.answer_review(review=review, points=same(4), words="Ours", by=member)
    acts.answer_openly(review, Answers(same(2)), signed="name", by=fifth)
    erase(fifth.person, take_back_words=False)
    sealed = seal_review(review=review, by=facilitator)
    assert (sealed.answered_lived, sealed.answered_system) == (4, 0)
    assert results.words_rows(sealed) is None


class TestWhoeverLeaves:
    def test_their_form_opens_nothing_any_more(self, facilitator: Membership, client: Client):
        member = without_account(facilitator)
        make_review(facilitator)
        code = ReviewPaper.objects.get(member=member).code
        leave(by=member)
        typed = client.post(reverse("review_code"), {"code": code})
        assert "This code does not work" in words_of(typed)
        assert not ReviewPaper.objects.exists()

    def test_answers_they_began_go(self, facilitator: Membership, member: Membership):
        acts.keep_draft(make_review(facilitator), said={"power": 6}, words="Only mine", by=member)
        leave(by=member)
        assert not ReviewDraft.objects.exists()

    @pytest.mark.parametrize("is_closed", [True, False])
    def test_what_they_said_in_the_open_is_taken_back(
        self, is_closed: bool, facilitator: Membership, lead: Membership
    ):
        review = make_review(facilitator)
        acts.answer_openly(review, Answers({"power": 2}, words="Hard"), signed="name", by=lead)
        if is_closed:
            seal_review(review=review, by=facilitator)
        leave(by=lead, parting=Parting(words=WordsAfter.TAKE_BACK))
        assert not OpenAnswer.objects.exists()
        assert not ReviewMark.objects.exists()

    def test_or_stays_without_their_name(self, facilitator: Membership, lead: Membership):
        review = make_review(facilitator)
        acts.answer_openly(review, Answers({"power": 2}, words="Hard"), signed="name", by=lead)
        sealed = seal_review(review=review, by=facilitator)
        leave(by=lead, parting=Parting(words=WordsAfter.WITHOUT_NAME))
        [said] = results.in_the_open(sealed)
        assert lead.name not in said.signature
        assert said.words == "Hard"
