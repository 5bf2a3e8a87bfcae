"""A room pass admits one membership to one session without sign-in, and to nothing else (promise 8)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from facilitation import live
from facilitation.actions.passes import give_room_pass, revoke_room_pass
from facilitation.actions.sessions import announce_session, cancel_session, close_session
from facilitation.live import events
from facilitation.models import Contribution, Paper, Presence, Session
from facilitation.states import SessionState
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Account, Activity, Delivery, Membership, Person, RoomPass
from groups.notifications.by_hand import words_of
from groups.states import Channel, MembershipState, PassState
from groups.transitions import Refused
from tests.facilitation.making import make_session
from tests.house.everything import PLAIN

type SignIn = Callable[[Membership | Person], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    someone = ByHand("Colin", "member", (Channel.LETTER,), address="4 Quarry Lane")
    return add_by_hand(someone, by=facilitator)


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return make_session(facilitator.group)


@pytest.fixture
def given(session: Session, colin: Membership, coordinator: Membership) -> RoomPass:
    return give_room_pass(session, member=colin, by=coordinator)


@pytest.fixture
def phone(given: RoomPass) -> Client:
    """Colin's phone, on which he typed the code of his pass."""
    client = Client()
    answer = client.post(reverse("room_pass"), {"code": given.code.lower().replace("-", " ")})
    assert answer.headers["Location"] == at("room", given)
    return client


def at(name: str, given: RoomPass, *more: object) -> str:
    return reverse(name, args=[given.group.public_id, given.room, *more])


def test_colin_takes_part_without_signing_in(phone: Client, given: RoomPass, colin: Membership):
    page = phone.get(at("room", given)).text
    assert "You are here as Colin" in page
    phone.post(at("room_enter", given))
    assert Presence.objects.get().member == colin
    said = {"words": "Letters come too late.", "audience": "everyone", "name": "by_name"}
    once = {"once": "7b8c1d56-6f5c-4f7e-9d3a-0d7c1b2a3e4f"}
    assert phone.post(at("contribute", given), said | once).status_code == 302
    words = Contribution.objects.get()
    assert words.author == colin
    assert Activity.objects.get(verb="contribution.made").person == colin.person
    assert phone.post(at("hand_raise", given)).status_code == 302
    assert phone.post(at("signal", given), {"kind": "slow"}).status_code == 302
    assert phone.post(at("take_back", given, words.pk)).status_code == 302
    words.refresh_from_db()
    assert words.taken_back_at


def test_without_a_name_nothing_points_to_the_pass(phone: Client, given: RoomPass):
    phone.post(at("room_enter", given))
    before = Activity.objects.count()
    said = {"words": "In secret", "audience": "everyone", "name": "without_name"}
    answer = phone.post(at("contribute", given), said | {"once": "7b8c1d56-6f5c-4f7e-9d3a-0d7c1b2a3e4f"})
    assert "receipt" in answer.text.lower() or "code" in answer.text.lower()
    assert Contribution.objects.get().author is None
    assert Activity.objects.count() == before


def test_it_opens_the_room_and_nothing_else(phone: Client, given: RoomPass):
    """Every other address of the group asks for sign-in."""
    opened = {address.name for address in addresses() if address.door and address.door.or_pass}
    assert opened == {
        "room",
        "room_enter",
        "room_words",
        "room_stream",
        "contribute",
        "me_too",
        "take_back",
        "hand_raise",
        "hand_down",
        "signal",
        "room_my_turn",
        "room_check_answer",
        "quick_agree",
        "quick_object",
        "entrance",  # the photograph of the way in
        "pack",  # to read, and nothing it leads to
    }
    for address in addresses():
        if (
            address.in_a_group
            and address.door
            and address.door.kind == "members"
            and not address.door.or_pass
        ):
            plain = {name: PLAIN.get(name, given.public_id) for name in address.arguments}
            arguments = plain | {"group_id": given.group.public_id}
            if "session_id" in arguments:
                arguments["session_id"] = given.room
            answer = phone.get(reverse(address.name, kwargs=arguments))
            assert answer.headers["Location"].startswith(reverse("account_login")), address.name


def test_it_opens_no_other_session(phone: Client, given: RoomPass, facilitator: Membership):
    other = make_session(facilitator.group, state=SessionState.ANNOUNCED)
    answer = phone.get(reverse("room", args=[other.group.public_id, other.public_id]))
    assert answer.headers["Location"] == reverse("room_pass")


def test_before_the_session_it_waits_at_the_door(given: RoomPass, phone: Client):
    Session.objects.update(state=SessionState.ANNOUNCED)
    assert "The room is not open yet." in phone.get(at("room", given)).text


@pytest.mark.parametrize("fate", ["closed", "cancelled", "revoked", "left", "new code"])
def test_it_dies_at_once(
    fate: str, phone: Client, given: RoomPass, session: Session, colin: Membership, facilitator: Membership
):
    if fate == "closed":
        close_session(session, by=facilitator)
    elif fate == "cancelled":
        Session.objects.update(state=SessionState.ANNOUNCED)
        session.refresh_from_db()
        cancel_session(session, by=facilitator)
    elif fate == "left":
        Membership.objects.filter(pk=colin.pk).update(
            state=MembershipState.LEFT, left_on=timezone.localdate()
        )
    else:
        revoke_room_pass(session, given, by=facilitator)
        if fate == "new code":
            again = give_room_pass(session, member=colin, by=facilitator)
            assert again.code != given.code
    assert phone.get(at("room", given)).headers["Location"] == reverse("room_pass")
    assert phone.post(at("hand_raise", given)).headers["Location"] == reverse("room_pass")
    part = phone.get(at("room_words", given), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == reverse("room_pass")
    assert Client().post(reverse("room_pass"), {"code": given.code}).status_code == 404


def test_wrong_old_and_unknown_codes_get_the_same_answer(
    given: RoomPass, session: Session, facilitator: Membership
):
    client = Client()
    wrong = given.code[:-1] + ("2" if given.code[-1] != "2" else "3")
    revoke_room_pass(session, given, by=facilitator)
    pages = set()
    for code in (wrong, given.code, "2222-2222-2222"):
        answer = client.post(reverse("room_pass"), {"code": code})
        assert answer.status_code == 404
        pages.add(answer.text.replace(code, ""))
    assert len({page.split("<main")[1].split("csrfmiddlewaretoken")[0] for page in pages}) == 1


def test_guessing_ends_the_code(given: RoomPass):
    wrong = given.code[:-1] + ("2" if given.code[-1] != "2" else "3")
    statuses = [Client().post(reverse("room_pass"), {"code": wrong}).status_code for _ in range(12)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert Client().post(reverse("room_pass"), {"code": given.code}).status_code in {404, 429}


def test_the_link_works_too_and_a_shared_phone_forgets(given: RoomPass):
    client = Client()
    client.get(reverse("room_pass_link", args=[given.token]))
    assert client.session.get_expire_at_browser_close()
    assert client.get(at("room", given)).status_code == 200
    client.post(reverse("room_pass_leave"))
    assert client.get(at("room", given)).headers["Location"].startswith(reverse("account_login"))
    assert Client().get(reverse("room_pass_link", args=["made-up"])).status_code == 404


def test_its_code_stands_in_the_letter_and_is_kept_nowhere(colin: Membership, facilitator: Membership):
    soon = timezone.now() + timedelta(days=20)
    session = make_session(facilitator.group, state=SessionState.DRAFT)
    Session.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    session.refresh_from_db()
    announce_session(session, by=facilitator)
    session.refresh_from_db()
    given = give_room_pass(session, member=colin, by=facilitator)
    words = words_of(Delivery.objects.get(person=colin.person, channel=Channel.LETTER))
    assert words
    assert given.code in words.text
    assert given.code not in words.kept


def test_who_runs_the_room_signs_in(
    session: Session, facilitator: Membership, lead: Membership, coordinator: Membership, member: Membership
):
    for who in (facilitator, lead, coordinator):
        with pytest.raises(Refused):
            give_room_pass(session, member=who, by=coordinator)
    with pytest.raises(Refused):
        give_room_pass(session, member=member, by=member)
    assert give_room_pass(session, member=member, by=coordinator)


def test_a_pass_never_widens_with_a_new_role(phone: Client, given: RoomPass, colin: Membership):
    Membership.objects.filter(pk=colin.pk).update(roles=4)
    assert phone.get(at("room", given)).headers["Location"] == reverse("room_pass")


def test_whoever_is_signed_in_is_told_to_sign_out(given: RoomPass, member: Membership, sign_in: SignIn):
    answer = sign_in(member).post(reverse("room_pass"), {"code": given.code})
    assert answer.status_code == 409


def test_coordinators_make_print_and_take_back(
    session: Session, colin: Membership, coordinator: Membership, sign_in: SignIn
):
    client = sign_in(coordinator)
    args = [session.group.public_id, session.public_id]
    assert "Make a pass for Colin" in client.get(reverse("room_passes", args=args)).text
    page = client.post(reverse("room_pass_give", args=[*args, colin.public_id]), follow=True).text
    given = RoomPass.objects.get()
    assert given.code in page
    client.post(reverse("room_pass_revoke", args=[*args, given.public_id]))
    given.refresh_from_db()
    assert given.state == PassState.REVOKED
    assert given.code not in client.get(reverse("room_pass_one", args=[*args, given.public_id])).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", ["revoked", "closed"])
def test_an_open_stream_ends_at_once(
    end: str, session: Session, given: RoomPass, facilitator: Membership, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "WATCH_SECONDS", 0.01)

    def act() -> None:
        if end == "closed":
            close_session(session, by=facilitator)
        else:
            revoke_room_pass(session, given, by=facilitator)

    async def heard(stream: AsyncIterator[str]) -> str:
        while (event := await anext(stream)).startswith(":"):
            pass
        return event

    async def lived() -> None:
        held = (given.pk, given.generation)
        async with aclosing(events(session.pk, given.member_id, held)) as stream, asyncio.timeout(10):
            assert await anext(stream) == "retry: 2000\n\n"
            assert "event: changed" in await heard(stream)
            await sync_to_async(act)()
            assert await heard(stream) == "event: ended\ndata: ended\n\n"

    assert not Account.objects.filter(person=given.member.person).exists()
    async_to_sync(lived)()


def test_its_holder_reads_the_pack_and_goes_nowhere_from_it(phone: Client, given: RoomPass, facilitator):
    session = Session.objects.get(public_id=given.room)
    Paper.objects.create(
        group=session.group, session=session, position=1, title="Bus times", words="Every ten minutes."
    )
    page = phone.get(at("pack", given))
    assert "Every ten minutes." in page.text
    assert at("room", given) in page.text
    for name in ("pack_pdf", "pack_large", "pack_text", "session"):
        assert f'href="{at(name, given)}"' not in page.text
        assert phone.get(at(name, given)).status_code == 302
    other = make_session(session.group, title="Another day", state="announced")
    elsewhere = phone.get(reverse("pack", args=[session.group.public_id, other.public_id]))
    assert elsewhere.status_code == 302
