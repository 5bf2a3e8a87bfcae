"""Inviting: by email, by letter and by phone, and what an inviter can and cannot do."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.by_hand import sent_by_hand
from groups.actions.invitations import Guest, accept, invite, revoke, send_again
from groups.actions.memberships import leave
from groups.models import Account, Activity, Delivery, Invitation, Membership, Person
from groups.notifications.by_hand import words_of
from groups.notifications.sending import send_due
from groups.states import Channel, DeliveryState, Side
from tests.cast import make_group, make_person
from tests.groups.invitations.inviting import account

type SignIn = Callable[[Membership | Person], Client]


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
