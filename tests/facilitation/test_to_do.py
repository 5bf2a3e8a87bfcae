"""What we agreed to do: nobody is given work without a yes, and nobody is counted or shamed for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation import tasks
from facilitation.actions.to_do import agree_to_do, hand_on, mark_done, say_yes
from facilitation.models import ToDo
from groups.actions.memberships import leave
from groups.models import Delivery, Membership
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import make_session, path, words_of


@pytest.fixture
def asked(facilitator, member) -> ToDo:
    return agree_to_do(words="Find a room", owner=member, due_on=member.group.today, by=facilitator)


def told(kind: str, person) -> list[str]:
    return [
        one.notification.occurrence
        for one in Delivery.objects.filter(notification__kind=kind, person=person, channel="app")
    ]


def open_now(to_do: ToDo) -> ToDo:
    return say_yes(to_do, by=to_do.owner)


def test_nobody_has_work_before_they_say_yes(asked, member, carer, sign_in):
    page = sign_in(carer).get(path("to_dos", member.group))
    assert "Ade is asked." in words_of(page)
    assert told("to_do_asked", member.person)
    sign_in(member).post(path("to_do_answer", member.group, asked), {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == "open"


def test_a_no_is_fine_and_it_looks_for_someone_else(asked, facilitator, member, carer, sign_in):
    page = sign_in(member).post(path("to_do_answer", member.group, asked), {"answer": "no"}, follow=True)
    assert "That is fine." in words_of(page)
    assert told("to_do_free", facilitator.person)
    sign_in(carer).post(path("to_do_take_on", member.group, asked))
    asked.refresh_from_db()
    assert (asked.state, asked.owner) == ("open", carer)


def test_nobody_else_says_yes_for_someone_who_can_say_it_themselves(asked, facilitator, carer):
    for other in (facilitator, carer):
        with pytest.raises(Refused):
            say_yes(asked, by=other)


def test_a_member_takes_on_themselves_what_they_write_down_and_gives_it_to_nobody_else(
    member, carer, sign_in
):
    day = (member.group.today + timedelta(days=3)).isoformat()
    said = {"words": "Bring the tea", "due_on": day, "owner": carer.public_id}
    sign_in(member).post(path("to_do_new", member.group), said)
    assert ToDo.objects.get().owner == member
    with pytest.raises(Refused):
        agree_to_do(words="Bring milk", owner=carer, due_on=member.group.today, by=member)


@pytest.mark.parametrize("role", ["lead", "professional", "member"])
def test_people_of_either_side_take_things_on(role, facilitator, group):
    owner = join(group, CAST[role], f"{role}2@demo.example")
    made = agree_to_do(words="Ask the board", owner=owner, due_on=group.today, by=facilitator)
    assert open_now(made).state == "open"


def test_done_with_a_sentence_that_everyone_reads(asked, member, carer, sign_in):
    open_now(asked)
    sign_in(member).post(path("to_do_done", member.group, asked), {"words": "Room 4 has a loop."})
    page = words_of(sign_in(carer).get(path("to_dos", member.group)))
    assert "Done" in page
    assert "Room 4 has a loop." in page
    with pytest.raises(Refused):
        mark_done(asked, words="Once more", by=member)


def test_it_may_take_longer_be_handed_on_or_dropped_with_a_reason(asked, facilitator, member, carer, sign_in):
    open_now(asked)
    browser, later = sign_in(member), member.group.today + timedelta(days=9)
    said = {"due_on": later.isoformat(), "words": "The library is shut."}
    browser.post(path("to_do_later", member.group, asked), said)
    asked.refresh_from_db()
    assert (asked.due_on, asked.said) == (later, "The library is shut.")
    browser.post(path("to_do_hand_on", member.group, asked), {"to": carer.public_id})
    asked.refresh_from_db()
    assert (asked.state, asked.owner) == ("asked", carer), "whoever is asked says yes first"
    page = sign_in(facilitator).post(path("to_do_drop", member.group, asked), {"words": ""})
    assert "Why does it not go ahead? Please" in words_of(page)
    sign_in(facilitator).post(path("to_do_drop", member.group, asked), {"words": "We meet online."})
    assert "We meet online." in words_of(browser.get(path("to_do", member.group, asked)))
    assert told("to_do_dropped", carer.person)


def test_the_clock_asks_on_the_day_then_four_times_weekly_and_never_again(asked, member):
    open_now(asked)
    for days in range(0, 60, 3):
        ToDo.objects.update(due_on=member.group.today - timedelta(days=days))
        tasks.remind_of_what_was_agreed()
        tasks.remind_of_what_was_agreed()
    weeks = {one.rsplit(" ", 1)[1] for one in told("to_do_due", member.person)}
    assert weeks == {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize("end", ["done", "asked", "paused"])
def test_nobody_is_reminded_of_what_is_not_theirs_to_do_now(end, asked, member, carer):
    open_now(asked)
    if end == "done":
        mark_done(asked, words="It is", by=member)
    elif end == "asked":
        hand_on(asked, to=carer, by=member)
    else:
        member.group.state = "paused"
        member.group.save()
    tasks.remind_of_what_was_agreed()
    assert not told("to_do_due", member.person)


def test_past_its_day_the_page_says_the_day_and_no_number_of_anything(asked, member, sign_in):
    open_now(asked)
    ToDo.objects.update(due_on=member.group.today - timedelta(days=20))
    page = words_of(sign_in(member).get(path("to_dos", member.group)))
    assert "Was due on" in page
    assert "20 days" not in page
    assert "late" not in page.lower().replace("plate", "")


def test_of_someone_without_an_account_it_is_typed_and_says_so(facilitator, group, sign_in):
    nia = join(group, CAST["member"])
    to_do = agree_to_do(words="Ring the bus firm", owner=nia, due_on=group.today, by=facilitator)
    browser = sign_in(facilitator)
    page = browser.post(path("to_do_answer", group, to_do), {"answer": "yes"})
    assert "How did they tell you?" in words_of(page), "a yes without the way it came is not a yes"
    browser.post(path("to_do_answer", group, to_do), {"answer": "yes", "origin": "phone"})
    browser.post(path("to_do_done", group, to_do), {"words": "They will stop here.", "origin": "phone"})
    page = words_of(browser.get(path("to_do", group, to_do)))
    assert "They will stop here. Said on the phone, typed by Dee." in page


def test_whoever_leaves_leaves_it_to_others(asked, facilitator, member):
    open_now(asked)
    leave(by=Membership.objects.get(pk=member.pk))
    asked.refresh_from_db()
    assert (asked.state, asked.owner) == ("free", None)
    assert told("to_do_free", facilitator.person)


def test_it_stands_on_the_page_of_its_session(facilitator, member, sign_in):
    session = make_session(member.group, state="notes_shared", notes_shared_at=timezone.now())
    agree_to_do(words="Find a room", owner=member, due_on=member.group.today, session=session, by=facilitator)
    assert "Find a room" in words_of(sign_in(member).get(path("session", member.group, session)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same(count, facilitator, member, sign_in, django_assert_num_queries):
    for number in range(count):
        agree_to_do(words=f"Thing {number}", owner=member, due_on=member.group.today, by=facilitator)
    browser = sign_in(member)
    browser.get(path("to_dos", member.group))
    with django_assert_num_queries(5):
        browser.get(path("to_dos", member.group))
