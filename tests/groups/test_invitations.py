"""Invitations: what an inviter can do, what a code can do, and what it can never do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from coproduction.privacy import retain
from groups import codes
from groups.actions.by_hand import sent_by_hand
from groups.actions.invitations import Guest, accept, decline, invite, revoke, send_again
from groups.actions.memberships import leave
from groups.models import Account, Activity, Delivery, Group, Invitation, Membership, Notification, Person
from groups.notifications.by_hand import words_of
from groups.notifications.sending import send_due
from groups.permissions import Role
from groups.states import Channel, DeliveryState, InvitationState, MembershipState, Side
from groups.transitions import Refused
from tests.cast import make_group, make_person
from tests.pages import bare

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def by_letter(facilitator: Membership) -> Invitation:
    guest = Guest("Hana", "member", channel=Channel.LETTER)
    return invite(guest, group=facilitator.group, by=facilitator)


@pytest.fixture
def by_email(facilitator: Membership) -> Invitation:
    guest = Guest("Ivor", "member", email="Ivor@new.example")
    return invite(guest, group=facilitator.group, by=facilitator)


def link(invitation: Invitation) -> str:
    return reverse("join_link", args=[invitation.token])


class TestCodes:
    def test_a_short_code_is_three_groups_of_four_safe_signs(self, by_letter: Invitation):
        groups = by_letter.code.split("-")
        assert [len(part) for part in groups] == [4, 4, 4]
        assert set("".join(groups)) <= set(codes.SIGNS)
        assert not set(codes.SIGNS) & set("0158BDEGILNOPQSTUVYZ")

    @pytest.mark.parametrize(
        "spell", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}."]
    )
    def test_people_may_write_it_as_they_like(self, by_letter: Invitation, spell: Callable[[str], str]):
        assert Invitation.objects.with_code(spell(by_letter.code)) == by_letter

    def test_no_code_is_stored_anywhere(self, by_letter: Invitation, by_email: Invitation):
        for one in (by_letter, by_email):
            stored = " ".join(str(value) for value in Invitation.objects.filter(pk=one.pk).values_list()[0])
            assert one.code.replace("-", "")[4:] not in stored
            assert one.token not in stored

    def test_a_new_generation_ends_the_codes_before(self, by_letter: Invitation, facilitator: Membership):
        code, token = by_letter.code, by_letter.token
        again = send_again(by_letter, by=facilitator)
        assert Invitation.objects.with_code(code) is None
        assert Invitation.objects.with_link(token) is None
        assert Invitation.objects.with_code(again.code) == by_letter

    def test_the_code_of_one_row_opens_no_other(self, by_letter: Invitation, by_email: Invitation):
        Invitation.objects.filter(pk=by_email.pk).update(handle=by_letter.handle)
        assert Invitation.objects.with_code(by_letter.code) == by_letter

    def test_codes_outlive_a_change_of_key(self, by_letter: Invitation, settings: Settings):
        code, token = by_letter.code, by_letter.token
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
        assert Invitation.objects.with_code(code) == by_letter
        assert Invitation.objects.with_link(token) == by_letter
        settings.SECRET_KEY_FALLBACKS = []
        assert Invitation.objects.with_code(code) is None


class TestComingIn:
    def test_a_new_person_comes_by_the_link_of_an_email(self, by_email: Invitation, client: Client):
        page = client.get(link(by_email), follow=True)
        assert "Northshire group" in page.text
        assert "ivor@new.example" in page.text.lower()
        assert client.get(reverse("people", args=[by_email.group.public_id])).status_code == 302, (
            "nothing yet"
        )
        done = client.post(reverse("join_accept"), {"name": "Ivor", "line": "a runner"}, follow=True)
        assert "Welcome" in done.text
        membership = Membership.objects.get(person__account__email="ivor@new.example")
        assert (membership.name, membership.line, membership.side) == ("Ivor", "a runner", Side.LIVED)
        assert membership.holds(Role.MEMBER)
        account = membership.person.account
        assert account is not None
        assert not account.has_usable_password()
        by_email.refresh_from_db()
        assert (by_email.state, by_email.accepted_by) == (InvitationState.ACCEPTED, membership)
        assert by_email.person == membership.person, "whom we wrote to is who came"

    def test_a_letter_proves_no_address_so_a_code_goes_to_it_first(
        self, by_letter: Invitation, client: Client
    ):
        client.post(reverse("join"), {"code": by_letter.code})
        page = client.post(
            reverse("join_accept"), {"email": "hana@new.example", "next": reverse("join_accept")}, follow=True
        )
        assert not Membership.objects.filter(name="Hana").exists()
        sent = mail.outbox[-1]
        assert sent.to == ["hana@new.example"]
        code = next(
            word
            for word in sent.body.split()
            if len(word) >= 6 and word.replace("-", "").isalnum() and word.isupper()
        )
        page = client.post(
            reverse("account_confirm_login_code"), {"code": code, "next": reverse("join_accept")}, follow=True
        )
        assert "You are invited" in page.text
        client.post(reverse("join_accept"), {"name": "Hana", "line": ""})
        assert Membership.objects.get(name="Hana").person.account == Account.objects.get(
            email="hana@new.example"
        )

    def test_someone_signed_in_joins_with_the_account_they_have(
        self, by_email: Invitation, stranger: Person, sign_in: SignIn
    ):
        client = sign_in(stranger)
        client.get(link(by_email))
        client.post(reverse("join_accept"), {"name": "Gwen", "line": ""})
        assert Membership.objects.get(group=by_email.group, person=stranger).name == "Gwen"
        Person.objects.update(quiet_from="00:00", quiet_until="00:00")
        Delivery.objects.update(due_at=timezone.now())
        send_due()
        told = [each.body for each in mail.outbox if each.subject == "An invitation was used"]
        assert any("goes by the name Gwen" in body for body in told), "Ivor hears of it at his own address"
        Notification.objects.update(created_at=timezone.now() - timedelta(days=31))
        retain()
        assert not Person.objects.filter(name="Ivor").exists(), "the one we wrote to was only a stand-in"

    def test_holding_a_link_never_signs_in_to_an_account_that_is_there(
        self, by_email: Invitation, client: Client
    ):
        make_person("Ivor himself", "ivor@new.example")
        client.get(link(by_email))
        page = client.post(reverse("join_accept"), {"name": "Ivor", "line": ""})
        assert "sessionid" not in page.cookies or "_auth_user_id" not in client.session
        assert not Membership.objects.filter(person__account__email="ivor@new.example").exists()

    def test_saying_no_is_as_easy(self, by_email: Invitation, client: Client):
        client.get(link(by_email))
        assert "Thank you" in client.post(reverse("join_decline")).text
        by_email.refresh_from_db()
        assert by_email.state == InvitationState.DECLINED
        assert not Person.objects.filter(name="Ivor").exists()

    def test_people_from_the_system_show_their_job(self, facilitator: Membership, client: Client):
        guest = Guest("Dr Okoro", "lead", email="okoro@new.example", job="Director", body="Northshire Trust")
        client.get(link(invite(guest, group=facilitator.group, by=facilitator)))
        page = client.get(reverse("join_accept"))
        assert "Director, Northshire Trust" in page.text
        assert "A few words beside it" not in page.text
        client.post(reverse("join_accept"), {"name": "Dr Okoro"})
        assert Membership.objects.get(name="Dr Okoro").titled == "Dr Okoro, Director, Northshire Trust"

    def test_someone_who_left_gets_their_place_again(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        Membership.objects.filter(pk=member.pk).update(
            state=MembershipState.LEFT, left_on=timezone.localdate()
        )
        guest = Guest("Ade", "member", email="ade@other.example")
        client = sign_in(member)
        client.get(link(invite(guest, group=facilitator.group, by=facilitator)))
        client.post(reverse("join_accept"), {"name": "Ade A", "line": ""})
        member.refresh_from_db()
        assert (member.state, member.name, member.left_on) == (MembershipState.ACTIVE, "Ade A", None)


class TestTheEmail:
    def test_it_arrives_with_link_and_code_and_neither_is_kept(self, by_email: Invitation, client: Client):
        send_due()
        sent = mail.outbox[0]
        assert (sent.to, sent.subject) == (["Ivor@new.example"], "An invitation for you")
        assert "Dee invites you to join Northshire group." in sent.body
        assert by_email.code in sent.body
        where = next(line for line in sent.body.splitlines() if "/join/" in line)
        client.get(where.removeprefix(settings.SITE_URL))
        assert "You are invited to Northshire group" in client.get(reverse("join_accept")).text
        kept = Delivery.objects.get(channel=Channel.EMAIL)
        assert kept.state == DeliveryState.SENT
        assert "[code]" in kept.text
        assert by_email.code not in kept.text
        assert by_email.token not in kept.text

    def test_sent_again_it_holds_the_new_code(self, by_email: Invitation, facilitator: Membership):
        send_due()
        again = send_again(by_email, by=facilitator)
        send_due()
        assert [again.code in sent.body for sent in mail.outbox] == [False, True]

    def test_taken_back_it_never_goes(self, by_email: Invitation, facilitator: Membership):
        revoke(by_email, by=facilitator)
        send_due()
        assert not mail.outbox

    def test_run_out_it_never_goes(self, by_email: Invitation):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        send_due()
        assert not mail.outbox


class TestRolesTogether:
    def test_a_member_may_also_facilitate(self, facilitator: Membership, member: Membership):
        guest = Guest("Ade", "facilitator", email="a@b.example")
        invitation = invite(guest, group=member.group, by=facilitator)
        accept(invitation, name="Ade", line="", by=account(member))
        member.refresh_from_db()
        assert member.roles == Role.MEMBER | Role.FACILITATOR

    @pytest.mark.parametrize(
        ("who", "comes_as"),
        [("facilitator", "lead"), ("member", "lead"), ("member", "professional"), ("lead", "member")],
    )
    def test_two_hats_that_do_not_go_together_are_refused_in_words(
        self,
        who: str,
        comes_as: str,
        facilitator: Membership,
        member: Membership,
        lead: Membership,
        sign_in: SignIn,
    ):
        person = {"facilitator": facilitator, "member": member, "lead": lead}[who]
        guest = Guest("X", comes_as, email="x@y.example", job="Job", body="Body")
        client = sign_in(person)
        client.get(link(invite(guest, group=person.group, by=facilitator)))
        page = client.post(reverse("join_accept"), {"name": "X", "line": ""})
        assert page.status_code == 409
        assert "You cannot both" in page.text or "on the other side" in page.text
        before = person.roles
        person.refresh_from_db()
        assert person.roles == before
        assert Invitation.objects.get(name="X").state == InvitationState.SENT, (
            "it can still be used or taken back"
        )


class TestInvitingOneself:
    @pytest.mark.parametrize("comes_as", ["lead", "professional"])
    def test_nobody_gives_themselves_a_role(self, comes_as: str, coordinator: Membership):
        guest = Guest("Evan", comes_as, channel=Channel.LETTER, job="Job", body="Body")
        invitation = invite(guest, group=coordinator.group, by=coordinator)
        with pytest.raises(Refused, match="yourself"):
            accept(invitation, name="Evan", line="", by=account(coordinator))
        coordinator.refresh_from_db()
        assert coordinator.roles == Role.COORDINATOR


class TestOnPaper:
    """Whoever prints a code could use it."""

    def test_a_letter_stands_in_the_list_with_its_code_and_the_code_is_not_kept(
        self, facilitator: Membership, coordinator: Membership, sign_in: SignIn
    ):
        guest = Guest("Hana", "member", channel=Channel.LETTER, address="4 Quarry Lane")
        invitation = invite(guest, group=facilitator.group, by=facilitator)
        letter = Delivery.objects.waiting_for_hands().get()
        page = sign_in(coordinator).get(
            reverse("by_hand_one", args=[facilitator.group.public_id, letter.public_id])
        )
        assert "4 Quarry Lane" in page.text
        assert invitation.code in page.text
        assert invitation.token not in page.text
        sent_by_hand(letter, by=coordinator)
        letter.refresh_from_db()
        assert "[code]" in letter.text
        assert invitation.code not in letter.text

    def test_a_call_wants_a_number_and_stands_in_the_list(self, facilitator: Membership, sign_in: SignIn):
        url = reverse("invite", args=[facilitator.group.public_id])
        typed = {"name": "Hana", "comes_as": "member", "channel": "phone"}
        assert "Write the phone number" in sign_in(facilitator).post(url, typed).text
        sign_in(facilitator).post(url, typed | {"phone": "01632 960 001"})
        call = Delivery.objects.waiting_for_hands().get()
        assert (call.channel, call.person.phone) == (Channel.PHONE, "01632 960 001")

    def test_taken_back_it_leaves_the_list(self, facilitator: Membership):
        guest = Guest("Hana", "member", channel=Channel.LETTER, address="4 Quarry Lane")
        revoke(invite(guest, group=facilitator.group, by=facilitator), by=facilitator)
        assert not Delivery.objects.waiting_for_hands().exists()

    def test_a_coordinator_who_uses_a_code_they_printed_is_found_out(
        self, facilitator: Membership, coordinator: Membership, sign_in: SignIn
    ):
        guest = Guest("Hana", "member", channel=Channel.LETTER, address="4 Quarry Lane")
        invitation = invite(guest, group=coordinator.group, by=coordinator)
        second = make_person("Not Hana", "second@evan.example")
        accept(invitation, name="Hana", line="", by=account(second))
        told = Delivery.objects.filter(notification__kind="place_taken")
        letter = told.get(channel=Channel.LETTER)
        assert (letter.person.name, letter.person.address) == ("Hana", "4 Quarry Lane")
        assert told.filter(person=facilitator.person, channel=Channel.EMAIL).exists()
        page = sign_in(facilitator).get(reverse("people", args=[facilitator.group.public_id])).text
        assert "the code was for Hana, from Evan" in page
        assert not told.filter(person=second).exists()

    def test_also_when_the_account_is_new(self, facilitator: Membership, coordinator: Membership):
        guest = Guest("Hana", "member", channel=Channel.LETTER, address="4 Quarry Lane")
        invitation = invite(guest, group=coordinator.group, by=coordinator)
        accept(invitation, name="Hana", line="", by=Account.objects.create_user("second@evan.example"))
        assert Delivery.objects.waiting_for_hands().get(notification__kind="place_taken").channel == "letter"

    def test_no_stopping_of_invitations_stops_that(self, facilitator: Membership, stranger: Person):
        """Nothing that happens afterwards makes it untrue."""
        guest = Guest("Hana", "member", channel=Channel.PHONE, phone="01632 960 001")
        invitation = invite(guest, group=facilitator.group, by=facilitator)
        membership = accept(invitation, name="Gwen", line="", by=account(stranger))
        leave(by=membership)
        call = Delivery.objects.waiting_for_hands().get(notification__kind="place_taken")
        assert words_of(call)

    def test_who_came_by_email_is_not_on_that_list(self, by_email: Invitation, stranger: Person):
        accept(by_email, name="Gwen", line="", by=account(stranger))
        assert not Invitation.objects.used_by_hand().exists()


class TestWhatNoLongerWorks:
    @pytest.mark.parametrize("how", ["used", "declined", "taken back", "run out"])
    def test_a_true_code_says_why_and_what_to_do(
        self, how: str, by_letter: Invitation, facilitator: Membership, stranger: Person, client: Client
    ):
        code, token = by_letter.code, by_letter.token
        spoil(by_letter, how, facilitator, stranger)
        for page in (
            client.post(reverse("join"), {"code": code}),
            client.get(reverse("join_link", args=[token])),
        ):
            assert page.status_code == 410
            assert "sk the person" in page.text or "sign in" in page.text
            assert "Northshire" not in page.text

    def test_it_works_once(self, by_letter: Invitation, stranger: Person, member: Membership):
        accept(by_letter, name="Gwen", line="", by=account(stranger))
        with pytest.raises(Refused, match="has been used"):
            accept(by_letter, name="Ade", line="", by=account(member))

    def test_a_held_invitation_that_was_sent_again_is_let_go(
        self, by_letter: Invitation, facilitator: Membership, client: Client
    ):
        client.post(reverse("join"), {"code": by_letter.code})
        send_again(by_letter, by=facilitator)
        assert client.get(reverse("join_accept")).url == reverse("join")

    def test_taken_back_while_someone_reads_it(
        self, by_letter: Invitation, facilitator: Membership, stranger: Person, sign_in: SignIn
    ):
        client = sign_in(stranger)
        client.post(reverse("join"), {"code": by_letter.code})
        revoke(by_letter, by=facilitator)
        page = client.post(reverse("join_accept"), {"name": "Gwen", "line": ""})
        assert page.status_code == 410
        assert not Membership.objects.filter(person=stranger).exists()

    def test_taking_back_stops_the_message(self, by_email: Invitation, facilitator: Membership):
        waiting = Delivery.objects.filter(person=by_email.person, channel=Channel.EMAIL)
        assert waiting.get().state == DeliveryState.PENDING
        revoke(by_email, by=facilitator)
        assert not waiting.exists()
        assert not Person.objects.filter(name="Ivor").exists()


class TestGuessing:
    def test_a_wrong_code_and_an_unknown_one_look_alike(self, by_letter: Invitation, client: Client):
        wrong = by_letter.code[:-1] + ("2" if by_letter.code[-1] != "2" else "3")
        answers = [client.post(reverse("join"), {"code": code}) for code in (wrong, "2222-2222-2222", "?")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert all("This code does not work" in answer.text for answer in answers)

    def test_after_some_tries_one_must_wait(self, by_letter: Invitation, client: Client):
        statuses = [client.post(reverse("join"), {"code": "2222-2222-2222"}).status_code for _ in range(11)]
        assert statuses == [404] * 10 + [429]

    def test_the_limit_for_one_code_holds_for_all_addresses_together(self, by_letter: Invitation):
        for n in range(10):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(reverse("join"), {"code": by_letter.handle + "22222222"})
        page = Client(REMOTE_ADDR="10.0.1.1").post(reverse("join"), {"code": by_letter.code})
        assert page.status_code == 429

    def test_many_wrong_codes_stop_the_short_code_for_good(self, by_letter: Invitation):
        for n in range(10):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(reverse("join"), {"code": by_letter.handle + "22222222"})
        cache.clear()
        page = Client().post(reverse("join"), {"code": by_letter.code})
        unknown = Client().post(reverse("join"), {"code": "2222-3333-4444"})
        assert page.status_code == unknown.status_code == 404
        assert bare(page, by_letter.code) == bare(unknown, "2222-3333-4444"), (
            "nothing tells that it is locked"
        )
        assert Invitation.objects.with_link(by_letter.token) == by_letter

    def test_whoever_invites_sees_that_it_is_locked_and_sending_it_again_opens_it(
        self, by_letter: Invitation, facilitator: Membership, sign_in: SignIn, client: Client
    ):
        Invitation.objects.update(wrong_codes=10)
        url = reverse("invitation", args=[by_letter.group.public_id, by_letter.public_id])
        page = sign_in(facilitator).get(url).text
        assert "it is locked for good" in page
        assert by_letter.code not in page
        again = send_again(by_letter, by=facilitator)
        assert client.post(reverse("join"), {"code": again.code}).status_code == 302

    @pytest.mark.parametrize("token", ["x", "a" * 43, "A" * 500, "é", "%00", "AAAA====", "null"])
    def test_links_out_of_the_blue_say_no_more_than_that(self, token: str, client: Client, db: None):
        page = client.get(reverse("join_link", args=[token]))
        assert (page.status_code, "This code does not work" in page.text) == (404, True)


class TestInviting:
    def test_a_facilitator_invites_by_letter_and_sees_the_code_to_print(
        self, facilitator: Membership, sign_in: SignIn
    ):
        client = sign_in(facilitator)
        page = client.post(
            reverse("invite", args=[facilitator.group.public_id]),
            {"name": "Hana", "comes_as": "carer", "channel": "letter", "address": "4 Quarry Lane"},
            follow=True,
        )
        assert Invitation.objects.get().code in page.text

    def test_the_inviter_never_sees_the_code_of_an_email(
        self, by_email: Invitation, facilitator: Membership, sign_in: SignIn
    ):
        page = sign_in(facilitator).get(
            reverse("invitation", args=[by_email.group.public_id, by_email.public_id])
        )
        assert "ivor@new.example" in page.text.lower()
        assert by_email.code not in page.text
        assert by_email.token not in page.text

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, facilitator: Membership, sign_in: SignIn):
        page = sign_in(facilitator).post(
            reverse("invite", args=[facilitator.group.public_id]),
            {"name": "Dr Okoro", "comes_as": "lead", "channel": "email", "email": ""},
        )
        assert "People from the health and care system always show this." in page.text
        assert "Write their email address" in page.text
        assert "Dr Okoro" in page.text
        assert not Invitation.objects.exists()

    def test_a_supporter_comes_with_someone_of_this_group(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        outsider = Membership.objects.create(
            group=make_group("Elsewhere"), person=make_person("Z"), side=Side.LIVED, roles=1, name="Z"
        )
        url = reverse("invite", args=[facilitator.group.public_id])
        typed = {"name": "Fatima", "comes_as": "supporter", "channel": "phone", "phone": "01632 960 001"}
        client = sign_in(facilitator)
        assert "Say who they come with" in client.post(url, typed).text
        client.post(url, typed | {"comes_with": outsider.public_id})
        assert not Invitation.objects.exists()
        client.post(url, typed | {"comes_with": member.public_id})
        assert Invitation.objects.get().comes_with == member

    def test_only_who_looks_after_the_group_invites_a_facilitator(
        self, facilitator: Membership, coordinator: Membership, sign_in: SignIn
    ):
        url = reverse("invite", args=[facilitator.group.public_id])
        typed = {"name": "Jo", "comes_as": "facilitator", "channel": "phone", "phone": "01632 960 002"}
        assert sign_in(coordinator).post(url, typed).status_code == 200
        assert not Invitation.objects.exists()
        assert sign_in(facilitator).post(url, typed).status_code == 302

    def test_an_invitation_of_another_group_is_not_there(
        self, by_email: Invitation, sign_in: SignIn, facilitator: Membership
    ):
        elsewhere = make_group("Elsewhere")
        Membership.objects.filter(pk=facilitator.pk).update(group=elsewhere)
        page = sign_in(facilitator).get(reverse("invitation", args=[elsewhere.public_id, by_email.public_id]))
        assert page.status_code == 404

    def test_each_act_leaves_one_line_in_the_record(self, facilitator: Membership, stranger: Person):
        guest = Guest("Kim", "member", channel=Channel.PHONE)
        invitation = invite(guest, group=facilitator.group, by=facilitator)
        again = send_again(invitation, by=facilitator)
        accept(again, name="Gwen", line="", by=account(stranger))
        verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
        assert verbs == [
            "invitation.sent",
            "invitation.sent_again",
            "membership.joined",
            "invitation.accepted",
        ]


def account(who: Membership | Person) -> Account:
    person = who.person if isinstance(who, Membership) else who
    assert person.account
    return person.account


def spoil(invitation: Invitation, how: str, facilitator: Membership, stranger: Person) -> None:
    if how == "used":
        accept(invitation, name="Gwen", line="", by=account(stranger))
    elif how == "declined":
        decline(invitation)
    elif how == "taken back":
        revoke(invitation, by=facilitator)
    else:
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def test_a_group_has_no_open_invitations_once_they_ran_out(by_letter: Invitation, group: Group):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert not Invitation.objects.open().exists()
    assert list(Invitation.objects.in_group(group).awaited()) == [by_letter], "it can be sent again"
