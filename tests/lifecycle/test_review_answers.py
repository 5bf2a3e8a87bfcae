"""A review is answered in whatever way suits somebody, and each way keeps their answers without their name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.documents import Sheet, as_pdf
from groups.letters import enclosed_with, looks_for
from groups.models import Activity, Delivery, Helper, HelperAct, Membership, Notification
from groups.states import HelperPower, HelperState, NeedKind, Side
from groups.transitions import Refused
from lifecycle.actions import review_answers as acts
from lifecycle.actions.review_answers import Answers
from lifecycle.actions.reviews import seal_review
from lifecycle.models import ReviewAnswer, ReviewDraft, ReviewMark, ReviewPaper
from lifecycle.paper import enclosed_form
from lifecycle.privacy import held
from lifecycle.questions import asked_in
from tests.cast import CAST, Part, join, make_person
from tests.facilitation.a_pdf import sheets
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import make_review, page_of

SignIn = Callable[[Membership], Client]


def without_account(facilitator: Membership) -> Membership:
    """Somebody who gets letters."""
    member = join(facilitator.group, Part("Gwyn", Side.LIVED, CAST["member"].roles, ""))
    member.person.channels, member.person.address = ["letter"], "1 Lane, Northshire"
    member.person.save()
    return member


class TestOneIdeaAtATime:
    """Five minutes on a phone: one idea on a page, kept as a draft, in any order."""

    def test_somebody_stops_comes_back_and_sends(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review, browser = make_review(facilitator), sign_in(member)
        assert "1 of 9" in words_of(browser.get(page_of("review_step", review, 1)))
        gone_on = browser.post(page_of("review_step", review, 1), {"point": "6"})
        assert gone_on["Location"] == page_of("review_step", review, 2)
        browser.post(page_of("review_step", review, 8), {"point": "unknown"})
        browser.post(page_of("review_step", review, 3), {"point": "private"})
        browser.post(page_of("review_step", review, 4), {})
        end = browser.post(page_of("review_step", review, 9), {"words": "Ask us sooner"})
        assert end["Location"] == page_of("review", review)
        shown = words_of(browser.get(page_of("review", review)))
        assert "It is kept for you alone, with your name, until you send it or the review closes." in shown
        assert shown.count("answered") >= 4
        browser.post(page_of("review_send", review))
        answer = ReviewAnswer.objects.get()
        assert (answer.points, answer.unknown, answer.words) == ({"matters": 6}, ["power"], "Ask us sooner")
        assert not ReviewDraft.objects.exists()

    def test_a_draft_is_shown_again_and_can_be_changed_or_deleted(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review, browser = make_review(facilitator), sign_in(member)
        browser.post(page_of("review_step", review, 1), {"point": "6"})
        assert 'value="6"' in checked(browser.get(page_of("review_step", review, 1)).content.decode())
        browser.post(page_of("review_step", review, 1), {"point": "2"})
        assert ReviewDraft.objects.get().points == {"matters": 2}
        browser.post(page_of("review_forget", review))
        assert not ReviewDraft.objects.exists()
        assert not ReviewAnswer.objects.exists()

    def test_a_point_off_the_scale_is_told_beside_its_field(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review, browser = make_review(facilitator), sign_in(member)
        shown = browser.post(page_of("review_step", review, 1), {"point": "9"}).content.decode()
        assert "<title>Error:" in shown
        assert not ReviewDraft.objects.exists()

    def test_nobody_reads_the_draft_of_another(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review = make_review(facilitator)
        acts.keep_draft(review, said={"power": 6}, words="Only mine", by=member)
        other = join(facilitator.group, CAST["carer"], "carer@demo.example")
        for name, more in (("review", ()), ("review_step", (9,)), ("review_all", ())):
            shown = sign_in(other).get(page_of(name, review, *more)).content.decode()
            assert "Only mine" not in shown
            assert " checked" not in shown

    def test_it_dies_when_the_review_closes(self, facilitator: Membership, member: Membership):
        review = make_review(facilitator)
        acts.keep_draft(review, said={"power": 6}, words="Not sent", by=member)
        sealed = seal_review(review=review, by=facilitator)
        assert not ReviewDraft.objects.exists()
        assert not sealed.answers.exists()
        with pytest.raises(Refused, match="closed"):
            acts.keep_draft(review, said={"power": 5}, by=member)

    def test_it_is_told_to_the_person_who_asks_what_is_held(
        self, facilitator: Membership, member: Membership
    ):
        acts.keep_draft(make_review(facilitator), said={"power": 6}, words="Ask us sooner", by=member)
        told = str(held(member.person))
        assert "Answers to a review that you began" in told
        assert "Ask us sooner" in told

    def test_all_on_one_page_begins_with_what_was_kept(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review = make_review(facilitator)
        acts.keep_draft(review, said={"power": 6}, words="", by=member)
        browser = sign_in(member)
        assert 'value="6"' in checked(browser.get(page_of("review_all", review)).content.decode())
        browser.post(page_of("review_all", review), {"power": "5"})
        assert ReviewAnswer.objects.get().points == {"power": 5}
        assert not ReviewDraft.objects.exists()


class TestByAnotherHand:
    """Promise 8: paper, phone and a helper count the same."""

    def test_a_form_with_a_code_lets_one_set_of_answers_in(self, facilitator: Membership, client: Client):
        member = without_account(facilitator)
        review = make_review(facilitator)
        paper = ReviewPaper.objects.get(member=member)
        typed = client.post(reverse("review_code"), {"code": paper.code.lower().replace("-", " ")})
        assert typed["Location"] == reverse("review_with_code")
        assert "without your name" in words_of(client.get(reverse("review_with_code")))
        done = client.post(reverse("review_with_code"), {"power": "3", "words": "From my kitchen"})
        assert "This device has forgotten your code" in words_of(done)
        answer = ReviewAnswer.objects.get()
        assert (answer.side, answer.points) == (Side.LIVED, {"power": 3})
        client.post(reverse("review_code"), {"code": paper.code})
        again = client.post(reverse("review_with_code"), {"power": "7"})
        assert "You have answered this review" in words_of(again)
        assert ReviewMark.objects.filter(review=review, member=member).count() == 1

    def test_a_wrong_code_an_old_one_and_none_say_the_same(self, facilitator: Membership, client: Client):
        without_account(facilitator)
        review = make_review(facilitator)
        old = ReviewPaper.objects.get().code
        seal_review(review=review, by=facilitator)
        said = [
            words_of(client.post(reverse("review_code"), {"code": code}))
            for code in ("AAAA-BBBB-CCCC", "7KHA-293X-MRWC")
        ]
        said.append(words_of(client.post(reverse("review_code"), {"code": old})))
        assert all("This code does not work." in one for one in said)
        assert client.get(reverse("review_with_code"))["Location"] == reverse("review_code")

    def test_the_form_goes_with_their_letter_and_can_be_printed(
        self, facilitator: Membership, sign_in: SignIn
    ):
        member = without_account(facilitator)
        review = make_review(facilitator)
        browser = sign_in(facilitator)
        shown = words_of(browser.get(page_of("review_paper", review, member.public_id)))
        assert ReviewPaper.objects.get().code in shown
        assert all(one.question in shown for one in asked_in(review))
        letter = Delivery.objects.get(
            notification__kind="review_answer_wanted", person=member.person, channel="letter"
        )
        inside = enclosed_with(letter)
        assert inside
        assert ReviewPaper.objects.get().code in inside.html

    def test_in_easy_read_each_idea_has_a_page_of_its_own(self, facilitator: Membership):
        member = without_account(facilitator)
        review = make_review(facilitator)
        made = enclosed_form(review, member.person, looks_for(member.person, {NeedKind.EASY_READ}))
        assert made
        sheet = Sheet(made.html, stylesheet=made.stylesheet)
        easy = sheets(as_pdf([sheet], stylesheet=made.stylesheet))
        assert easy == 1 + len(asked_in(review)) + 1
        plain = enclosed_form(review, member.person, [])
        assert plain
        assert sheets(as_pdf([Sheet(plain.html)], stylesheet=plain.stylesheet)) < easy

    def test_what_was_said_by_phone_is_typed_and_told_to_the_person(
        self, facilitator: Membership, sign_in: SignIn
    ):
        member = without_account(facilitator)
        review, browser = make_review(facilitator), sign_in(facilitator)
        page = page_of("review_for", review, member.public_id)
        assert "they are not hidden from me" in words_of(browser.get(page))
        before = Activity.objects.count()
        refused = browser.post(page, {"power": "4"})
        assert "<title>Error:" in refused.content.decode()
        browser.post(page, {"power": "4", "agreed": "on"})
        assert ReviewAnswer.objects.get().points == {"power": 4}
        assert Activity.objects.count() == before
        assert Notification.objects.filter(kind="review_typed").count() == 1
        seal_review(review=review, by=facilitator)
        assert not Notification.objects.filter(kind="review_typed").exists()

    def test_nobody_types_for_someone_who_has_an_account(
        self, facilitator: Membership, member: Membership, coordinator: Membership
    ):
        review = make_review(facilitator)
        for by in (facilitator, coordinator):
            with pytest.raises(Refused, match="answer themselves"):
                acts.answer_review_for(review, Answers({"power": 7}), member=member, by=by)
            with pytest.raises(Refused, match="answer themselves"):
                acts.print_paper(review, member=member, by=by)
        assert not ReviewMark.objects.exists()

    def test_people_from_the_system_type_for_nobody(
        self, facilitator: Membership, lead: Membership, professional: Membership
    ):
        member, review = without_account(facilitator), make_review(facilitator)
        for by in (lead, professional):
            with pytest.raises(Refused):
                acts.answer_review_for(review, Answers({"power": 7}), member=member, by=by)
            with pytest.raises(Refused):
                acts.print_paper(review, member=member, by=by)

    def helper_of(self, member: Membership, *powers: HelperPower) -> Helper:
        return Helper.objects.create(
            group=member.group,
            member=member,
            person=make_person("Hana", "hana@demo.example"),
            name="Hana",
            email="hana@demo.example",
            powers=list(powers),
            state=HelperState.ACTIVE,
            started_on=timezone.localdate(),
        )

    def test_a_helper_answers_with_them_and_both_know(
        self, facilitator: Membership, member: Membership, client: Client
    ):
        review, helper = make_review(facilitator), self.helper_of(member, HelperPower.REVIEWS)
        client.force_login(helper.person.account)
        page = reverse("helping_review", args=[helper.public_id, review.public_id])
        assert page in client.get(reverse("helping_one", args=[helper.public_id])).content.decode()
        assert "write only what they say" in words_of(client.get(page))
        before = Activity.objects.count()
        client.post(page, {"power": "2"})
        assert ReviewAnswer.objects.get().side == Side.LIVED
        assert HelperAct.objects.get().what == "answered a review with you"
        assert Activity.objects.count() == before
        seal_review(review=review, by=facilitator)
        assert not HelperAct.objects.exists()

    def test_no_message_ever_says_that_a_helper_answered(self, facilitator: Membership, member: Membership):
        review, helper = make_review(facilitator), self.helper_of(member, HelperPower.REVIEWS)
        acts.answer_review(review=review, points={"power": 2}, words="", by=member, helped_by=helper)
        today = timezone.localdate()
        busy = Helper.objects.busy_in(today - timedelta(days=7), today + timedelta(days=1))
        assert not busy.exists()
        assert not helper.recent_acts.exists()

    def test_a_helper_without_that_power_does_not(
        self, facilitator: Membership, member: Membership, client: Client
    ):
        review, helper = make_review(facilitator), self.helper_of(member, HelperPower.COMING)
        client.force_login(helper.person.account)
        page = reverse("helping_review", args=[helper.public_id, review.public_id])
        client.post(page, {"power": "2"})
        with pytest.raises(Refused):
            acts.answer_review(review=review, points={"power": 2}, words="", by=member, helped_by=helper)
        assert not ReviewMark.objects.exists()
        assert page not in client.get(reverse("helping_one", args=[helper.public_id])).content.decode()


def checked(page: str) -> str:
    """The buttons that are chosen already."""
    return "\n".join(
        part.split(">")[0] for part in page.split("<input")[1:] if " checked" in part.split(">")[0]
    )


def test_whoever_answered_by_code_leaves_no_trace_of_it(facilitator: Membership):
    member = without_account(facilitator)
    review = make_review(facilitator)
    acts.answer_by_paper(ReviewPaper.objects.get(member=member), Answers({"power": 1}))
    seal_review(review=review, by=facilitator)
    assert not ReviewPaper.objects.exists()
    assert not ReviewMark.objects.exists()
    told = Delivery.objects.filter(notification__subject=str(review.public_id))
    assert set(told.values_list("notification__kind", flat=True)) == {"review_results"}  # all get that alike
