"""The Welcome: three things now, the rest whenever, and nothing in it stands in anyone's way."""

import pytest

from facilitation.actions.information import share_information
from facilitation.actions.space import post_in_space
from facilitation.models import InformationItem
from groups import welcome as steps
from groups.actions import contacts
from groups.actions.invitations import Guest, invite
from groups.models import Delivery, Invitation, Membership
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of

pytestmark = pytest.mark.django_db


def open_for(member) -> list[str]:
    member.refresh_from_db()
    return [step.name for step in steps.still_open(member)]


def test_it_comes_right_after_the_invitation(group, facilitator, client):
    invite(Guest("Hana", "member", "hana@demo.example"), group=group, by=facilitator)
    client.get(f"/join/{Invitation.objects.get().token}/")
    answer = client.post("/join/yes/", {"name": "Hana"})
    assert answer.headers["Location"] == path("welcome", group)
    assert "Three things now" in words_of(client.get(path("welcome", group)))


def test_today_and_home_show_what_is_open_until_it_is_done_or_put_away(member, facilitator, sign_in):
    client = sign_in(member)
    for page in ("/", path("group", member.group)):
        assert "Welcome to Northshire group" in words_of(client.get(page))
    client.post(path("welcome_step", member.group), {"step": "access", "how": "later"})
    client.post(path("welcome_step", member.group), {"step": "safety", "how": "done"})
    assert open_for(member) == ["contact"]
    client.post(path("welcome_contact", member.group), {"contact": facilitator.public_id})
    assert open_for(member) == []
    for page in ("/", path("group", member.group)):
        assert "Welcome to Northshire group" not in words_of(client.get(page))


def test_all_of_it_can_be_put_away_at_once_and_found_again(member, sign_in):
    client = sign_in(member)
    client.post(path("welcome_step", member.group), {"step": "welcome", "how": "later"})
    assert open_for(member) == []
    assert "What helps me take part" in words_of(client.get(path("welcome", member.group)))


@pytest.mark.parametrize("said", [{}, {"step": "nothing", "how": "done"}, {"step": "access", "how": "x"}])
def test_what_makes_no_sense_changes_nothing(said, member, sign_in):
    assert sign_in(member).post(path("welcome_step", member.group), said).status_code == 302
    assert len(open_for(member)) == 3


def test_a_decision_maker_gets_their_own_which_begins_with_the_promise(lead, sign_in):
    lead.promised_at = None
    lead.save()
    client = sign_in(lead)
    page = words_of(client.get(path("welcome", lead.group)))
    for words in (
        "The promise to everyone",
        "What this group decides, and what not",
        "How requests reach you",
    ):
        assert words in page
    assert open_for(lead) == ["promise", "decides", "requests", "strengths"]
    client.post(path("promise", lead.group))
    assert open_for(lead) == ["decides", "requests", "strengths"]
    assert lead.promised_at


def test_strengths_and_wishes_are_shared_with_everyone(lead, member, sign_in):
    sign_in(lead).post(
        path("strengths", lead.group), {"strength": "Budgets", "wish": "To listen before I answer"}
    )
    page = words_of(sign_in(member).get(path("people", member.group)))
    assert "Good at: Budgets" in page
    assert "Would like to learn: To listen before I answer" in page


class TestAContactOfOnesOwn:
    def test_facilitators_coordinators_and_those_who_said_they_are_glad(
        self, member, carer, facilitator, coordinator, lead, professional
    ):
        assert set(contacts.possible_contacts(member)) == {facilitator, coordinator}
        Membership.objects.filter(pk=carer.pk).update(glad_to_be_contact=True)
        Membership.objects.filter(pk=coordinator.pk).update(glad_to_be_contact=False)
        Membership.objects.filter(pk__in=[lead.pk, professional.pk]).update(glad_to_be_contact=True)
        assert set(contacts.possible_contacts(member)) == {facilitator, carer}

    def test_the_chosen_one_is_told_and_nobody_else(self, member, facilitator, coordinator, sign_in):
        sign_in(member).post(path("welcome_contact", member.group), {"contact": facilitator.public_id})
        told = Delivery.objects.filter(notification__kind="contact_chosen")
        assert set(told.values_list("person", flat=True)) == {facilitator.person.pk}
        assert "Ade" in words_of(sign_in(facilitator).get(path("told_me", member.group)))
        assert "Ade" not in words_of(sign_in(coordinator).get(path("told_me", member.group)))

    def test_nobody_else_can_be_made_one(self, member, lead, sign_in):
        page = sign_in(member).post(path("welcome_contact", member.group), {"contact": lead.public_id})
        assert page.status_code == 200
        with pytest.raises(Refused):
            contacts.choose_contact(lead, by=member)


class TestABuddy:
    @pytest.fixture
    def both(self, member, carer):
        Membership.objects.filter(pk=member.pk).update(wants_buddy=True)
        Membership.objects.filter(pk=carer.pk).update(could_be_buddy=True)

    def test_a_facilitator_pairs_two_who_both_said_so_and_both_hear(
        self, both, member, carer, facilitator, sign_in
    ):
        url = path("buddy_pair", member.group, member)
        sign_in(facilitator).post(url, {"buddy": carer.public_id})
        member.refresh_from_db()
        assert member.buddy == carer
        told = Delivery.objects.filter(notification__kind="buddies").values_list("person", flat=True)
        assert set(told) == {member.person.pk, carer.person.pk}
        for one, other in ((member, "Bronwen"), (carer, "Ade")):
            assert f"You and {other}" in words_of(sign_in(one).get(path("buddy", one.group)))

    def test_nobody_is_paired_who_did_not_say_so(self, member, carer, facilitator):
        with pytest.raises(Refused):
            contacts.pair_buddies(member, carer, by=facilitator)
        Membership.objects.filter(pk=member.pk).update(wants_buddy=True)
        with pytest.raises(Refused):
            contacts.pair_buddies(member, carer, by=facilitator)

    @pytest.mark.parametrize("ends", ["member", "carer"])
    def test_either_ends_it(self, ends, both, member, carer, facilitator, sign_in):
        contacts.pair_buddies(member, carer, by=facilitator)
        one, other = (member, carer) if ends == "member" else (carer, member)
        sign_in(one).post(path("buddy_end", one.group, other))
        member.refresh_from_db()
        assert member.buddy is None

    def test_nobody_ends_what_is_between_two_others(self, both, member, carer, facilitator, sign_in):
        contacts.pair_buddies(member, carer, by=facilitator)
        sign_in(facilitator).post(path("buddy_end", member.group, member))
        member.refresh_from_db()
        assert member.buddy == carer

    def test_who_pairs_is_not_in_the_list_themselves(self, both, member, facilitator):
        Membership.objects.filter(pk=facilitator.pk).update(could_be_buddy=True)
        another = join(member.group, CAST["facilitator"], "another@demo.example")
        assert facilitator not in contacts.buddies_for(member, by=facilitator)
        assert facilitator in contacts.buddies_for(member, by=another)


class TestAWordBefore:
    def test_information_that_may_be_hard_to_read_stands_behind_its_note(self, lead, member, sign_in):
        item = share_information(
            InformationItem(title="Deaths", summary="What we know", content_note="About dying"), by=lead
        )
        assert "What we know" not in sign_in(member).get(path("information", member.group)).text
        page = sign_in(member).get(path("information_item", member.group, item)).text
        note = page.index("Before you read: About dying")
        assert note < page.index("<details", note) < page.index("What we know")

    def test_so_does_a_post_of_ours(self, member, carer, sign_in):
        post_in_space(words="It was a hard night.", content_note="About a hospital night", by=member)
        page = sign_in(carer).get(path("space", member.group)).text
        note = page.index("Before you read: About a hospital night")
        assert note < page.index("<details", note) < page.index("It was a hard night.")
