"""Several roles in one place: offered and accepted, ended, handed over; and a group that lost its facilitator."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.facilitators import facilitating
from groups.actions.memberships import leave
from groups.actions.roles import accept_role, decline_role, end_role, offer_myself, offer_role, withdraw_role
from groups.models import Membership, Person, RoleOffer
from groups.permissions import Permission, Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import CAST, Part, join
from tests.groups.a_place import again, told

type SignIn = Callable[[Membership | Person], Client]


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
