"""The lived experience space: a safe place to find a voice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from facilitation.actions.hiding import appeal, hide_post, look_again
from facilitation.actions.space import answer_post, ask_to_moderate, moderate, post_in_space
from facilitation.models import Hiding, SpaceModerator, SpacePost
from groups.files.checking import check
from groups.files.sorts import EVERY_SORT
from groups.models import Activity, Membership, Upload
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of

QUERIES = 9  # with answers, who looks after the space, and what it is asked


def test_people_with_lived_experience_write_and_read_and_are_told_who_can(member, carer, sign_in):
    page = sign_in(member).post(path("space", member.group), {"words": "I was afraid to ask."}, follow=True)
    read = words_of(sign_in(carer).get(path("space", carer.group)))
    assert "Only people with lived experience in this group can read" in read
    assert "Ade" in read
    assert "I was afraid to ask." in read
    assert "Take back my words" in words_of(page)
    assert "Take back my words" not in read
    assert not Activity.objects.exists(), "who speaks in here is written down nowhere else"


def test_i_take_back_my_own_words_and_only_mine(member, carer, sign_in):
    post = post_in_space(words="I said too much", by=member)
    assert sign_in(carer).post(path("space_take_back", member.group, post)).status_code == 404
    page = sign_in(member).post(path("space_take_back", member.group, post), follow=True)
    assert "Your words are gone" in words_of(page)
    assert not SpacePost.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_space_asks_the_database_the_same_however_much_is_said(
    count, member, carer, sign_in, django_assert_num_queries
):
    for number in range(count):
        post = post_in_space(words=f"Words {number}", by=member)
        answer_post(post, words="I hear you", by=carer)
    client = sign_in(carer)
    client.get(path("space", member.group))
    with django_assert_num_queries(QUERIES):
        client.get(path("space", member.group))


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("My diabetes.txt", b"What I wrote down", "text/plain")


def looks_after(who: Membership, by: Membership) -> SpaceModerator:
    return moderate(ask_to_moderate(who, by=by), by=who)


def test_a_file_is_for_people_inside_alone_and_its_name_tells_nothing(
    member, carer, facilitator, lead, sign_in
):
    sign_in(member).post(path("space", member.group), {"words": "My notes", "file": a_file()})
    post = SpacePost.objects.get()
    assert "diabetes" not in post.upload.name
    served = sign_in(carer).get(path("space_file", member.group, post))
    assert b"".join(served.streaming_content) == b"What I wrote down"
    for other in (facilitator, lead):
        assert sign_in(other).get(path("space_file", member.group, post)).status_code == 403
    sign_in(member).post(path("space_take_back", member.group, post))
    assert not Upload.objects.exists(), "taken back, the file goes too"


def test_a_program_is_no_file_for_the_space(member, sign_in):
    program = SimpleUploadedFile("notes.pdf", b"MZ\x90\x00 a program", "application/pdf")
    page = sign_in(member).post(path("space", member.group), {"words": "Open this", "file": program})
    assert "There is a problem" in words_of(page)
    assert not SpacePost.objects.exists()


def test_until_somebody_is_chosen_nobody_hides_words_here_and_the_page_says_so(member, carer, sign_in):
    post = post_in_space(words="Pat has cancer.", by=member)
    assert "Nobody hides words here until" in words_of(sign_in(carer).get(path("space", carer.group)))
    with pytest.raises(Refused, match="whom the space chose"):
        hide_post(post, reason="health", by=carer)


def test_the_space_chooses_who_looks_after_it_from_among_its_own(member, carer, facilitator, sign_in):
    with pytest.raises(Refused, match="who is in the space"):
        ask_to_moderate(facilitator, by=member)
    with pytest.raises(Refused, match="Somebody else in the space asks"):
        ask_to_moderate(member, by=member)
    sign_in(member).post(path("space_moderator_ask", member.group), {"member": str(carer.public_id)})
    asked = SpaceModerator.objects.get()
    assert "Bronwen." not in words_of(sign_in(member).get(path("space", member.group)))
    sign_in(carer).post(path("space_moderator_answer", member.group, asked), {"say": "yes"})
    read = words_of(sign_in(member).get(path("space", member.group)))
    assert "can hide words for a reason: Bronwen." in read
    assert not Activity.objects.exists()


def test_a_hidden_post_says_why_and_the_people_inside_decide_on_a_second_look(
    member, carer, facilitator, sign_in
):
    third = join(member.group, CAST["member"], "third@demo.example")
    looks_after(carer, by=member)
    post = post_in_space(words="Pat has cancer.", file=check(a_file(), EVERY_SORT), by=member)
    sign_in(carer).post(
        path("space_hide", member.group, post), {"reason": "health", "words": "", "not_mine": "on"}
    )
    read = words_of(sign_in(third).get(path("space", member.group)))
    assert "Something was hidden here: It tells about somebody else's health" in read
    assert "cancer" not in read
    assert sign_in(third).get(path("space_file", member.group, post)).status_code == 404
    hiding = Hiding.objects.get()
    assert sign_in(facilitator).get(path("hiding", member.group, hiding.pk)).status_code == 404
    appeal(hiding, by=member)
    with pytest.raises(Refused):
        look_again(hiding, show=True, words="Mine", by=carer)
    look_again(hiding, show=True, words="Pat is here and agrees.", by=third)
    assert "Pat has cancer." in words_of(sign_in(third).get(path("space", member.group)))
    assert not Activity.objects.exists(), "who hides what in here is written down nowhere else"
