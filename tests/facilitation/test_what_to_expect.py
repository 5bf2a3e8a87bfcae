"""What to expect: who meets you, how the door looks, one tap to call in; and never who said that they come."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from facilitation.actions.expecting import copy_what_to_expect, say_what_to_expect
from facilitation.dialling import one_tap
from facilitation.models import CoFacilitation, Coming, Session, WhatToExpect
from facilitation.states import ItemPurpose, SessionState
from facilitation.states.agenda import CoFacilitationState, SessionKind
from groups.actions.passes import give_pass
from groups.models import Upload
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.meeting import make_item, make_session, path, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(facilitator) -> Session:
    return make_session(facilitator.group, place="Riverside Centre")


def photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (20, 20), "blue").save(out, "PNG")
    return SimpleUploadedFile("Ade's clinic.png", out.getvalue(), "image/png")


def said(session: Session, sign_in, facilitator, **more: object) -> str:
    """What the page says after a planner has sent it."""
    answer = sign_in(facilitator).post(path("expect", session.group, session), more, follow=True)
    return words_of(answer)


class TestOneTap:
    @pytest.mark.parametrize(
        ("number", "code", "link"),
        [
            ("01632 960961", "123456#", "tel:+441632960961,,123456#"),
            ("+44 (0)1632 960 961", "", "tel:+441632960961"),
            ("01632 960961", "12 34-56#, 7#", "tel:+441632960961,,123456#,,7#"),
            ("ask Jo", "1", ""),
        ],
    )
    def test_the_number_and_then_the_code_after_a_pause(self, number: str, code: str, link: str):
        assert one_tap(number, code) == link

    @settings(max_examples=50)
    @given(st.text(max_size=40), st.text(max_size=40))
    def test_whatever_is_typed_nothing_else_comes_out(self, number: str, code: str):
        link = one_tap(number, code)
        assert link == "" or (link.startswith("tel:") and set(link[4:]) <= set("+0123456789*#,"))


def test_everyone_reads_it_on_the_page_of_the_session(session, facilitator, member, sign_in):
    make_item(session, minutes=45)
    make_item(session, "Tea", purpose=ItemPurpose.BREAK, minutes=15)
    sent = {
        "meets_you": "Jo, in a green scarf.",
        "guests": "Sam Okoro, trainer",
        "map_link": "https://maps.example/door",
        "dial_number": "01632 960961",
        "dial_code": "123456#",
        "prepare_minutes": "30",
        "photo": photo(),
        "entrance_alt": "A blue door beside the bakery.",
    }
    said(session, sign_in, facilitator, **sent)
    page = sign_in(member).get(path("session", session.group, session))
    shown = words_of(page)
    for words in (
        "Jo, in a green scarf.",
        "Guest: Sam Okoro, trainer",
        f"Who runs it: {facilitator.name}",
        "About 30 minutes to read the pack",
        "2 hours",
        "Breaks at about:",
        "If it asks for a code: 123456#",
    ):
        assert words in shown
    for part in (
        'href="tel:+441632960961,,123456#"',
        "https://maps.example/door",
        'alt="A blue door beside the bakery."',
    ):
        assert part in page.text


def test_a_photograph_is_said_in_words_too(session, facilitator, sign_in):
    answer = said(session, sign_in, facilitator, photo=photo())
    assert "Say what the photograph shows" in answer
    assert not WhatToExpect.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("dial_number", "call Jo"),
        ("dial_code", "1;2"),
        ("map_link", "javascript:alert(1)"),
        ("prepare_minutes", "9999"),
    ],
)
def test_what_leads_nowhere_is_not_kept(field: str, typed: str, session, facilitator, sign_in):
    assert "There is a problem" in said(session, sign_in, facilitator, **{field: typed})
    assert not WhatToExpect.objects.exists()


class TestThePhotograph:
    @pytest.fixture
    def shown(self, session, facilitator, sign_in) -> WhatToExpect:
        said(session, sign_in, facilitator, photo=photo(), entrance_alt="A blue door.")
        return WhatToExpect.objects.get()

    def test_it_is_for_the_group_and_for_whoever_holds_a_pass(
        self, shown, session, facilitator, member, coordinator, stranger, sign_in
    ):
        page = path("entrance", session.group, session)
        answer = sign_in(member).get(page)
        assert (answer.status_code, "entrance.png" in answer["Content-Disposition"]) == (200, True)
        assert sign_in(stranger).get(page).status_code == 404
        given = give_pass(member, room=session.public_id, by=coordinator)
        browser = Client()
        assert browser.get(page).status_code == 302
        browser.post("/pass/", {"code": given.code})
        assert browser.get(page).status_code == 200
        waiting = browser.get(path("room", session.group, session))
        assert "A blue door." in waiting.text

    def test_it_goes_with_its_file_unless_another_session_shows_it(self, shown, session, facilitator):
        later = make_session(facilitator.group, starts_at=session.starts_at + timedelta(days=30))
        copy_what_to_expect(session, later, by=facilitator)
        say_what_to_expect(session, by=facilitator, without_photo=True)
        assert Upload.objects.count() == 1
        say_what_to_expect(later, by=facilitator, without_photo=True)
        assert not Upload.objects.exists()


def test_copied_from_last_time_but_for_the_guests(session, facilitator):
    say_what_to_expect(session, by=facilitator, meets_you="Jo", guests="Sam", dial_number="01632 960961")
    later = make_session(facilitator.group, starts_at=session.starts_at + timedelta(days=30))
    copy_what_to_expect(session, later, by=facilitator)
    copied = WhatToExpect.objects.get(session=later)
    assert (copied.meets_you, copied.guests, copied.dial_number) == ("Jo", "", "01632 960961")


def test_whoever_helps_to_run_it_is_named_and_nobody_who_said_they_come(
    session, facilitator, member, carer, sign_in
):
    CoFacilitation.objects.create(
        group=session.group, session=session, member=carer, state=CoFacilitationState.ACCEPTED
    )
    lone = make_session(facilitator.group, starts_at=session.starts_at + timedelta(days=1))
    Coming.objects.create(group=session.group, session=lone, member=carer, answer="yes")
    own = sign_in(member)
    assert f"Who helps to run it: {carer.name}" in words_of(own.get(path("session", session.group, session)))
    assert carer.name not in words_of(own.get(path("session", session.group, lone)))


def test_when_it_is_over_it_stays_as_it_is(facilitator):
    with pytest.raises(Refused):
        say_what_to_expect(make_session(facilitator.group, state=SessionState.CLOSED), by=facilitator)


def test_nobody_from_the_system_is_named_as_running_a_meeting_among_us(facilitator, member, sign_in):
    join(member.group, Part("Oscar", Side.SYSTEM, Role.FACILITATOR, "Facilitator", "Voices"))
    session = make_session(member.group)
    meeting = make_session(member.group, kind=SessionKind.GET_READY, for_session=session)
    for reader in (member, facilitator):
        shown = words_of(sign_in(reader).get(path("session", member.group, session)))
        assert "Who runs it: Dee, Oscar" in shown
        shown = words_of(sign_in(reader).get(path("session", member.group, meeting)))
        assert "Who runs it: Dee Invited" in shown
    assert "Oscar" not in words_of(sign_in(member).get(path("pack", member.group, meeting)))
