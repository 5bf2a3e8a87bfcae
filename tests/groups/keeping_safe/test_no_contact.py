"""No contact between two people: everything that joined them ends, and nobody learns why."""

import pytest
from django.urls import reverse

from groups.actions import contacts
from groups.actions import safety as acts
from groups.actions.consents import Given, give_consent
from groups.actions.helpers import accept_helping, name_helper
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import leave
from groups.blocking import may_meet
from groups.models import ContactBlock, Delivery, Membership
from groups.states import ConsentKind
from groups.transitions import Refused
from tests.facilitation.meeting import path, words_of
from tests.groups.keeping_safe.telling import ask

pytestmark = pytest.mark.django_db


class TestNoContact:
    def test_neither_can_be_the_others_contact_or_buddy(self, member, facilitator, carer):
        contacts.block_contact(facilitator, tell=False, by=member)
        assert not may_meet(member, facilitator)
        assert not may_meet(facilitator, member)
        assert may_meet(member, carer)
        with pytest.raises(Refused):
            contacts.choose_contact(facilitator, by=member)
        Membership.objects.filter(pk__in=[member.pk, carer.pk]).update(could_be_buddy=True)
        contacts.block_contact(carer, tell=False, by=member)
        assert carer not in contacts.buddies_for(member, by=facilitator)
        assert member not in contacts.buddies_for(carer, by=facilitator)

    def test_what_joined_them_ends(self, member, facilitator, professional):
        contacts.choose_contact(facilitator, by=member)
        tie = acts.tell_of_care(about=professional, words="", by=member)
        contacts.block_contact(facilitator, tell=False, by=member)
        member.refresh_from_db()
        tie.refresh_from_db()
        assert (member.contact, tie.told_to) == (None, None)

    def test_the_other_never_learns_it(self, member, facilitator, carer, sign_in):
        Membership.objects.update(could_be_buddy=True, wants_buddy=True)
        addresses = [
            "people",
            "safety",
            "blocks",
            "told_me",
            "keep_apart",
            "buddies",
            "buddy",
            "welcome_contact",
        ]
        before = {name: words_of(sign_in(facilitator).get(path(name, member.group))) for name in addresses}
        before["pair"] = words_of(sign_in(facilitator).get(path("buddy_pair", member.group, member)))
        contacts.block_contact(facilitator, tell=True, by=member)
        after = {name: words_of(sign_in(facilitator).get(path(name, member.group))) for name in addresses}
        after["pair"] = words_of(sign_in(facilitator).get(path("buddy_pair", member.group, member)))
        assert before == after
        assert not Delivery.objects.filter(person=facilitator.person).exists()

    def test_those_who_arrange_see_it_only_if_the_person_wants_that(
        self, member, carer, coordinator, lead, sign_in
    ):
        url = path("keep_apart", member.group)
        block = contacts.block_contact(carer, tell=False, by=member)
        assert "Ade and Bronwen" not in words_of(sign_in(coordinator).get(url))
        contacts.block_contact(carer, tell=True, by=member)
        assert "Ade and Bronwen" in words_of(sign_in(coordinator).get(url))
        assert sign_in(lead).get(url).status_code == 403
        sign_in(member).post(path("block_end", member.group, block))
        assert not ContactBlock.objects.exists()

    def test_the_other_helps_them_and_comes_with_them_no_more(self, member, carer):
        asked = name_helper(member, name="B", email="b@demo.example", powers=["reach"], by=member.person)
        helper = accept_helping(asked, by=carer.person.account)
        Membership.objects.filter(pk=carer.pk).update(comes_with=member)
        contacts.block_contact(carer, tell=False, by=member)
        helper.refresh_from_db()
        carer.refresh_from_db()
        assert (helper.state, carer.comes_with) == ("stopped", None)

    def test_nobody_comes_back_as_supporter_of_whom_they_may_not_meet(self, member, carer, facilitator):
        contacts.block_contact(carer, tell=False, by=member)
        guest = Guest("Bronwen", "supporter", email="b@demo.example", comes_with=member)
        invitation = invite(guest, group=member.group, by=facilitator)
        with pytest.raises(Refused, match="Ask the person who invited you"):
            accept(invitation, name="Bronwen", line="", by=carer.person.account)

    def test_the_other_no_longer_reads_how_to_reach_them(self, member, carer, sign_in):
        details = Given(ConsentKind.CONTACT_DETAILS, "Ring me on 01632 960 777")
        give_consent(details, group=member.group, by=member.person)
        url = path("people", member.group)
        assert "01632 960 777" in words_of(sign_in(carer).get(url))
        contacts.block_contact(carer, tell=False, by=member)
        assert "01632 960 777" not in words_of(sign_in(carer).get(url))
        assert "01632 960 777" in words_of(sign_in(member).get(url))

    def test_whoever_left_no_longer_sees_who_waits_for_a_call_and_the_number(
        self, member, facilitator, second_facilitator, sign_in
    ):
        contacts.choose_contact(facilitator, by=member)
        call = ask(member, facilitator.person)
        assert "01632 960 155" in words_of(sign_in(facilitator).get("/concerns/"))
        leave(by=facilitator)
        assert "01632 960 155" not in words_of(sign_in(facilitator.person).get("/concerns/"))
        gone = sign_in(facilitator.person).post(reverse("call_made", args=[call.public_id]))
        assert gone.status_code == 404

    def test_nobody_who_waits_for_a_call_is_dropped(self, member, facilitator):
        contacts.choose_contact(facilitator, by=member)
        ask(member, facilitator.person)
        with pytest.raises(Refused, match="They wait for a call from you"):
            contacts.block_contact(member, tell=False, by=facilitator)
