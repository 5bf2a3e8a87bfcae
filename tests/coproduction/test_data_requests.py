"""Requests by phone or letter have a month, and what is kept is forgotten in time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction import privacy
from facilitation.models import Contribution, SpacePost
from groups.actions.data import note_data_request
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import AccessNeed, Activity, DataRequest, Delivery, Look, Membership, Person, RetentionRun
from groups.states import Channel
from groups.tasks import remind_of_data_requests
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def colin(coordinator: Membership) -> Membership:
    """Someone without an account, who takes part by letter."""
    someone = ByHand(
        "Colin Marsh", "member", (Channel.LETTER,), address="4 Quarry Lane", phone="01632 960 123"
    )
    return add_by_hand(someone, by=coordinator)


def noted(colin: Membership, by: Membership, sign_in: SignIn, kind: str) -> DataRequest:
    client = sign_in(by)
    url = reverse("person_data", args=[colin.group.public_id, colin.public_id])
    client.post(url, {"kind": kind, "origin": "phone", "read_back": "on"})
    return DataRequest.objects.get(kind=kind)


def test_a_request_by_phone_has_a_month(
    colin: Membership, coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    one = noted(colin, coordinator, sign_in, "copy")
    assert timedelta(days=27) < one.due_on - timezone.localdate() < timedelta(days=32)
    told = Delivery.objects.filter(notification__kind="data_request", notification__needs_you=True)
    assert set(told.values_list("person", flat=True)) == {coordinator.person_id, facilitator.person_id}
    DataRequest.objects.update(due_on=timezone.localdate() + timedelta(days=5))
    before = told.count()
    remind_of_data_requests()
    remind_of_data_requests()
    assert told.count() > before
    assert told.values("notification").distinct().count() == 2


def test_a_copy_by_letter_holds_no_more_than_the_typist_may_read(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    session = make_session(colin.group)
    here = {"group": colin.group, "session": session, "author": colin}
    Contribution.objects.create(**here, words="For all of us.")
    Contribution.objects.create(**here, words="Among us.", audience="lived")
    SpacePost.objects.create(group=colin.group, author=colin, words="In our space.")
    AccessNeed.objects.create(person=colin.person, kind="other", words="A quiet call")
    noted(colin, coordinator, sign_in, "copy")
    letter = (
        sign_in(coordinator)
        .get(reverse("person_data_letter", args=[colin.group.public_id, colin.public_id]))
        .text
    )
    assert "4 Quarry Lane" in letter
    assert "For all of us." in letter
    for private in ("Among us.", "In our space.", "A quiet call"):
        assert private not in letter
    assert Look.objects.filter(person=colin.person, by=coordinator.person, what=Look.What.REACH).exists()


def test_without_a_request_nobody_prints_or_deletes(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    for name in ("person_data_letter", "person_data_delete"):
        answer = sign_in(coordinator).get(reverse(name, args=[colin.group.public_id, colin.public_id]))
        assert answer.status_code == 404


def deleting(colin: Membership) -> str:
    return reverse("person_data_delete", args=[colin.group.public_id, colin.public_id])


def test_deleting_on_their_word(
    colin: Membership, coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    noted(colin, coordinator, sign_in, "erase")
    client, url = sign_in(facilitator), deleting(colin)
    assert "Read this page to them first" in client.post(url, {"words": "keep"}).text
    client.post(url, {"words": "keep", "sure": "on"})
    colin.person.refresh_from_db()
    assert colin.person.erased_at
    assert not DataRequest.objects.open().exists()
    assert Activity.objects.filter(verb="membership.erased", person=facilitator.person).exists()


def test_whoever_noted_it_does_not_delete_alone(
    colin: Membership, coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    noted(colin, coordinator, sign_in, "erase")
    client = sign_in(coordinator)
    page = reverse("person_data", args=[colin.group.public_id, colin.public_id])
    for answer in (
        client.get(deleting(colin)),
        client.post(deleting(colin), {"words": "keep", "sure": "on"}),
    ):
        assert answer.status_code == 409
        assert "Nobody can delete a person alone" in answer.text
    assert deleting(colin) not in client.get(page).text
    assert deleting(colin) in sign_in(facilitator).get(page).text
    colin.person.refresh_from_db()
    assert colin.person.erased_at is None
    assert DataRequest.objects.open().exists()


def test_where_nobody_else_is_there_two_weeks_pass_first(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    noted(colin, coordinator, sign_in, "erase")
    client = sign_in(coordinator)
    assert "nobody else here can do it" in client.post(deleting(colin), {"words": "keep", "sure": "on"}).text
    colin.person.refresh_from_db()
    assert colin.person.erased_at is None
    DataRequest.objects.update(asked_at=timezone.now() - timedelta(days=14))
    client.post(deleting(colin), {"words": "keep", "sure": "on"})
    colin.person.refresh_from_db()
    assert colin.person.erased_at


def test_who_signs_in_decides_alone(member: Membership, coordinator: Membership, sign_in: SignIn):
    url = reverse("person_data", args=[member.group.public_id, member.public_id])
    answer = sign_in(coordinator).post(url, {"kind": "erase", "origin": "phone", "read_back": "on"})
    assert "They can sign in, so they do this themselves" in answer.text
    assert not DataRequest.objects.exists()


def test_a_request_is_noted_once(colin: Membership, coordinator: Membership):
    for _again in range(2):
        note_data_request(colin, kind="copy", origin="phone", by=coordinator)
    assert DataRequest.objects.count() == 1


def test_every_kind_is_forgotten_by_itself_and_noted(member: Membership, monkeypatch: pytest.MonkeyPatch):
    kinds = [keeping.kind for keeping in privacy.retention()]
    assert len(set(kinds)) == len(kinds)
    with broken(kinds[0], monkeypatch):
        privacy.retain()
    assert set(RetentionRun.objects.values_list("kind", flat=True)) == set(kinds[1:])


@contextmanager
def broken(kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One kind that cannot be forgotten: the others must not wait for it."""
    first = next(keeping for keeping in privacy.retention() if keeping.kind == kind)
    monkeypatch.setitem(first.__dict__, "past", lambda: 1 / 0)
    yield


def test_looks_are_kept_for_two_years(member: Membership, coordinator: Membership):
    for days in (729, 731):
        Look.objects.create(
            person=member.person,
            by=coordinator.person,
            what="access",
            at=timezone.now() - timedelta(days=days),
        )
    privacy.retain()
    assert Look.objects.count() == 1


def test_after_seven_years_the_record_says_what_and_not_who(member: Membership):
    Activity.objects.create(
        system=member.group.system,
        group=member.group,
        person=member.person,
        verb="session.announced",
        target="x",
        at=timezone.now() - timedelta(days=7 * 365 + 2),
    )
    privacy.retain()
    assert Activity.objects.get(verb="session.announced").person is None


def test_administrators_see_that_it_was_done(everything_admin: Client, member: Membership, sign_in: SignIn):
    privacy.retain()
    assert "The words of messages we sent" in everything_admin.get(reverse("retention_runs")).text
    assert sign_in(member).get(reverse("retention_runs")).status_code == 404


@pytest.fixture
def everything_admin(coordinator: Membership, sign_in: SignIn) -> Client:
    coordinator.group.system.duty_holders.create(person=coordinator.person, duty="administrator")
    return sign_in(coordinator)
