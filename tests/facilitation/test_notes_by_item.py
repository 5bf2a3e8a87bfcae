"""Notes by item: written together without losing anything, without names unless somebody chose to be named."""

from typing import Any

import pytest

from facilitation.actions.contributions import contribute, take_back
from facilitation.actions.notes import Box, Overtaken, choose_credit, settle_notes, share_notes, write_notes
from facilitation.models import Contribution, NoteOfItem, Session
from facilitation.notes import names_in
from groups.actions.memberships import Parting, leave
from groups.models import Delivery, Membership
from groups.states import WordsAfter
from groups.transitions import Refused
from tests.facilitation.meeting import make_item, make_session, path, words_of


@pytest.fixture
def session(facilitator) -> Session:
    """Closed, with one item, and its notes to come."""
    session = make_session(facilitator.group, state="closed", notes_due_on=facilitator.group.today)
    make_item(session, "Letters")
    return session


def sent(browser: Any, session: Session, **more: str) -> dict[str, str]:
    """The form as the page gives it, with something typed: `letters` and `anything` are the boxes."""
    form = browser.get(path("session_notes", session.group, session)).context["form"]
    keys = {"letters": f"words_{session.items.get().public_id.hex}", "anything": "words_else"}
    return {name: form[name].value() for name in form.fields if form[name].value()} | {
        keys.get(name, name): words for name, words in more.items()
    }


def said_by(author: Membership, session: Session, words: str = "Ask us first") -> Contribution:
    """A thought on the item, of somebody who chose to be named."""
    said = contribute(
        session, words=words, audience="everyone", by=author, is_late=True, item=session.items.get()
    )
    Contribution.objects.filter(pk=said.pk).update(may_be_named=True)
    return said


def test_notes_stay_with_facilitators_until_they_are_shared_with_all(session, facilitator, member, sign_in):
    browser, notes = sign_in(facilitator), path("session_notes", facilitator.group, session)
    page = path("session", member.group, session)
    browser.post(notes, sent(browser, session, letters="Plain letters."))
    assert "Plain letters" not in words_of(sign_in(member).get(page))
    browser.post(notes, sent(browser, session, anything="Tea was **good**.", share="yes"))
    read = words_of(sign_in(member).get(page))
    assert "Letters Plain letters." in read
    assert "Anything else Tea was good ." in read
    told = Delivery.objects.filter(notification__kind="notes_shared").values_list("person", flat=True)
    assert set(told) == {facilitator.person.pk, member.person.pk}
    session.refresh_from_db()
    assert (session.settles_on - facilitator.group.today).days == 7


def test_nothing_at_all_is_not_shared(session, facilitator, sign_in):
    page = sign_in(facilitator).post(path("session_notes", facilitator.group, session), {"share": "yes"})
    assert "Write something first" in words_of(page)
    session.refresh_from_db()
    assert session.state == "closed"


def test_shared_notes_cannot_be_rewritten_in_silence(session, facilitator, sign_in):
    share_notes(session, notes="First", by=facilitator)
    page = sign_in(facilitator).post(
        path("session_notes", facilitator.group, session), {"words_else": "Second", "share": "yes"}
    )
    assert page.status_code == 409
    assert NoteOfItem.objects.get().words == "First"


def test_two_who_write_at_once_lose_nothing(session, facilitator, sign_in):
    notes = path("session_notes", facilitator.group, session)
    one, two = sign_in(facilitator), sign_in(facilitator)
    mine, theirs = (
        sent(one, session, letters="Mine", anything="Also mine"),
        sent(two, session, letters="Theirs"),
    )
    two.post(notes, theirs)
    page = one.post(notes, mine)
    read = words_of(page)
    assert "Somebody else wrote here too, and nothing of yours is lost." in read
    assert "What somebody else wrote Theirs" in read
    assert "Mine" in page.content.decode()
    assert NoteOfItem.objects.get().words == "Theirs", "nothing is kept before the writer has seen both"
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    one.post(notes, again | {"words_else": "Also mine"})
    assert set(NoteOfItem.objects.values_list("words", flat=True)) == {"Mine", "Also mine"}


def test_two_who_write_in_different_boxes_do_not_meet(session, facilitator, sign_in):
    notes = path("session_notes", facilitator.group, session)
    one, two = sign_in(facilitator), sign_in(facilitator)
    mine, theirs = sent(one, session, letters="Mine"), sent(two, session, anything="Theirs")
    two.post(notes, theirs)
    one.post(notes, mine)
    assert set(NoteOfItem.objects.values_list("words", flat=True)) == {"Mine", "Theirs"}


def test_all_boxes_are_kept_or_none(session, facilitator):
    item = session.items.get()
    write_notes(session, boxes=[Box(item, "Theirs")], by=facilitator)
    with pytest.raises(Overtaken):
        write_notes(session, boxes=[Box(None, "New", seen=""), Box(item, "Mine", seen="old")], by=facilitator)
    assert NoteOfItem.objects.get().words == "Theirs"


@pytest.mark.parametrize("once", [1, 2], ids=["typed in a browser", "kept again"])
def test_new_lines_of_a_browser_are_no_change(once, session, facilitator, sign_in):
    browser, notes = sign_in(facilitator), path("session_notes", facilitator.group, session)
    for _ in range(once):
        browser.post(notes, sent(browser, session, letters="One.\r\nTwo."))
    assert NoteOfItem.objects.get(item__isnull=False).words == "One.\nTwo."


def test_the_author_is_told_of_names_and_of_hard_words(session, facilitator, member, carer, sign_in):
    said_by(carer, session)
    typed = "Ade and Bronwen want key stakeholders to utilise letters. " * 4
    page = words_of(
        sign_in(facilitator).post(
            path("session_notes", facilitator.group, session), {"words_else": typed, "look": "1"}
        )
    )
    assert "Names: Ade. Leave names out unless they chose to be named." in page
    assert "you could say" in page
    assert not NoteOfItem.objects.exists(), "looking keeps nothing"


def test_a_name_is_only_found_whole(group, member, professional):
    assert names_in("We made lemonade. Chris, too.", group) == ["Chris Doyle"]


def test_whoever_chose_it_is_named_by_pointing_and_only_for_as_long_as_they_wish(
    session, facilitator, member, carer, sign_in
):
    said = said_by(member, session, "Write to us in big letters")
    write_notes(session, boxes=[Box(session.items.get(), "On letters", (said,))], by=facilitator)
    share_notes(session, by=facilitator)
    page = path("session", carer.group, session)
    assert "Ade said: Write to us in big letters" in words_of(sign_in(carer).get(page))
    settle_notes(session)
    sign_in(member).post(path("credit", member.group, session, said.pk), {"named": "no"})
    assert "Ade said:" not in words_of(sign_in(carer).get(page)), "also after the notes have settled"
    sign_in(member).post(path("credit", member.group, session, said.pk), {"named": "yes"})
    assert "Ade said:" not in words_of(sign_in(carer).get(page)), "settled notes name nobody anew"


@pytest.mark.parametrize("how", ["taken back", "left without a name"])
def test_words_that_are_taken_back_leave_the_notes_too(how, session, facilitator, member, carer, sign_in):
    said = said_by(member, session)
    write_notes(session, boxes=[Box(session.items.get(), "On letters", (said,))], by=facilitator)
    share_notes(session, by=facilitator)
    if how == "taken back":
        take_back(said, by=member)
    else:
        leave(by=Membership.objects.get(pk=member.pk), parting=Parting(words=WordsAfter.WITHOUT_NAME))
    assert "Ade said:" not in words_of(sign_in(carer).get(path("session", carer.group, session)))


def test_nobody_chooses_to_be_named_for_somebody_else_or_for_what_is_among_ourselves(session, member, carer):
    said = said_by(member, session)
    with pytest.raises(Refused):
        choose_credit(said, named=True, by=carer)
    quiet = contribute(session, words="Among us", audience="lived", by=member, is_late=True)
    with pytest.raises(Refused):
        choose_credit(quiet, named=True, by=member)


def test_a_late_thought_chooses_its_item_and_stands_before_the_author(session, facilitator, member, sign_in):
    item = session.items.get()
    said = {"words": "I thought of it later", "audience": "everyone", "name": "by_name"}
    form = sign_in(member).get(path("late_thought", member.group, session)).context["form"]
    once = {"item": item.public_id.hex, "once": form["once"].value()}
    sign_in(member).post(path("late_thought", member.group, session), said | once)
    assert Contribution.objects.get().item == item
    page = words_of(sign_in(facilitator).get(path("session_notes", facilitator.group, session)))
    assert "What was said and agreed: Letters Ade, sent before or after I thought of it later" in page


def test_notes_from_before_there_were_items_can_still_be_read(member, sign_in):
    session = make_session(
        member.group, state="settled", notes="All in one.", notes_shared_at="2026-01-01T10:00Z"
    )
    assert "All in one." in words_of(sign_in(member).get(path("session", member.group, session)))
