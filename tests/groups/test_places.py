"""The places stand on every page of a group, and the one we are in says so."""

import re
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from groups.access import refuse_role
from groups.models import Membership
from groups.permissions import Permission


@dataclass
class Reader:
    is_authenticated: bool = True


def page(path: str, member: Membership | None = None, reader: Reader | None = None) -> str:
    request = RequestFactory().get(path)
    request.user = reader or Reader()
    if member:
        request.member = member
    return render_to_string("base.html", request=request)


def marked(shown: str) -> list[tuple[str, str]]:
    return re.findall(r'aria-current="(\w+)">(.*?)</a>', shown)


@pytest.fixture
def home(member: Membership) -> str:
    return reverse("group", args=[member.group.public_id])


def test_the_page_of_a_place_is_marked(member: Membership, home: str):
    assert marked(page(home, member)) == [("page", "Our group")]


def test_a_page_inside_a_place_marks_the_nearest(member: Membership, home: str):
    assert marked(page(f"{home}how-we-work/2/", member)) == [("true", "Our group")]


@pytest.mark.parametrize(
    ("name", "place"),
    [("papers", "Sessions"), ("series", "Sessions"), ("hidden", "Sessions"), ("people", "Our group")],
)
def test_a_page_with_an_address_of_its_own_marks_the_place_it_is_of(
    member: Membership, home: str, name: str, place: str
):
    assert marked(page(f"{home}{name}/1/", member)) == [("true", place)]


def test_the_group_is_named(member: Membership, home: str):
    assert member.group.name in page(home, member)


def test_whoever_answers_to_several_groups_can_see_them(member: Membership, lead: Membership, home: str):
    overview = f'href="{reverse("groups_overview")}"'
    assert overview in page(home, lead)
    assert overview not in page(home, member)


def test_a_visitor_sees_no_places_and_can_sign_in():
    shown = page("/", reader=Reader(is_authenticated=False))
    assert "<nav" not in shown
    assert reverse("account_login") in shown


def test_every_page_says_what_to_do_in_an_emergency(member: Membership, home: str):
    assert "In an emergency call 999." in page(home, member)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_page_for_what_went_wrong_says_what_to_do_next(name: str):
    request = RequestFactory().get("/")
    request.user = Reader(is_authenticated=False)
    shown = render_to_string(name, request=request)
    assert shown.count("<h1") == 1
    assert 'class="nhsuk-button" href="/"' in shown


def test_the_page_of_last_resort_needs_nothing():
    assert "It is not your fault." in render_to_string("500.html")


def test_whoever_may_not_is_told_who_can(member: Membership):
    request = RequestFactory().get("/")
    request.user = Reader()
    request.member = member
    shown = refuse_role(request, Permission.ANSWER_ASKS).content.decode()
    assert "<li>decision-makers</li>" in shown
    assert reverse("group", args=[member.group.public_id]) in shown


@pytest.mark.parametrize("inside", ["information_requests", "model_map", "glossary", "search"])
def test_what_is_reached_from_information_stands_in_information(inside: str, member: Membership):
    assert marked(page(reverse(inside, args=[member.group.public_id]), member)) == [("true", "Information")]
