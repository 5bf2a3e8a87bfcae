"""Coming in by an invitation: who one is then, and which roles go together."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.privacy import retain
from groups.actions.invitations import Guest, accept, invite
from groups.models import Account, Delivery, Invitation, Membership, Notification, Person
from groups.notifications.sending import send_due
from groups.permissions import Role
from groups.states import Channel, InvitationState, MembershipState, Side
from groups.transitions import Refused
from tests.cast import make_person
from tests.groups.invitations.inviting import account, link

type SignIn = Callable[[Membership | Person], Client]


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
