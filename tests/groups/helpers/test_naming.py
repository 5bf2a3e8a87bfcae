"""Helpers are named by the member, and say yes themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.helpers import accept_helping, name_helper, stop_helper
from groups.actions.memberships import leave
from groups.models import Account, Delivery, Helper, Look, Membership, Person
from groups.permissions import Role
from groups.states import Channel, HelperState, Side
from groups.tasks import check_helpers, sweep_deliveries
from groups.transitions import Refused
from tests.groups.helpers.helping import page

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


class TestWhoMayNotHelp:
    def test_whoever_comes_to_work_for_the_system_in_the_group_helps_nobody_there(
        self, helper: Helper, hana: Person, sign_in: SignIn
    ):
        """Named while they were a neighbour: from the day they hold such a role they see nothing (promise 4)."""
        url = page("helping_access", helper)
        assert sign_in(hana).get(url).status_code == 200
        Membership.objects.create(
            group=helper.group,
            person=hana,
            side=Side.SYSTEM,
            roles=int(Role.PROFESSIONAL),
            name="Hana",
            job="Nurse",
            body="Trust",
            joined_on=helper.group.today,
        )
        assert sign_in(hana).get(url).status_code == 404
        assert sign_in(hana).get(page("helping_one", helper)).status_code == 404

    def test_nobody_floods_an_address_with_invitations_to_help(self, member: Membership, sign_in: SignIn):
        client, url = sign_in(member), reverse("helper_new")
        said = {"name": "X", "email": "x@demo.example", "powers": ["coming"], "place": str(member.public_id)}
        for _number in range(10):
            assert client.post(url, said).status_code == 302
            stop_helper(Helper.objects.get(), by=member.person)
        assert client.post(url, said).status_code == 429

    def test_whoever_comes_back_to_the_group_has_no_helper_from_before(
        self, helper: Helper, member: Membership, hana: Person, sign_in: SignIn
    ):
        leave(by=member)
        Membership.objects.filter(pk=member.pk).update(state="active")
        assert sign_in(hana).get(page("helping_one", helper)).status_code == 404

    def test_who_saw_their_number_there_stands_in_their_own_list(
        self, helper: Helper, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        sign_in(coordinator).get(reverse("helper_of", args=[member.group.public_id, helper.public_id]))
        assert Look.objects.get(person=member.person).by == coordinator.person


class TestNaming:
    def test_a_member_names_one_by_email_and_they_say_yes_once(
        self, member: Membership, hana: Person, sign_in: SignIn
    ):
        said = {
            "name": "Hana",
            "email": "hana@demo.example",
            "powers": ["coming"],
            "place": str(member.public_id),
        }
        sign_in(member).post(reverse("helper_new"), said)
        asked = Helper.objects.get()
        assert asked.state == HelperState.ASKED
        link = reverse("helping_join", args=[asked.token])
        client = sign_in(hana)
        assert "Will you help Ade?" in client.get(link).text
        assert Helper.objects.get().state == HelperState.ASKED, "looking changes nothing"
        client.post(link, {"what": "yes"})
        active = Helper.objects.get()
        assert (active.state, active.person, active.powers) == (HelperState.ACTIVE, hana, ["coming"])
        assert client.post(link, {"what": "yes"}).status_code == 404
        assert client.get(page("helping_one", active)).status_code == 200

    def test_the_email_says_nothing_of_the_group_and_keeps_no_link(self, member: Membership):
        name_helper(member, name="Hana", email="Hana@Demo.example", powers=["coming"], by=member.person)
        sweep_deliveries()
        [letter] = mail.outbox
        assert letter.to == ["hana@demo.example"]
        assert member.group.name not in letter.body + letter.subject
        assert Helper.objects.get().token in letter.body
        assert Helper.objects.get().token not in Delivery.objects.get(channel=Channel.EMAIL).text

    def test_somebody_new_gets_an_account_by_the_link_sent_to_them(self, member: Membership, client: Client):
        asked = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        client.post(reverse("helping_join", args=[asked.token]), {"what": "yes"})
        assert Account.objects.get(email="ines@demo.example").person.name == "Ines"
        assert Helper.objects.get().state == HelperState.ACTIVE
        assert client.get(reverse("helping")).status_code == 200

    def test_an_address_with_an_account_must_sign_in_first(
        self, member: Membership, hana: Person, client: Client
    ):
        asked = name_helper(
            member, name="Hana", email="hana@demo.example", powers=["coming"], by=member.person
        )
        answer = client.post(reverse("helping_join", args=[asked.token]), {"what": "yes"})
        assert answer.headers["Location"].startswith(reverse("account_login"))
        assert Helper.objects.get().state == HelperState.ASKED

    @pytest.mark.parametrize("role", ["lead", "professional", "facilitator", "coordinator"])
    def test_nobody_who_runs_or_decides_becomes_a_helper(
        self, role: str, member: Membership, request: pytest.FixtureRequest
    ):
        asked = name_helper(member, name="X", email="x@demo.example", powers=["coming"], by=member.person)
        with pytest.raises(Refused):
            accept_helping(asked, by=request.getfixturevalue(role).person.account)
        assert Helper.objects.get().state == HelperState.ASKED

    def test_nobody_is_their_own_helper(self, member: Membership):
        asked = name_helper(member, name="Me", email="me@demo.example", powers=["coming"], by=member.person)
        with pytest.raises(Refused):
            accept_helping(asked, by=member.person.account)

    def test_no_and_too_late_leave_nothing_behind(self, member: Membership, client: Client):
        asked = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        client.post(reverse("helping_join", args=[asked.token]), {"what": "no"})
        assert not Helper.objects.exists()
        late = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        Helper.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert client.post(reverse("helping_join", args=[late.token]), {"what": "yes"}).status_code == 404
        check_helpers()
        assert not Person.objects.filter(name="Ines").exists()

    def test_five_at_a_time(self, member: Membership):
        for number in range(5):
            name_helper(
                member, name="X", email=f"x{number}@demo.example", powers=["coming"], by=member.person
            )
        with pytest.raises(Refused, match="five"):
            name_helper(member, name="X", email="x@demo.example", powers=["coming"], by=member.person)

    def test_somebody_without_a_screen_names_one_to_a_coordinator(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        member.person.account, member.person.email = None, ""
        member.person.save()
        url = reverse("person_helpers", args=[member.group.public_id, member.public_id])
        said = {"name": "Hana", "email": "h@demo.example", "powers": ["coming"], "origin": "phone"}
        client = sign_in(coordinator)
        own = said | {"consent": "on", "email": "Coordinator@demo.example"}
        assert "This is your own address" in client.post(url, own).text
        assert not Helper.objects.exists()
        assert "There is a problem" in client.post(url, said).text
        client.post(url, said | {"consent": "on"})
        named = Helper.objects.get()
        assert (named.origin, named.recorded_by) == ("phone", coordinator.person)

    def test_nobody_names_one_for_somebody_who_can_do_it_themselves(
        self, member: Membership, facilitator: Membership, sign_in: SignIn
    ):
        page = sign_in(facilitator).get(
            reverse("person_helpers", args=[member.group.public_id, member.public_id])
        )
        assert "Ade has an account, so only they can name a helper." in page.text
        assert "Ask the helper" not in page.text
        with pytest.raises(Refused, match="only they can name a helper"):
            name_helper(member, name="X", email="x@demo.example", powers=["coming"], by=facilitator.person)
