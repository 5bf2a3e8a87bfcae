"""Several roles in one place: offered and accepted, ended, handed over; and a group that lost its facilitator."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.facilitators import facilitating
from groups.actions.invitations import Guest
from groups.actions.memberships import come_back, leave, pause
from groups.actions.roles import (
    accept_role,
    decline_role,
    end_role,
    offer_myself,
    offer_role,
    withdraw_role,
)
from groups.actions.setting_up import invite_first_facilitator
from groups.models import Delivery, DutyHolder, Membership, Notification, Person, RoleOffer
from groups.permissions import Duty, Permission, Role
from groups.states import GroupState, Side
from groups.transitions import Refused
from tests.cast import CAST, Part, join

type SignIn = Callable[[Membership | Person], Client]


def told(kind: str) -> set[str]:
    shown = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None, channel="app")
    return {delivery.person.name for delivery in shown.select_related("person")}


def again(member: Membership) -> Membership:
    return Membership.objects.select_related("group", "person").get(pk=member.pk)


class TestOffers:
    def test_a_role_is_theirs_when_they_say_yes(self, facilitator: Membership, member: Membership):
        offer = offer_role(member, Role.FACILITATOR, by=facilitator)
        assert not again(member).holds(Role.FACILITATOR)
        assert told("role_offered") == {"Ade"}
        accept_role(offer, by=member)
        assert again(member).roles == Role.MEMBER | Role.FACILITATOR
        assert told("role_offered") == set(), "off Today"
        assert told("role_answered") == {"Dee"}

    def test_no_thank_you_ends_it(self, facilitator: Membership, member: Membership):
        offer = offer_role(member, Role.FACILITATOR, by=facilitator)
        decline_role(offer, by=member)
        with pytest.raises(Refused):
            accept_role(offer, by=member)
        assert offer_role(member, Role.FACILITATOR, by=facilitator).pk != offer.pk, "one may ask again"

    def test_nobody_else_answers(self, facilitator: Membership, member: Membership, carer: Membership):
        offer = offer_role(member, Role.FACILITATOR, by=facilitator)
        for other in (carer, facilitator):
            for act in (accept_role, decline_role):
                with pytest.raises(Refused):
                    act(offer, by=other)

    def test_one_open_offer_of_a_role(self, facilitator: Membership, member: Membership):
        first = offer_role(member, Role.FACILITATOR, by=facilitator)
        with pytest.raises(Refused, match="asked already"):
            offer_role(member, Role.FACILITATOR, by=facilitator)
        withdraw_role(first, by=facilitator)
        offer_role(member, Role.FACILITATOR, by=facilitator)

    def test_nobody_gives_themselves_a_role(self, facilitator: Membership):
        with pytest.raises(Refused, match="yourself"):
            offer_role(facilitator, Role.MEMBER, by=facilitator)
        with pytest.raises(Refused):
            offer_myself(by=facilitator)

    @pytest.mark.parametrize("who", ["member", "professional", "lead", "coordinator", "supporter"])
    def test_only_facilitators_offer(
        self, who: str, facilitator: Membership, carer: Membership, request: pytest.FixtureRequest
    ):
        with pytest.raises(Refused, match="Facilitators offer"):
            offer_role(carer, Role.FACILITATOR, by=request.getfixturevalue(who))

    @pytest.mark.parametrize(
        ("who", "role", "why"),
        [
            ("lead", Role.FACILITATOR, "cannot also answer"),
            ("member", Role.LEAD, "other side"),
            ("member", Role.PROFESSIONAL, "other side"),
            ("professional", Role.MEMBER, "other side"),
            ("member", Role.MEMBER, "already"),
        ],
    )
    def test_what_may_not_be_held_together_is_refused_with_who_can_help(
        self, who: str, role: Role, why: str, facilitator: Membership, request: pytest.FixtureRequest
    ):
        with pytest.raises(Refused, match=why):
            offer_role(request.getfixturevalue(who), role, by=facilitator)

    def test_it_is_looked_at_again_when_they_accept(self, facilitator: Membership, coordinator: Membership):
        to_lead = offer_role(coordinator, Role.LEAD, by=facilitator)
        to_facilitate = offer_role(coordinator, Role.FACILITATOR, by=facilitator)
        accept_role(to_lead, by=coordinator)
        with pytest.raises(Refused):
            accept_role(to_facilitate, by=coordinator)
        assert again(coordinator).roles == Role.COORDINATOR | Role.LEAD

    def test_denials_win(self, facilitator: Membership, coordinator: Membership):
        accept_role(offer_role(coordinator, Role.LEAD, by=facilitator), by=coordinator)
        assert not again(coordinator).may(Permission.ARRANGE), "who decides never sees what is private"

    def test_the_refusal_stands_beside_the_field(
        self, facilitator: Membership, lead: Membership, sign_in: SignIn
    ):
        url = reverse("role_give", args=[lead.group.public_id, lead.public_id])
        page = sign_in(facilitator).post(url, {"role": str(int(Role.FACILITATOR))})
        assert page.status_code == 200
        assert "cannot also answer for the system" in page.text
        assert 'id="id_role' in page.text
        assert not RoleOffer.objects.exists()

    def test_it_goes_by_the_pages(self, facilitator: Membership, member: Membership, sign_in: SignIn):
        group = member.group.public_id
        url = reverse("role_give", args=[group, member.public_id])
        sign_in(facilitator).post(url, {"role": str(int(Role.FACILITATOR))})
        offer = RoleOffer.objects.get()
        theirs = sign_in(member)
        page = theirs.get(reverse("role_offer", args=[group, offer.public_id])).text
        assert "You have no say on anything you facilitate" in page
        theirs.post(reverse("role_accept", args=[group, offer.public_id]))
        assert again(member).holds(Role.FACILITATOR)


class TestEndingARole:
    def test_the_last_facilitator_keeps_it_until_somebody_takes_over(self, facilitator: Membership):
        both = join(
            facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        leave(by=facilitator)
        with pytest.raises(Refused, match="take over first"):
            end_role(both, Role.FACILITATOR, by=both)
        join(both.group, CAST["facilitator"], "other@demo.example")
        assert end_role(both, Role.FACILITATOR, by=both).roles == Role.MEMBER

    def test_a_facilitator_ends_the_role_of_another_who_is_told(self, facilitator: Membership):
        both = join(
            facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        end_role(both, Role.FACILITATOR, by=facilitator)
        assert told("role_ended") == {"Hari"}

    def test_nobody_takes_away_a_say(self, facilitator: Membership):
        both = join(
            facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        with pytest.raises(Refused, match="say in the group"):
            end_role(both, Role.MEMBER, by=facilitator)
        assert end_role(both, Role.MEMBER, by=both).roles == Role.FACILITATOR

    def test_an_only_role_ends_by_leaving_alone(self, facilitator: Membership, lead: Membership):
        with pytest.raises(Refused, match="only role"):
            end_role(lead, Role.LEAD, by=facilitator)

    @pytest.mark.parametrize("who", ["member", "lead", "coordinator", "professional"])
    def test_nobody_else_ends_a_role(self, who: str, facilitator: Membership, request: pytest.FixtureRequest):
        both = join(
            facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        with pytest.raises(Refused, match="A facilitator can do this"):
            end_role(both, Role.FACILITATOR, by=request.getfixturevalue(who))


class TestHandingOver:
    def test_one_role_ends_as_the_other_begins(self, facilitator: Membership, member: Membership):
        both = join(
            facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        leave(by=facilitator)
        offer = offer_role(member, Role.FACILITATOR, hands_over=True, by=both)
        assert again(both).holds(Role.FACILITATOR), "nothing changes until they say yes"
        accept_role(offer, by=member)
        assert again(both).roles == Role.MEMBER, "their say is back"
        assert list(facilitating(both.group)) == [again(member)]

    def test_whose_only_role_it_is_hands_over_by_leaving(self, facilitator: Membership, member: Membership):
        with pytest.raises(Refused, match="only role"):
            offer_role(member, Role.FACILITATOR, hands_over=True, by=facilitator)

    def test_by_the_page(
        self, facilitator: Membership, member: Membership, lead: Membership, sign_in: SignIn
    ):
        url = reverse("hand_over_facilitating", args=[member.group.public_id])
        client = sign_in(facilitator)
        page = client.get(url).text
        assert str(member.public_id) in page
        assert str(lead.public_id) not in page
        client.post(url, {"to": str(member.public_id)})
        assert RoleOffer.objects.get().member == member


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
