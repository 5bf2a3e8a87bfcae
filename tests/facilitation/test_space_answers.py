"""Answers in the lived experience space: one level deep, for the same people, hidden and taken back like posts."""

import pytest

from coproduction.privacy import held
from facilitation.actions.hiding import hide_post
from facilitation.actions.space import answer_post, ask_to_moderate, moderate, post_in_space, take_back_post
from facilitation.models import SpacePost
from facilitation.privacy import erase
from groups.models import Activity, Membership, Notification
from groups.privacy.shapes import flattened
from groups.search import find
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of


@pytest.fixture
def post(member: Membership) -> SpacePost:
    return post_in_space(words="I was afraid to ask.", by=member)


def test_an_answer_stands_under_its_post_for_the_same_people(post, member, carer, facilitator, lead, sign_in):
    browser = sign_in(carer)
    address = path("space_answer", member.group, post)
    assert address in browser.get(path("space", member.group)).text
    browser.post(address, {"words": "zqso was I"})
    answer = SpacePost.objects.get(words="zqso was I")
    assert (answer.answers, answer.author) == (post, carer)
    page = words_of(sign_in(member).get(path("space", member.group)))
    assert page.index("I was afraid to ask.") < page.index("zqso was I")
    assert page.count("zqso was I") == 1
    for outside in (facilitator, lead):
        assert sign_in(outside).get(address).status_code == 403
        assert not list(find("zqso", by=outside))
    assert list(find("zqso", by=member))
    assert not Activity.objects.exists()
    assert not Notification.objects.exists(), "who speaks in here is written down nowhere else"


def test_nobody_answers_an_answer(post, member, carer, sign_in):
    answer = answer_post(post, words="So was I", by=carer)
    with pytest.raises(Refused, match="an answer already"):
        answer_post(answer, words="And I", by=member)
    sign_in(member).post(path("space_answer", member.group, answer), {"words": "And I"})
    assert SpacePost.objects.count() == 2
    assert (
        path("space_answer", member.group, answer)
        not in sign_in(member).get(path("space", member.group)).text
    )


def test_what_others_answered_stays_when_a_post_is_taken_back(post, member, carer, sign_in):
    answer_post(post, words="So was I", by=carer)
    assert "What others answered stays" in words_of(
        sign_in(member).get(path("space_take_back", member.group, post))
    )
    take_back_post(post)
    page = words_of(sign_in(member).get(path("space", member.group)))
    assert "So was I" in page
    assert "This answered words that were taken back." in page
    assert "I was afraid to ask." not in page


def test_an_answer_is_taken_back_by_its_author_alone(post, member, carer, sign_in):
    answer = answer_post(post, words="zqso was I", by=carer)
    assert sign_in(member).post(path("space_take_back", member.group, answer)).status_code == 404
    sign_in(carer).post(path("space_take_back", member.group, answer))
    assert list(SpacePost.objects.all()) == [post]
    assert not list(find("zqso", by=member))


def test_an_answer_is_hidden_with_a_reason_like_a_post(post, member, carer, sign_in):
    other = join(member.group, CAST["member"], "other@demo.example")
    moderate(ask_to_moderate(member, by=other), by=member)
    answer = answer_post(post, words="zqso was I", by=carer)
    hide_post(answer, reason="attack", by=member)
    read = words_of(sign_in(other).get(path("space", member.group)))
    assert "zqso was I" not in read
    assert "I was afraid to ask." in read
    assert "zqso was I" in words_of(sign_in(carer).get(path("space", member.group)))
    assert not list(find("zqso", by=other))


def test_nobody_answers_what_is_hidden_from_them(post, member, carer, sign_in):
    SpacePost.objects.filter(pk=post.pk).update(is_hidden=True)
    assert sign_in(carer).get(path("space_answer", member.group, post)).status_code == 404
    with pytest.raises(Refused, match="hidden"):
        answer_post(post, words="What?", by=carer)


def test_whoever_is_erased_takes_their_answers_with_them_and_is_told_of_them_before(post, member, carer):
    answer_post(post, words="zqso was I", by=carer)
    assert "zqso was I" in flattened(held(carer.person))
    erase(carer.person, take_back_words=True)
    assert list(SpacePost.objects.all()) == [post]
    answer_post(post, words="Again", by=join(member.group, CAST["carer"], "again@demo.example"))
    erase(member.person, take_back_words=True)
    left = SpacePost.objects.get()
    assert (left.words, left.answers, left.is_answer) == ("Again", None, True)
