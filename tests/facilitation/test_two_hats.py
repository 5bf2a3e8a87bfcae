"""Somebody with two hats enters the lived experience space only if the space agrees (promise 4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from facilitation.actions.contributions import contribute
from facilitation.actions.space import post_in_space
from facilitation.actions.space_entry import ask_to_enter, say_no, say_yes
from facilitation.models import Contribution, SpaceEntry, SpaceYes
from facilitation.models.space import is_inside, people_inside
from facilitation.tasks import close_space_entries
from groups.models import Activity, Delivery, DutyHolder, Membership, Person
from groups.permissions import Duty, Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import CAST, Part, join
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def vik(member: Membership) -> Membership:
    """Lives with a condition, and facilitates."""
    return join(member.group, Part("Vik", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "vik@demo.example")


@pytest.fixture
def third(member: Membership) -> Membership:
    return join(member.group, Part("Colin", Side.LIVED, Role.MEMBER), "colin@demo.example")


def days_pass() -> None:
    """The five working days are over, and the clock comes."""
    SpaceEntry.objects.update(closes_on=SpaceEntry.objects.get().asked_on - timedelta(days=1))
    close_space_entries()
    close_space_entries()


def test_they_come_in_once_the_space_agreed_and_not_before(
    member: Membership, carer: Membership, third: Membership, vik: Membership, sign_in: SignIn
):
    post_in_space(words="Among us", by=member)
    browser = sign_in(vik)
    asked = browser.get(path("space", vik.group), follow=True)
    assert "the people in the space are asked first" in words_of(asked)
    browser.post(path("space_enter", vik.group), {"why": "I live with it too."})
    entry = SpaceEntry.objects.get()
    for one in (member, carer, third):
        assert Delivery.objects.needing(one.person).exists()
        page = sign_in(one)
        assert "I live with it too." in words_of(page.get(path("space", vik.group)))
        page.post(path("space_entry_answer", vik.group, entry), {"say": "yes"})
    assert "Among us" not in words_of(browser.get(path("space", vik.group), follow=True))
    days_pass()
    assert "Among us" in words_of(browser.get(path("space", vik.group)))
    assert (
        "What the space said" in browser.get("/").text or Delivery.objects.filter(person=vik.person).exists()
    )
    assert not SpaceYes.objects.exists()


def test_one_no_is_enough_and_nothing_says_whose(
    member: Membership, carer: Membership, third: Membership, vik: Membership, sign_in: SignIn
):
    entry = ask_to_enter(by=vik)
    before = Activity.objects.count()
    for one in (member, carer, third):
        say_yes(entry, by=one)
    sign_in(carer).post(path("space_entry_answer", vik.group, entry), {"say": "no"})
    entry.refresh_from_db()
    assert entry.state == "asked", "its moment tells nothing"
    assert Activity.objects.count() == before
    days_pass()
    entry.refresh_from_db()
    assert (entry.state, entry.somebody_said_no) == ("not_agreed", False)
    page = words_of(sign_in(vik).get(path("space_enter", vik.group)))
    assert "The space did not agree" in page
    assert "Bronwen" not in page
    with pytest.raises(Refused, match="three months"):
        ask_to_enter(by=vik)


@pytest.mark.parametrize(("yes", "agreed"), [(1, False), (2, True)])
def test_of_fewer_than_three_all_say_yes(yes: int, agreed: bool, member, carer, vik):
    entry = ask_to_enter(by=vik)
    for one in (member, carer)[:yes]:
        say_yes(entry, by=one)
    days_pass()
    assert is_inside(Membership.objects.get(pk=vik.pk)) is agreed


def test_nobody_inside_means_nobody_agreed(vik, member):
    Membership.objects.filter(pk=member.pk).update(state="left")
    ask_to_enter(by=vik)
    days_pass()
    assert not is_inside(vik)


def test_anybody_inside_has_it_asked_again_and_until_then_they_are_outside(
    member: Membership, carer: Membership, vik: Membership, sign_in: SignIn
):
    entry = ask_to_enter(by=vik)
    for one in (member, carer):
        say_yes(entry, by=one)
    days_pass()
    sign_in(carer).post(path("space_entry_again", vik.group, entry))
    assert not is_inside(vik)
    assert sign_in(vik).get(path("space", vik.group)).status_code == 302
    say_no(SpaceEntry.objects.get(), by=carer)
    days_pass()
    assert SpaceEntry.objects.get().state == "not_agreed"


def test_the_same_rule_holds_wherever_words_are_among_us(member: Membership, vik: Membership):
    said = contribute(open_room(vik.group), words="Among us", audience="lived", by=member)
    assert not Contribution.objects.readable_by(vik).exists()
    entry = ask_to_enter(by=vik)
    say_yes(entry, by=member)
    days_pass()
    assert Contribution.objects.readable_by(vik).get() == said


@pytest.mark.parametrize("hat", ["coordinator", "duty", "another group"])
def test_a_second_hat_counts_from_the_moment_it_is_put_on(hat: str, carer: Membership):
    assert is_inside(carer)
    if hat == "coordinator":
        carer.roles |= Role.COORDINATOR
        carer.save()
    elif hat == "duty":
        DutyHolder.objects.create(system=carer.group.system, person=carer.person, duty=Duty.PAYMENTS)
    else:
        other = type(carer.group).objects.create(system=carer.group.system, name="Other")
        part = CAST["lead"]
        Membership.objects.create(
            group=other, person=carer.person, side=part.side, roles=part.roles, name="B", job="Director"
        )
    assert not is_inside(Membership.objects.get(pk=carer.pk))


def test_only_people_inside_are_asked_and_nobody_answers_for_themselves(member, carer, vik, lead):
    entry = ask_to_enter(by=vik)
    for other in (vik, lead):
        with pytest.raises(Refused):
            say_yes(entry, by=other)
    with pytest.raises(Refused, match="need to ask"):
        ask_to_enter(by=carer)


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_inside_is_asked_at_once_however_many_wear_two_hats(
    count: int, member: Membership, django_assert_num_queries
):
    for number in range(count):
        both = join(
            member.group,
            Part(f"Vik {number}", Side.LIVED, Role.MEMBER | Role.FACILITATOR),
            f"vik{number}@demo.example",
        )
        SpaceEntry.objects.create(
            group=member.group, member=both, state="agreed", closes_on=member.group.today
        )
    with django_assert_num_queries(1):
        inside = people_inside(member.group)
    assert len(inside) == count + 1
    assert all(is_inside(one) for one in inside)
