"""The room as people meet it: without scripts by forms and reloading, with them by fragments."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from facilitation import outcomes
from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.actions.room import come_in
from facilitation.models import Contribution, MeToo, Presence, Session
from facilitation.states import Audience, SessionState
from groups.models import Activity, Group, Membership, Person
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import begun, open_room

type SignIn = Callable[[Membership | Person], Client]

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


@pytest.fixture
def inside(session: Session, member: Membership, sign_in: SignIn) -> Client:
    """Ade's browser, in the room."""
    come_in(session, by=member)
    return sign_in(member)


def thought(words: str = "Nobody asked me.", **more: str) -> dict[str, str]:
    return {"words": words, "audience": "everyone", "name": "by_name", "once": str(uuid4())} | more


# --- Coming in ------------------------------------------------------------------------------------


def test_looking_writes_nothing_and_joining_takes_one_button(
    session: Session, member: Membership, sign_in: SignIn
):
    browser, room = sign_in(member), path("room", session.group, session)
    assert "Join the room" in words_of(browser.get(room))
    session.refresh_from_db()
    assert (Presence.objects.count(), session.version) == (0, 0)
    for _ in range(2):
        page = browser.post(path("room_enter", session.group, session), follow=True)
    assert "What has been said" in words_of(page)
    assert Presence.objects.get().member == member
    assert not Activity.objects.exists()


def test_a_stranger_learns_nothing_and_a_closed_room_leads_to_its_page(
    session: Session, member: Membership, stranger: Person, sign_in: SignIn
):
    names = ("room", "room_words", "room_stream")
    assert {sign_in(stranger).get(path(name, session.group, session)).status_code for name in names} == {404}
    session.state = SessionState.CLOSED
    session.save()
    answer = sign_in(member).get(path("room", session.group, session))
    assert answer["Location"] == path("session", session.group, session)
    fragment = sign_in(member).get(path("room_words", session.group, session))
    assert fragment["HX-Redirect"] == path("session", session.group, session)


# --- Speaking -------------------------------------------------------------------------------------


def test_a_thought_by_name_without_scripts(session: Session, inside: Client):
    page = inside.post(path("contribute", session.group, session), thought(), follow=True)
    assert page.redirect_chain == [(path("room", session.group, session), 302)]
    assert "Nobody asked me. Ade." in words_of(page)


def test_audience_and_name_are_chosen_before_sending_and_what_was_typed_stays(
    session: Session, inside: Client
):
    page = inside.post(path("contribute", session.group, session), {"words": "Half a thought"})
    assert "Half a thought" in words_of(page)
    assert "Who is it for?" in words_of(page)
    assert set(page.context["form"].errors) >= {"audience", "name"}
    assert not Contribution.objects.exists()


def test_without_a_name_the_code_is_shown_once_in_the_answer_itself(session: Session, inside: Client):
    sent = thought(name="without_name")
    page = inside.post(path("contribute", session.group, session), sent)
    assert page.status_code == 200
    code = page.context["code"]
    assert code in words_of(page)
    assert "no-store" in page["Cache-Control"]
    again = inside.post(path("contribute", session.group, session), sent)
    assert again.context["code"] == code
    assert Contribution.objects.get().author is None
    room = words_of(inside.get(path("room", session.group, session)))
    assert code not in room
    assert "Nobody asked me. Someone in the group." in room


def test_a_decision_maker_speaks_by_name_and_not_among_people_with_lived_experience(
    session: Session, lead: Membership, sign_in: SignIn, settings: Settings
):
    settings.DEMO = True  # no second factor in the way
    come_in(session, by=lead)
    browser = sign_in(lead)
    form = browser.get(path("room", session.group, session)).context["form"]
    assert "name" not in form.fields
    assert Audience.LIVED not in dict(form.fields["audience"].choices)
    answer = browser.post(path("contribute", session.group, session), thought(audience="lived"))
    assert "audience" in answer.context["form"].errors


def test_a_script_gets_a_blank_form_and_the_receipt(session: Session, inside: Client):
    address = path("contribute", session.group, session)
    answer = inside.post(address, thought(name="without_name"), headers=SCRIPT)
    words = answer.content.decode()
    assert "<html" not in words
    assert answer.context["code"] in words
    assert 'id="sent" data-hx-swap-oob' in words
    assert "Nobody asked me." in words
    wrong = inside.post(address, {"words": ""}, headers=SCRIPT)
    assert "There is a problem" in words_of(wrong)


def test_words_are_taken_back_after_asking_once(session: Session, inside: Client, member: Membership):
    said = contribute(session, words="My street's name", audience=Audience.EVERYONE, by=member)
    address = path("take_back", session.group, session, said.pk)
    assert "My street's name" in words_of(inside.get(address))
    page = inside.post(address, follow=True)
    assert "You took your words back" in words_of(page)
    assert "My street's name" not in words_of(page)


def test_nobody_takes_back_the_words_of_others(
    session: Session, inside: Client, carer: Membership, facilitator: Membership, sign_in: SignIn
):
    said = contribute(session, words="Mine", audience=Audience.EVERYONE, by=carer)
    for browser in (inside, sign_in(facilitator)):
        answer = browser.post(path("take_back", session.group, session, said.pk))
        assert answer.status_code == 409
    said.refresh_from_db()
    assert said.words == "Mine"


def test_me_too_only_for_what_one_can_read(
    session: Session, inside: Client, carer: Membership, professional: Membership, sign_in: SignIn
):
    said = contribute(session, words="Only among us", audience=Audience.LIVED, by=carer)
    address = path("me_too", session.group, session, said.pk)
    assert sign_in(professional).post(address).status_code == 404
    assert "Others feel this." in words_of(inside.post(address, follow=True))


def test_typing_has_an_address_of_its_own(session: Session, inside: Client):
    page = inside.get(path("contribute", session.group, session))
    assert '<details class="plain-details" id="type" open>' in page.content.decode()


def test_when_the_room_is_full_of_unnamed_words_the_form_says_so(
    session: Session, inside: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("facilitation.actions.contributions.MOST_A_MINUTE", 0)
    page = inside.post(path("contribute", session.group, session), thought("Kept", name="without_name"))
    assert "Please send yours again in a minute." in words_of(page)
    assert "Kept" in words_of(page)


# --- Receipts -------------------------------------------------------------------------------------


def test_a_receipt_works_for_anyone_who_holds_it_and_never_in_an_address(session: Session, client: Client):
    code = contribute_anonymously(session, words="I was afraid.", audience=Audience.EVERYONE)
    assert "I was afraid." not in words_of(client.get("/receipt/", {"code": code}))
    page = client.post("/receipt/", {"code": code})
    assert "I was afraid." in words_of(page)
    assert "Until the session is closed" in words_of(page)
    gone = client.post("/receipt/", {"code": code, "take_back": "1"})
    assert "You took your words back" in words_of(gone)
    assert "You took your words back" in words_of(client.post("/receipt/", {"code": code}))
    assert "do not know this code" in words_of(client.post("/receipt/", {"code": "AAAA-AAAA-AAAA-AAAA"}))


def test_a_receipt_tells_what_other_apps_know(
    session: Session, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outcomes, "_TELLERS", [])
    code = contribute_anonymously(session, words="I was afraid.", audience=Audience.EVERYONE)
    assert "Nothing has come of them yet" in words_of(client.post("/receipt/", {"code": code}))
    outcomes.register(lambda words: [f"It became a request: {words.words}"])
    assert "It became a request: I was afraid." in words_of(client.post("/receipt/", {"code": code}))


# --- What has changed -----------------------------------------------------------------------------


def test_a_fragment_is_sent_only_when_something_changed(session: Session, inside: Client, carer: Membership):
    address = path("room_words", session.group, session)
    tag = inside.get(address)["ETag"]
    assert inside.get(address, headers={"If-None-Match": tag}).status_code == 304
    contribute(session, words="Something new", audience=Audience.EVERYONE, by=carer)
    answer = inside.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer["ETag"] != tag
    assert "Something new" in words_of(answer)
    assert "<html" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_fragment_costs_six_queries_however_much_was_said(
    session: Session, inside: Client, carer: Membership
):
    begun(session)
    address = path("room_words", session.group, session)
    for _ in range(2):
        for _ in range(10):
            contribute(session, words="Again", audience=Audience.EVERYONE, by=carer)
        Contribution.objects.update(
            said_at=timezone.now() - timedelta(minutes=2)
        )  # ten are enough for a minute
        with CaptureQueriesContext(connection) as asked:
            assert inside.get(address).status_code == 200
        assert len(asked) == 6, [query["sql"] for query in asked]


def test_without_asgi_the_stream_says_not_to_come_back(session: Session, inside: Client):
    assert inside.get(path("room_stream", session.group, session)).status_code == 204


def test_other_words_in_a_form_that_came_back_are_not_lost(member, sign_in):
    """Going back in a browser without scripts brings the same form, with the same number in it."""
    session, browser = open_room(member.group), sign_in(member)
    for name in ("without_name", "by_name"):
        form = {"audience": "everyone", "name": name, "once": str(uuid4())}
        for words in ("First", "Second", "Second"):
            browser.post(path("contribute", member.group, session), form | {"words": f"{words} {name}"})
    said = set(Contribution.objects.values_list("words", flat=True))
    assert said == {"First without_name", "Second without_name", "First by_name", "Second by_name"}
    assert Contribution.objects.count() == 4


@pytest.mark.parametrize("who", ["supporter", "coordinator"])
def test_whoever_does_not_speak_here_does_not_say_me_too(who, member, request, sign_in):
    session = open_room(member.group)
    said = contribute(session, words="It was cold.", audience="everyone", by=member)
    answer = sign_in(request.getfixturevalue(who)).post(path("me_too", member.group, session, said.pk))
    assert answer.status_code == 403
    assert not MeToo.objects.exists()
