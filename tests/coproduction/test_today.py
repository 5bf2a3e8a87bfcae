"""Today: at most three things that need you, what is coming, what came of your words."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from facilitation.models import Contribution, Session
from facilitation.states import SessionState
from groups.models import Delivery, DutyHolder, Group, Membership, Person
from groups.notifications import finish, notify, settle
from groups.permissions import Duty
from groups.states import Channel, DeliveryState, MembershipState
from lifecycle.models import Ask, Trace
from tests.cast import CAST, join, make_group
from tests.kinds import told_as
from tests.lifecycle.making import make_ask

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    with told_as(needs_you=True, minutes=5):
        yield


def tell(member: Membership, *, times: int = 1) -> None:
    for number in range(times):
        notify("news", member.group, group=member.group, to=[member.person], occurrence=str(number))


def page(client: Client) -> str:
    return client.get("/").content.decode()


def plan(group: Group, title: str, *, in_minutes: int, state: str = SessionState.ANNOUNCED) -> Session:
    starts = timezone.now() + timedelta(minutes=in_minutes)
    return Session.objects.create(
        group=group, title=title, starts_at=starts, ends_at=starts + timedelta(hours=2), state=state
    )


def test_a_visitor_finds_the_front_page(client: Client, db: None):
    assert "Decide together" in page(client)


def test_empty_is_good_news(member: Membership, sign_in: SignIn):
    assert "Nothing needs you today" in page(sign_in(member))


def test_it_says_what_needs_you_and_how_long_it_takes(member: Membership, sign_in: SignIn):
    tell(member)
    shown = page(sign_in(member))
    assert "There is news for you" in shown
    assert "about 5 minutes" in shown
    assert reverse("decisions", args=[member.group.public_id]) in shown


def test_at_most_three_are_shown(member: Membership, sign_in: SignIn):
    for number in range(5):
        session = plan(member.group, f"Session {number}", in_minutes=600)
        notify("news", session, group=member.group, to=[member.person])
    shown = page(sign_in(member))
    assert shown.count("about 5 minutes") == 3
    assert "There is more" in shown


def test_it_asks_for_what_is_to_be_done_now(lead: Membership, facilitator: Membership, sign_in: SignIn):
    """A request was sent, and then an answer to it was typed in: the newest of the two says what to do."""
    asked = make_ask(lead, facilitator)
    for kind in ("ask_raised", "answer_to_confirm"):
        notify(kind, asked, group=lead.group, to=[lead.person], occurrence=kind)
    shown = page(sign_in(lead))
    assert f"Is this your answer? {asked.title}" in shown
    assert "The group sent you a request" not in shown


def test_one_thing_needs_you_once_however_often_it_was_told(member: Membership, sign_in: SignIn):
    tell(member, times=5)
    client = sign_in(member)
    assert page(client).count("about 5 minutes") == 1
    client.post(reverse("put_off", args=[Delivery.objects.filter(channel=Channel.APP)[0].public_id]))
    assert "Nothing needs you today" in page(client)


def test_later_takes_it_off_for_three_days(member: Membership, sign_in: SignIn):
    tell(member)
    client = sign_in(member)
    delivery = Delivery.objects.get(channel=Channel.APP)
    shown = client.post(reverse("put_off", args=[delivery.public_id]), follow=True).content.decode()
    assert "Nothing needs you today" in shown
    Delivery.objects.update(put_off_until=timezone.now())
    assert "about 5 minutes" in page(client)


def test_nobody_puts_off_what_is_not_theirs(member: Membership, carer: Membership, sign_in: SignIn):
    tell(member)
    delivery = Delivery.objects.get(channel=Channel.APP)
    assert sign_in(carer).post(reverse("put_off", args=[delivery.public_id])).status_code == 404
    delivery.refresh_from_db()
    assert delivery.put_off_until is None


@pytest.mark.parametrize("end", ["settle", "finish", "leave"])
def test_what_is_done_goes_away(member: Membership, sign_in: SignIn, end: str):
    tell(member)
    if end == "settle":
        settle(["news"], member.group)
    elif end == "finish":
        finish(["news"], member.group, person=member.person)
    else:
        Membership.objects.update(state=MembershipState.LEFT)
    assert "about 5 minutes" not in page(sign_in(member))


def test_what_is_coming_can_be_joined_half_an_hour_before(member: Membership, sign_in: SignIn):
    plan(member.group, "Soon", in_minutes=29)
    plan(member.group, "Next month", in_minutes=60 * 24 * 30)
    plan(member.group, "Only a plan", in_minutes=60, state=SessionState.DRAFT)
    plan(member.group, "Long over", in_minutes=-60 * 24)
    plan(make_group("Elsewhere"), "Of others", in_minutes=60)
    shown = page(sign_in(member))
    assert "Soon" in shown
    assert "Next month" in shown
    for hidden in ("Only a plan", "Long over", "Of others"):
        assert hidden not in shown


def test_a_session_to_join_stands_before_all_else(member: Membership, sign_in: SignIn):
    plan(member.group, "Soon", in_minutes=29)
    tell(member)
    shown = page(sign_in(member))
    assert shown.index("Soon") < shown.index("What needs you") < shown.index("Nothing more is planned")


def test_what_came_of_your_words_stays_until_seen(member: Membership, sign_in: SignIn):
    client = sign_in(member)
    with told_as(about_your_words=True, subject_line="Your words were used"):
        tell(member)
        assert "Your words were used" in page(client)
        delivery = Delivery.objects.get(channel=Channel.APP)
        client.post(reverse("message_read", args=[delivery.public_id]))
        assert "Your words were used" not in page(client)


def test_someone_with_one_group_sees_its_places(member: Membership, sign_in: SignIn):
    assert member.group.name in page(sign_in(member))


def test_someone_with_two_groups_chooses(member: Membership, sign_in: SignIn):
    second = make_group("Second group")
    Membership.objects.create(
        group=second, person=member.person, side=member.side, roles=member.roles, name=member.name
    )
    shown = page(sign_in(member))
    assert reverse("group", args=[second.public_id]) in shown
    assert reverse("group", args=[member.group.public_id]) in shown


def test_someone_without_a_group_is_told_what_to_do(stranger: Person, sign_in: SignIn):
    assert "You are not in a group yet" in page(sign_in(stranger))


def test_coordinators_see_how_many_letters_and_calls_wait(
    coordinator: Membership, member: Membership, sign_in: SignIn
):
    Person.objects.filter(pk=member.person.pk).update(channels=["letter"])
    member.person.refresh_from_db()
    tell(member, times=2)
    assert Delivery.objects.filter(state=DeliveryState.BY_HAND).count() == 2
    assert "2 wait for someone to post or make them" in page(sign_in(coordinator))
    assert "Letters and calls" not in page(sign_in(member))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_stays(
    member: Membership, sign_in: SignIn, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    tell(member, times=rows)
    with told_as(name="heard", about_your_words=True):
        for number in range(rows):
            plan(member.group, "Session", in_minutes=60 + number)
            plan(join(make_group(f"{number}"), CAST["carer"]).group, "Not mine", in_minutes=60)
    client = sign_in(member)
    with django_assert_max_num_queries(10):
        client.get("/")


def test_my_words_come_first_with_their_story(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    """What I said, our request, the reply, what changed: on one card, before anything else."""
    session = plan(member.group, "Letters", in_minutes=-300, state=SessionState.SETTLED)
    said = Contribution.objects.create(
        group=member.group, session=session, author=member, words="I cannot read the small print"
    )
    ask = make_ask(lead, facilitator, title="Letters in large print")
    Trace.objects.create(group=ask.group, ask=ask, contribution=said)
    with told_as(model=Ask, url_name="ask", url_arg="ask_id", about_your_words=True):
        notify("news", ask, group=ask.group, to=[member.person])
        shown = page(sign_in(member))
    assert shown.index("I cannot read the small print") < shown.index("Letters in large print")
    assert shown.index("Letters in large print") < shown.index("What needs you")


def test_an_administrator_finds_the_way_to_systems(stranger: Person, group: Group, sign_in: SignIn):
    DutyHolder.objects.create(system=group.system, person=stranger, duty=Duty.ADMINISTRATOR)
    assert reverse("systems") in page(sign_in(stranger))


def test_nobody_else_is_sent_there(stranger: Person, sign_in: SignIn):
    assert reverse("systems") not in page(sign_in(stranger))
