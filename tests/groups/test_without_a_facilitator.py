"""A group that nobody facilitates: whoever can mend it hears of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.invitations import Guest
from groups.actions.memberships import come_back, leave, pause
from groups.actions.roles import accept_role, offer_myself, offer_role
from groups.actions.setting_up import invite_first_facilitator
from groups.models import Delivery, DutyHolder, Membership, Notification, Person, RoleOffer
from groups.permissions import Duty, Role
from groups.states import GroupState
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.groups.a_place import again, told

type SignIn = Callable[[Membership | Person], Client]


class TestWithoutAFacilitator:
    @pytest.mark.parametrize("go", [pause, leave])
    def test_the_last_one_can_always_go_and_everyone_is_told(
        self,
        go: Callable[..., Membership],
        facilitator: Membership,
        member: Membership,
        lead: Membership,
        coordinator: Membership,
        stranger: Person,
    ):
        DutyHolder.objects.create(system=member.group.system, person=stranger, duty=Duty.ADMINISTRATOR)
        go(by=facilitator)
        assert told("no_facilitator") == {"Ade", "Evan"}, "who can do something about it"
        assert told("no_facilitator_news") == {"Dr Priya Nair"}
        assert told("no_facilitator_duty") == {"Gwen"}
        by_mail = Delivery.objects.filter(notification__kind="no_facilitator_duty", channel="email")
        assert by_mail.exists()

    def test_two_who_go_one_after_the_other_leave_it_told_once(
        self, facilitator: Membership, member: Membership
    ):
        other = join(facilitator.group, CAST["facilitator"], "other@demo.example")
        pause(by=other)
        assert told("no_facilitator") == set()
        leave(by=facilitator)
        leave(by=again(other))
        assert Notification.objects.filter(kind="no_facilitator").count() == 1

    def test_it_is_over_when_somebody_comes_back(self, facilitator: Membership, member: Membership):
        pause(by=facilitator)
        come_back(by=again(facilitator))
        assert told("no_facilitator") == set()
        pause(by=again(facilitator))
        assert told("no_facilitator") == {"Ade"}, "and begins again when they go again"

    def test_a_group_that_has_ended_tells_nobody(self, facilitator: Membership, member: Membership):
        facilitator.group.state = GroupState.ENDED
        facilitator.group.save()
        leave(by=facilitator)
        assert not Notification.objects.filter(kind="no_facilitator").exists()

    def test_a_member_offers_and_another_says_yes(
        self, facilitator: Membership, member: Membership, carer: Membership, lead: Membership
    ):
        leave(by=facilitator)
        wish = offer_myself(by=member)
        assert told("role_wished") == {"Bronwen"}
        for refused in (member, lead):
            with pytest.raises(Refused):
                accept_role(wish, by=refused)
        accept_role(wish, by=carer)
        assert again(member).roles == Role.MEMBER | Role.FACILITATOR
        assert told("no_facilitator") == set()

    def test_whoever_answers_for_the_system_cannot_offer(self, facilitator: Membership, lead: Membership):
        leave(by=facilitator)
        with pytest.raises(Refused, match="lived experience and professionals"):
            offer_myself(by=lead)

    def test_the_pages_say_so_with_the_one_next_act(
        self,
        facilitator: Membership,
        member: Membership,
        coordinator: Membership,
        lead: Membership,
        sign_in: SignIn,
    ):
        url = reverse("people", args=[member.group.public_id])
        said = "This group has no facilitator now"
        assert said not in sign_in(member).get(url).text
        leave(by=facilitator)
        for page in (url, reverse("group", args=[member.group.public_id])):
            assert "I offer to facilitate" in sign_in(member).get(page).text
            assert reverse("invite", args=[member.group.public_id]) in sign_in(coordinator).get(page).text
            assert "I offer to facilitate" not in sign_in(lead).get(page).text
            assert said in sign_in(lead).get(page).text
        sign_in(member).post(reverse("offer_myself", args=[member.group.public_id]))
        assert RoleOffer.objects.get().member == member

    def test_a_coordinator_invites_one_only_then(
        self, facilitator: Membership, coordinator: Membership, member: Membership, sign_in: SignIn
    ):
        url = reverse("invite", args=[member.group.public_id])
        client = sign_in(coordinator)
        assert "A facilitator with lived experience" not in client.get(url).text
        leave(by=facilitator)
        assert "A facilitator with lived experience" in client.get(url).text
        offer = offer_role(member, Role.FACILITATOR, by=coordinator)
        assert accept_role(offer, by=member).holds(Role.FACILITATOR)

    def test_whoever_looks_after_the_system_invites_one(self, facilitator: Membership, stranger: Person):
        guest = Guest("Hana", "facilitator", email="hana@new.example")
        with pytest.raises(Refused):
            invite_first_facilitator(group=facilitator.group, guest=guest, by=stranger)
        leave(by=facilitator)
        assert invite_first_facilitator(group=facilitator.group, guest=guest, by=stranger).is_open

    def test_the_page_of_going_asks_for_a_successor_first(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        client = sign_in(facilitator)
        for name in ("pause", "leave"):
            page = client.get(reverse(name, args=[member.group.public_id])).text
            assert "Ask Ade to facilitate" in page
            assert "we tell everyone in the group" in page
        url = reverse("role_give", args=[member.group.public_id, member.public_id])
        client.post(url, {"role": str(int(Role.FACILITATOR))})
        assert "Ask Ade to facilitate" not in client.get(reverse("leave", args=[member.group.public_id])).text
