"""Promise 4: care ties, concerns, calls, notes on how one is and whom one avoids, looked for on every page as everyone.

Only the person and the one each row names ever find the words.
"""

import re

import pytest
from django.utils import timezone

from coproduction.doors import addresses
from groups.actions.contacts import choose_contact
from groups.models import (
    Account,
    Activity,
    CallMe,
    CareTie,
    Concern,
    ContactBlock,
    Delivery,
    Membership,
    OutsideContact,
    Person,
    WellbeingNote,
)
from groups.states import CallState, ConcernState
from tests.cast import CAST, join
from tests.house.everything import Everything, make_everything
from tests.house.trying import attempt, signed_in, url_of

pytestmark = pytest.mark.django_db

# Each word, and who may find it. "contact": the facilitator whom the member chose.
MAY_READ = {
    "sealed-a-care-tie": {"member", "contact"},
    "sealed-a-concern": {"member", "outside"},
    "sealed-a-reply": {"member", "outside"},
    "sealed-a-number": {"member", "contact"},
    "sealed-when-it-suits": {"member", "contact"},
    "sealed-how-i-am": {"member"},
}
EVERYBODY = [*CAST, "contact", "outside", "stranger", "left"]


@pytest.fixture
def whole() -> Everything:
    whole = make_everything("Northshire group")
    contact = join(whole.group, CAST["facilitator"], "contact@northshire.example")
    whole.cast["contact"] = contact
    outside = OutsideContact.objects.select_related("person").get(group=whole.group).person
    outside.account = Account.objects.create_user("joy@healthwatch.example")
    outside.save()
    member = whole.cast["member"]
    choose_contact(contact, by=member)
    CareTie.objects.update(words="sealed-a-care-tie", about=whole.cast["professional"], told_to=contact)
    Concern.objects.update(
        words="sealed-a-concern",
        reply="sealed-a-reply",
        state=ConcernState.CLOSED,
        closed_at=timezone.now(),
        to=outside,
    )
    CallMe.objects.update(
        number="sealed-a-number",
        when_suits="sealed-when-it-suits",
        to=contact.person,
        state=CallState.WAITING,
        settled_at=None,
    )
    WellbeingNote.objects.update(words="sealed-how-i-am")
    ContactBlock.objects.update(other=whole.cast["professional"])
    return whole


def person_of(role: str, whole: Everything) -> Person:
    if role == "stranger":
        return whole.stranger
    if role == "outside":
        return OutsideContact.objects.select_related("person__account").get(group=whole.group).person
    return whole.cast[role].person


def everything_shown(whole: Everything, person: Person) -> str:
    """Every page and file this person can open, as one text."""
    found, client = [], signed_in(person)
    for address in addresses():
        if address.door is None or address.name in {"room_stream", "join_link", "stop"}:
            continue
        try:
            url = url_of(address, whole.arguments(address.route, address.arguments))
        except KeyError:
            continue
        page = attempt(client, "get", url)
        if page.status_code == 200 and not page.streaming:
            found.append(page.text)
    return " ".join(found)


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_word_is_found_by_the_two_it_is_between(role: str, whole: Everything):
    shown = everything_shown(whole, person_of(role, whole))
    found = {words for words in MAY_READ if words in shown}
    allowed = {words for words, readers in MAY_READ.items() if role in readers}
    assert found == allowed


def test_the_one_it_is_about_finds_no_sign_of_it(whole: Everything):
    """The nurse reads every page with and without it, and they are the same."""
    nurse = whole.cast["professional"].person
    before = _bare(everything_shown(whole, nurse))
    CareTie.objects.all().delete()
    ContactBlock.objects.all().delete()
    assert _bare(everything_shown(whole, nurse)) == before


def test_no_message_and_no_activity_names_it(whole: Everything):
    texts = " ".join(Delivery.objects.values_list("text", flat=True))
    texts += " ".join(Activity.objects.values_list("verb", flat=True))
    texts += " ".join(Activity.objects.values_list("target", flat=True))
    for words in (*MAY_READ, "caretie", "concern", "callme", "wellbeing", "contactblock"):
        assert words not in texts


def test_an_administrator_of_the_app_is_a_stranger_to_it(whole: Everything):
    """The coordinator of this world is an administrator too; without a place in the group they see even less."""
    Membership.objects.filter(pk=whole.cast["coordinator"].pk).delete()
    shown = everything_shown(whole, whole.cast["coordinator"].person)
    assert not [words for words in MAY_READ if words in shown]


def _bare(text: str) -> str:
    text = re.sub(r"\d{8}T\d{6}Z", "", text)  # of calendars: the moment they were made
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]*', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
