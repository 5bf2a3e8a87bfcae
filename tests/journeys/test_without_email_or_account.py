"""Colin has no email and no account: he is invited, takes part, is reminded, hears what became of his words, and
takes them back (promise 8)."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from facilitation.actions.sessions import announce_session, close_session, open_session
from facilitation.models import Contribution, Session
from facilitation.states import SessionState
from facilitation.tasks import remind_of_sessions
from groups.jobs import run_next
from groups.models import Membership, RoomPass
from groups.states import Channel
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path
from tests.journeys.walking import choose, does_not_read, fill, follow, press, reads, visit
from tests.lifecycle.asking import answer, ask

THOUGHT = "Letters come too late to change a lift."


def test_from_a_letter_to_words_taken_back(
    facilitator: Membership,
    coordinator: Membership,
    carer: Membership,
    lead: Membership,
    page: Page,
    sign_in_browser: Callable[[Membership], None],
) -> None:
    group = facilitator.group
    page.set_default_timeout(9000)

    # Dee invites Colin by letter. It is printed with a code; he has no use for that and rings to say yes.
    sign_in_browser(facilitator)
    visit(page, path("invite", group))
    fill(
        page,
        {"Name": "Colin Marsh", "Address for letters (you can leave this out)": "4 Quarry Lane\nNorthshire"},
    )
    choose(page, "Someone with lived experience", "By a letter that I print")
    press(page, "Make the invitation")
    visit(page, path("by_hand", group))
    reads(page, "Colin Marsh", "An invitation for you")
    press(page, "Print 1 letter")
    assert run_next()
    visit(page, path("people", group))
    follow(page, "Colin Marsh")
    press(page, "They said yes")
    reads(page, "Colin Marsh is in the group now.")
    follow(page, "Colin Marsh")
    follow(page, "How to reach Colin Marsh")
    fill(page, {"Phone (you can leave this out)": "01632 960 123"})
    page.get_by_role("group", name="How do we reach them?").get_by_label("By phone").check()
    page.get_by_role("group", name="Is it safe to call them?").get_by_label("Yes").check()
    press(page, "Keep this")
    colin = Membership.objects.get(name="Colin Marsh")

    # A session is announced. Evan makes him a pass and prints his letter, with the code of the pass in it.
    session = make_session(group, state=SessionState.DRAFT, title="Lifts and letters")
    item = make_item(session)
    soon = timezone.now() + timedelta(days=1)
    Session.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    session.refresh_from_db()
    announce_session(session, by=facilitator)
    page.context.clear_cookies()
    sign_in_browser(coordinator)
    visit(page, path("room_passes", group, session))
    press(page, "Make a pass for Colin Marsh")
    code = RoomPass.objects.get().code
    reads(page, code)
    Session.objects.update(announced_at=timezone.now() - timedelta(days=9))
    remind_of_sessions()
    visit(page, path("by_hand", group))
    reads(
        page,
        "A session of your group: are you coming?",
        "A session of your group is soon",
        "Lifts and letters",
    )
    press(page, "Print all 3 letters")
    assert run_next()
    page.goto(page.url.split("?")[0])
    visit(page, page.url)
    follow(page, "Print from the browser")
    reads(page, "4 Quarry Lane", code)
    follow(page, "Back to Letters to print")
    press(page, "All of these are in the post")
    reads(page, "3 letters are noted as posted.")

    # On the phone Colin says what he thinks. Evan types it, and reads it back to him in the next call.
    visit(page, path("for_someone", group, session))
    page.get_by_label("Who said it?").select_option(label="Colin Marsh")
    choose(
        page, "Said on the phone", "Everyone in the group", "They said yes to sharing it with those I chose"
    )
    fill(page, {"Their words": THOUGHT})
    choose(page, "Not yet: ask them")
    press(page, "Keep their words")
    reads(page, THOUGHT, "Said on the phone, typed by Evan. Not checked with its author yet.")
    call = colin.person.deliveries.get(notification__kind="typed_for_you", channel=Channel.PHONE)
    visit(page, path("by_hand_one", group, call))
    reads(page, "It is safe to call.", "01632 960 123", THOUGHT)
    follow(page, "They said whether it is right: write it down")
    press(page, "I read it to them. They said yes.")
    reads(page, "The words are marked as checked.")

    # On the day he comes into the room with his pass, on a phone he borrowed.
    now = timezone.now()
    Session.objects.update(starts_at=now, ends_at=now + timedelta(hours=2))
    session.refresh_from_db()
    open_session(session, by=facilitator)
    page.context.clear_cookies()
    visit(page, "/pass/")
    fill(page, {"Your code": code})
    press(page, "Come in")
    press(page, "Join the room")
    reads(page, "You are here as Colin Marsh, with a room pass.")
    press(page, "Leave, and forget my pass on this device")
    reads(page, "This device has forgotten your pass.")

    # His words become a request, and it is answered. The phone list tells him.
    session.refresh_from_db()
    close_session(session, by=facilitator)
    said = Contribution.objects.get(words=THOUGHT)
    answer(ask(lead, facilitator, item=item, contributions=[said]))
    sign_in_browser(coordinator)
    told = colin.person.deliveries.filter(notification__kind="words_came_to", channel=Channel.PHONE).first()
    visit(page, path("by_hand_one", group, told))
    choose(page, "I told them")
    press(page, "Write it down")

    # In that call he asks to take his words back.
    visit(page, path("session", group, session))
    follow(page, "They ask to take this back")
    press(page, "They asked me: take it back")
    reads(page, "The words are gone.")
    does_not_read(page, THOUGHT)
    page.context.clear_cookies()
    sign_in_browser(carer)
    visit(page, path("session", group, session))
    does_not_read(page, THOUGHT)
    assert colin.person.deliveries.filter(notification__kind="taken_back_for_you").exists()
