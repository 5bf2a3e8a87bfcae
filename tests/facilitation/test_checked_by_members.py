"""Members check the notes: what they remember another way is answered, and shown if they want it shown."""

import pytest

from facilitation.actions.note_checks import answer_check, check_note
from facilitation.actions.notes import correct_note, settle_notes, share_notes
from facilitation.models import NoteCheck, NoteOfItem
from groups.models import Activity, Delivery
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import make_session, path, words_of


@pytest.fixture
def note(facilitator) -> NoteOfItem:
    """Shared just now; its quiet week has begun."""
    session = make_session(facilitator.group, state="closed", notes_due_on=facilitator.group.today)
    share_notes(session, notes="We want letters by post.", by=facilitator)
    return NoteOfItem.objects.select_related("session").get()


ANOTHER_WAY = {"answer": "another_way", "words": "By email, we said.", "beside": "on"}


def told(kind: str) -> set[int]:
    return set(Delivery.objects.filter(notification__kind=kind).values_list("person", flat=True))


def page_of(note: NoteOfItem) -> str:
    return path("session", note.group, note.session)


def test_a_member_says_that_a_note_is_right(note, member, carer, sign_in):
    sign_in(member).post(path("note_check", member.group, note), {"answer": "right"})
    assert NoteCheck.objects.get().state == "right"
    assert "You said: This is right" in words_of(sign_in(member).get(page_of(note)))
    assert "This is right" not in words_of(sign_in(carer).get(page_of(note))), (
        "nobody reads off who has checked"
    )


def test_what_they_remember_is_read_by_facilitators_and_themselves_and_nobody_else(
    note, facilitator, member, carer, lead, coordinator, sign_in
):
    sign_in(member).post(path("note_check", member.group, note), ANOTHER_WAY)
    one = NoteCheck.objects.get()
    assert told("note_questioned") == {facilitator.person.pk}
    assert "Ade remembers this another way: answer" in words_of(sign_in(facilitator).get(page_of(note)))
    for who in (carer, lead, coordinator):
        assert "By email, we said." not in words_of(sign_in(who).get(page_of(note)))
        assert sign_in(who).get(path("note_check_one", who.group, one)).status_code == 404
    assert "By email, we said." in words_of(sign_in(member).get(path("note_check_one", member.group, one)))


def test_another_way_asks_for_words(note, member, sign_in):
    page = sign_in(member).post(path("note_check", member.group, note), {"answer": "another_way"})
    assert "Say in a few words how you remember it." in words_of(page)
    assert not NoteCheck.objects.exists()


def test_the_note_is_put_right_and_what_it_said_before_stays(note, facilitator, member, carer, sign_in):
    sign_in(member).post(path("note_check", member.group, note), ANOTHER_WAY)
    one = path("note_check_one", member.group, NoteCheck.objects.get())
    sign_in(facilitator).post(one, {"words": "We want letters by email.", "reply": "You are right."})
    read = words_of(sign_in(carer).get(page_of(note)))
    assert "We want letters by email." in read
    assert "What this note said before" in read
    assert "We want letters by post." in read
    assert told("note_answered") == {member.person.pk}
    assert "remembers it differently" not in read, "it is as they remember it now"


@pytest.mark.parametrize("beside", [True, False])
def test_a_note_that_stays_shows_their_words_beside_it_if_they_wish(
    beside, note, facilitator, member, carer, sign_in
):
    words = {"is_right": False, "words": "By email, we said.", "beside": beside}
    one = check_note(note, member=member, by=member, **words)
    answer_check(one, new_words="", reply="Two of us heard it this way.", by=facilitator)
    read = words_of(sign_in(carer).get(page_of(note)))
    assert ("Ade remembers it differently: By email, we said." in read) is beside
    assert "Two of us heard it this way." not in read, "the reply is for them"
    assert "Two of us heard it this way." in words_of(
        sign_in(member).get(path("note_check_one", member.group, one))
    )


def test_what_nobody_answered_stands_beside_the_settled_note(note, member, carer, sign_in):
    check_note(note, member=member, by=member, is_right=False, words="By email, we said.", beside=True)
    settle_notes(note.session)
    assert "Ade remembers it differently:" in words_of(sign_in(carer).get(page_of(note)))


def test_settled_notes_stand_and_a_remark_has_its_day(note, facilitator, member, sign_in):
    settle_notes(note.session)
    with pytest.raises(Refused):
        check_note(note, member=member, by=member, is_right=True)
    with pytest.raises(Refused):
        correct_note(note, words="Otherwise", by=facilitator)
    sign_in(facilitator).post(
        path("note_correct", note.group, note), {"words": "The post is free from May on."}
    )
    read = words_of(sign_in(member).get(page_of(note)))
    assert "We want letters by post. Added on" in read
    assert "The post is free from May on." in read


def test_their_words_can_be_taken_back_at_any_time(note, facilitator, member, carer, sign_in):
    one = check_note(note, member=member, by=member, is_right=False, words="By email.", beside=True)
    answer_check(one, new_words="", reply="No.", by=facilitator)
    settle_notes(note.session)
    sign_in(member).post(path("note_check_one", member.group, one), {"take_back": "yes"})
    assert "By email." not in words_of(sign_in(carer).get(page_of(note)))


def test_of_people_without_an_account_it_is_typed_and_says_so(note, facilitator, member, carer, sign_in):
    nia = join(note.group, CAST["member"])
    said = ANOTHER_WAY | {"member": nia.public_id, "origin": "letter"}
    sign_in(facilitator).post(path("note_check_for", note.group, note), said)
    one = NoteCheck.objects.get()
    answer_check(one, new_words="", reply="We kept it.", by=facilitator)
    assert "From a letter, typed by Dee." in words_of(sign_in(carer).get(page_of(note)))
    with pytest.raises(Refused):
        check_note(note, member=member, by=facilitator, is_right=True, origin="phone")


def test_two_who_answer_at_once_leave_one_answer(note, facilitator, member):
    one = check_note(note, member=member, by=member, is_right=False, words="By email.")
    answer_check(one, new_words="", reply="First", by=facilitator)
    with pytest.raises(Refused):
        answer_check(one, new_words="By email.", reply="Second", by=facilitator)
    assert NoteOfItem.objects.get().words == "We want letters by post."
    assert Activity.objects.filter(verb="notecheck.kept").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_shared_notes_ask_the_database_the_same(
    count, note, member, carer, sign_in, django_assert_num_queries
):
    for number in range(count):
        who = join(note.group, CAST["member"], f"m{number}@demo.example")
        check_note(note, member=who, by=who, is_right=False, words="By email.", beside=True)
    settle_notes(note.session)
    browser = sign_in(carer)
    browser.get(page_of(note))
    with django_assert_num_queries(8):
        browser.get(page_of(note))
