"""What the system promises: written and signed by its lead, seen by all, never changed afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups.models import Delivery, Group, Membership, Person
from groups.states import Channel
from groups.transitions import Refused
from lifecycle.actions.commitments import begin_commitment, sign_commitment, write_commitment
from lifecycle.models import Commitment
from tests.lifecycle.asking import ask

type SignIn = Callable[[Membership], Client]

TYPED = {
    "scope": "Letters, appointments and care plans",
    "open_to_change": "How letters are written",
    "fixed": "The postage contract, until 2028",
    "final_say": "The Northshire Board",
    "response_days": "15",
    "sponsor_name": "Jo Park",
    "sponsor_email": "jo@demo.example",
    "forum": "Northshire Board",
    "forum_contact_name": "Al Reed",
    "forum_contact_email": "al@demo.example",
    "forum_meets_on": "2031-03-03",
    "forum_papers_on": "2031-02-19",
    "outside_contact": "Healthwatch Northshire, 01632 960 001",
    "review_on": "2031-06-01",
    "confidence_pounds": "4000",
    "confidence_hours": "120",
}


def write(client: Client, group: Group, **changes: Any) -> str:
    return read(
        client.post(reverse("commitment_write", args=[group.public_id]), TYPED | changes, follow=True)
    )


def sign(client: Client, group: Group, **typed: Any) -> str:
    return read(client.post(reverse("commitment_sign", args=[group.public_id]), typed, follow=True))


def see(client: Client, group: Group) -> str:
    return read(client.get(reverse("commitment", args=[group.public_id])))


def read(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def signed(lead: Membership, sign_in: SignIn) -> Commitment:
    priya = sign_in(lead)
    write(priya, lead.group)
    sign(priya, lead.group, no_comeback="on")
    return Commitment.objects.get()


def test_until_one_is_signed_the_page_says_so(member: Membership, lead: Membership, sign_in: SignIn):
    ade = sign_in(member)
    assert "No commitment is signed yet" in see(ade, member.group)
    write(sign_in(lead), lead.group)
    assert "Letters, appointments" not in see(ade, member.group)  # a draft is its writer's own
    assert "Read the draft and sign it" in see(sign_in(lead), lead.group)


def test_everyone_reads_what_was_signed(
    member: Membership, supporter: Membership, lead: Membership, signed: Commitment, sign_in: SignIn
):
    for who in (member, supporter, lead):
        page = see(sign_in(who), who.group)
        for words in (
            "Nothing said here will affect",
            "Dr Priya Nair",
            "15 working days",
            "Jo Park",
            "Northshire Board",
            "Meets on Monday 3 March 2031",
            "Papers close on Wednesday 19 February 2031",
            "Healthwatch",
            "4000",
        ):
            assert words in page, words


def test_signing_tells_everyone_present(
    member: Membership, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    write(sign_in(lead), lead.group)
    sign(sign_in(lead), lead.group, no_comeback="on")
    told = Delivery.objects.filter(notification__kind="commitment_signed", channel=Channel.APP)
    assert set(told.values_list("person", flat=True)) == {
        one.person_id for one in (member, facilitator, lead)
    }


def test_nothing_is_signed_without_the_promise(lead: Membership, sign_in: SignIn):
    write(sign_in(lead), lead.group)
    assert "Tick this to sign" in sign(sign_in(lead), lead.group)
    draft = Commitment.objects.get()
    assert draft.state == "draft"
    with pytest.raises(Refused):
        sign_commitment(draft, no_comeback=False, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(state="signed")


def test_a_new_version_replaces_the_old_which_stays_readable(
    member: Membership, lead: Membership, signed: Commitment, sign_in: SignIn
):
    priya, ade = sign_in(lead), sign_in(member)
    before = Commitment.objects.filter(pk=signed.pk).values().get()
    assert "Letters, appointments" in read(
        priya.get(reverse("commitment_write", args=[lead.group.public_id]))
    )
    write(priya, lead.group, scope="Everything about letters")
    sign(priya, lead.group, no_comeback="on")
    assert "Everything about letters" in see(ade, member.group)
    assert "Version 1, signed" in see(ade, member.group)
    old = read(ade.get(reverse("commitment_version", args=[member.group.public_id, signed.public_id])))
    assert "Letters, appointments and care plans" in old
    assert Commitment.objects.filter(pk=signed.pk).values().get() == before | {"state": "replaced"}


def test_a_signed_version_cannot_be_written_again(lead: Membership, signed: Commitment):
    with pytest.raises(Refused, match="never changes"):
        write_commitment(signed, sponsor=None, forum_contact=None, investments=[], by=lead)


def test_a_request_keeps_the_terms_it_was_sent_under(
    lead: Membership, facilitator: Membership, signed: Commitment, sign_in: SignIn
):
    asked = ask(lead, facilitator)
    write(sign_in(lead), lead.group, response_days="40")
    sign(sign_in(lead), lead.group, no_comeback="on")
    asked.refresh_from_db()
    assert (asked.response_days, asked.commitment) == (15, signed)
    assert ask(lead, facilitator).response_days == 40


def test_naming_someone_by_a_known_email_shows_nobody_elses_name(
    member: Membership, lead: Membership, sign_in: SignIn
):
    """Or a lead could type addresses and read off who has them."""
    write(sign_in(lead), lead.group, sponsor_name="J Park", sponsor_email=member.person.email)
    sponsor = Commitment.objects.get().sponsor
    assert sponsor
    assert (sponsor.name, sponsor == member.person) == ("J Park", False)


def test_the_same_sponsor_stays_the_same_row(lead: Membership, signed: Commitment, sign_in: SignIn):
    people = Person.objects.count()
    write(sign_in(lead), lead.group, scope="Everything about letters")
    assert Person.objects.count() == people
    assert begin_commitment(lead.group).sponsor == signed.sponsor


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"response_days": "61"}, "Choose a number from 5 to 60."),
        ({"response_days": "-1"}, "response_days"),
        ({"sponsor_email": ""}, "Give an email address, so that they can be told."),
        ({"sponsor_name": ""}, "Give their name too."),
        ({"sponsor_email": "not an address"}, "Enter an email address such as"),
        ({"forum_papers_on": "2031-03-04"}, "Papers close before the forum meets."),
        ({"review_on": ""}, "Please fill this in."),
        ({"review_on": "0000-99-99"}, "Enter a date such as"),
        ({"time_hours": "9" * 30}, "Enter 100000 or less."),
        ({"scope": "x" * 2001}, "2000 characters at most"),
    ],
)
def test_each_mistake_is_named_and_what_was_typed_stays(
    changes: dict[str, str], words: str, lead: Membership, sign_in: SignIn
):
    page = write(sign_in(lead), lead.group, **changes)
    assert words in page
    assert "There is a problem" in page
    assert "The postage contract, until 2028" in page
    assert not Commitment.objects.exists()


def test_only_decision_makers_write_and_sign(
    member: Membership, facilitator: Membership, coordinator: Membership, lead: Membership, sign_in: SignIn
):
    for who in (member, facilitator, coordinator):
        assert "This is for other people in the group" in write(sign_in(who), who.group)
    with pytest.raises(Refused):
        sign_commitment(begin_commitment(lead.group), no_comeback=True, by=facilitator)


def test_there_is_nothing_to_sign_before_it_is_written(lead: Membership, sign_in: SignIn):
    assert "There is no draft to sign" in sign(sign_in(lead), lead.group, no_comeback="on")
