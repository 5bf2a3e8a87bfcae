"""Promise 4, everywhere at once: words for some are looked for on every page, as everybody (tests/promises/planted.py)."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from groups.models import Activity, CareTie, ContactBlock, Delivery, Membership, OutsideContact, Person
from groups.permissions import Permission, Role, rights
from tests.cast import CAST
from tests.house.conftest import QUICK
from tests.house.everything import Everything
from tests.promises.planted import EVERYBODY, NEWCOMER, READERS, WHY, make_planted
from tests.promises.reading import pages_of

pytestmark = pytest.mark.django_db

type Pages = dict[str, str]


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    """Made once for all tests of this file, and gone after it."""
    with django_db_blocker.unblock(), QUICK, transaction.atomic():
        yield make_planted()
        transaction.set_rollback(True)


@pytest.fixture
def whole(planted: Everything) -> Iterator[Everything]:
    """What a test changes in it is undone."""
    with transaction.atomic():
        yield planted
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(planted: Everything) -> Callable[[str], Pages]:
    """All that somebody finds, read once."""
    known: dict[str, Pages] = {}

    def pages(who: str) -> Pages:
        if who not in known:
            known[who] = pages_of(person_of(who, planted), planted)
        return known[who]

    return pages


def person_of(who: str, whole: Everything) -> Person:
    if who == "stranger":
        return whole.stranger
    if who == "outside":
        return OutsideContact.objects.select_related("person__account").get(group=whole.group).person
    return whole.cast[who].person


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_word_is_found_by_those_it_is_for_and_nobody_else(who: str, whole: Everything, read: Callable):
    shown = read(who)
    for words, readers in READERS.items():
        where = {name for name, text in shown.items() if words in text}
        if who in readers:
            assert where, f"{who} may read {words} and finds it nowhere"
        else:
            assert not where, f"{who} reads {words} on {where}"


def test_no_word_is_part_of_another():
    assert not [(one, other) for one in READERS for other in READERS if one != other and one in other]


@pytest.mark.parametrize("who", ["stranger", "left"])
def test_who_does_not_belong_finds_no_sign_of_a_private_group(who: str, whole: Everything, read: Callable):
    shown = dict(read(who))
    if who == "left":
        del shown["my_data"]  # what we hold about them is theirs to read, with the place they had
    assert whole.group.name not in " ".join(shown.values())


def test_a_stranger_cannot_tell_a_private_group_from_none(whole: Everything, client: Client):
    nowhere = "00000000-0000-4000-8000-000000000000"
    there, none = (
        client.get(reverse("public_group", args=[some])) for some in (whole.group.public_id, nowhere)
    )
    assert there.status_code == none.status_code == 404


def test_the_one_a_care_tie_is_about_finds_no_sign_of_it(whole: Everything, read: Callable):
    """The nurse reads every page with and without it, and they are the same."""
    before = bare(read("professional"))
    CareTie.objects.all().delete()
    ContactBlock.objects.all().delete()
    assert bare(pages_of(whole.cast["professional"].person, whole)) == before


def test_no_message_and_no_activity_names_what_is_between_two(whole: Everything):
    texts = " ".join(Delivery.objects.values_list("text", flat=True))
    texts += " ".join(Activity.objects.values_list("verb", flat=True))
    texts += " ".join(Activity.objects.values_list("target", flat=True))
    between_two = [words for words in READERS if words.startswith("sealed-")]
    for words in (*between_two, "caretie", "concern", "callme", "wellbeing", "contactblock"):
        assert words not in texts


def test_an_administrator_of_the_app_is_a_stranger_to_it(whole: Everything):
    """The coordinator of this world is an administrator too; without a place in the group they see even less."""
    Membership.objects.filter(pk=whole.cast["coordinator"].pk).delete()
    shown = " ".join(pages_of(whole.cast["coordinator"].person, whole).values())
    assert not [words for words in READERS if words in shown]


@pytest.mark.parametrize("other", [Role.PROFESSIONAL, Role.LEAD])
def test_a_second_hat_for_the_system_closes_what_helping_people_opened(other: Role, whole: Everything):
    """A coordinator who also answers for the system sees neither who asks to join nor what they were told."""
    evan = whole.cast["coordinator"]
    Membership.objects.filter(pk=evan.pk).update(roles=Role.COORDINATOR | other)
    shown = " ".join(pages_of(evan.person, whole).values())
    assert not [words for words in (WHY, f"Dear {NEWCOMER}", "ours-a-need-shared") if words in shown]
    assert Delivery.objects.waiting_for_hands().filter(person__name=NEWCOMER).exists(), "there is one to see"


@pytest.mark.parametrize("part", CAST.values(), ids=CAST)
def test_the_right_to_welcome_lies_with_those_who_run_and_arrange(part: object):
    role = Role(part.roles)
    assert (Permission.WELCOME_PEOPLE in rights(role)) == (role in {Role.FACILITATOR, Role.COORDINATOR})


def bare(pages: Pages) -> Pages:
    """Without what differs from one request to the next: tokens, ids, times of day and the minutes left (also in the tag of the room)."""
    changing = r'data-tag="[^"]*"|\d+ minutes? left|\d{1,2}[:.]\d{2} ?[ap]m|\b\d{1,2}[ap]m|\d{8}T\d{6}Z|csrfmiddlewaretoken" value="[^"]*|[0-9a-f]{8}-[0-9a-f-]{27}'
    return {name: re.sub(changing, "", text) for name, text in pages.items()}
