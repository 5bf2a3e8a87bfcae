"""Every address of a group, tried by everyone: exactly those whom the door names come in, and nobody else.

Allowed means: neither sent away nor told that it is for others. What the page then says about a missing form
or an act that may not happen now is another test's business; that its buttons work without JavaScript is asked here,
since no other walk meets as many pages.
"""

from http import HTTPStatus

import pytest
from django.urls import reverse

from coproduction.doors import Address, addresses, roles_through
from groups.permissions import Role
from tests.cast import CAST
from tests.house.everything import PLAIN, Everything
from tests.house.trying import attempt, signed_in, url_of
from tests.pages import bare, needs_javascript

pytestmark = pytest.mark.django_db

INSIDE = [address for address in addresses() if address.in_a_group and address.door.kind == "members"]
WITH_ROWS = [address for address in INSIDE if address.arguments - {"group_id"} - set(PLAIN)]
TURNED_AWAY = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
METHODS = ("get", "post")

# Where a page is for fewer people than its door lets in: who is told so, and how.
GONE = HTTPStatus.NOT_FOUND
NARROWER = {
    "space_file": {"member": GONE, "carer": GONE},  # this post has no file
    "space_take_back": {"carer": GONE},  # their own words only
}
OTHERS = ("carer", "professional", "facilitator", "lead", "coordinator", "supporter")
NARROWER |= dict.fromkeys(
    ("role_offer", "role_accept", "role_decline"), dict.fromkeys(OTHERS, GONE)
)  # asked of one person
NARROWER |= {
    "words_file": dict.fromkeys(CAST, GONE),  # these words were typed from no file
    "handed_file": dict.fromkeys(("member", "professional", "lead", "supporter"), GONE),
    "handed_back": {role: GONE for role in CAST if role != "carer"},
}
NARROWER["words_check"] = {role: GONE for role in CAST if role != "member"}  # their author; nobody typed them
NOT_WRITING = dict.fromkeys(("professional", "lead", "coordinator", "supporter"), GONE)
NOT_MINE = dict.fromkeys([role for role in CAST if role != "member"], GONE)  # private to one person
NARROWER |= dict.fromkeys(("call_withdraw", "care_tie_delete", "care_tie_show", "block_end"), NOT_MINE)
REPORTS = (
    "report",
    "report_json",
    "report_csv",
    "report_text",
    "report_board",
    "report_file",
    "report_file_save",
)
NARROWER |= dict.fromkeys(REPORTS, NOT_WRITING)  # a draft, not yet approved

FORBIDDEN = HTTPStatus.FORBIDDEN
FOR_PLANNERS_AND_ONE = dict.fromkeys(("carer", "professional", "lead", "supporter"), GONE)
NARROWER |= dict.fromkeys(
    ("co_facilitation", "proposal", "proposal_right", "proposal_withdraw"), FOR_PLANNERS_AND_ONE
)
NARROWER |= dict.fromkeys(("co_facilitate_yes", "co_facilitate_no", "co_facilitate_back"), NOT_MINE)
NARROWER |= dict.fromkeys(("position_take_back", "dispute_take_back"), NOT_MINE)
FROM_THE_SYSTEM = {"coordinator": FORBIDDEN}
NARROWER |= dict.fromkeys(("get_ready_new", "debrief_new"), FROM_THE_SYSTEM)
NARROWER["note_check_one"] = FOR_PLANNERS_AND_ONE | {"coordinator": GONE}  # its author and facilitators
NARROWER["open_answer_take_back"] = dict.fromkeys(("carer", "professional", "facilitator", "lead"), GONE)
NARROWER["credit"] = dict.fromkeys(("carer", "professional", "lead"), GONE)  # their own words only

# What a post must say to be looked at, where an empty one leads nowhere.
SAID = {"signal": {"kind": "slow"}}

each_inside = pytest.mark.parametrize("address", INSIDE, ids=lambda address: address.name)
each_with_rows = pytest.mark.parametrize("address", WITH_ROWS, ids=lambda address: address.name)


# Who may is said by code; what each page and act asks of PostgreSQL is tried there by promise 4, as everybody, and by
# test_hostile_input.py and test_in_which_states.py.
@pytest.mark.any_database
@each_inside
def test_exactly_those_whom_the_door_names_come_in(address: Address, everything: Everything):
    url = url_of(address, everything.arguments(address.route, address.arguments))
    through = roles_through(address.door)
    for role, part in CAST.items():
        client = signed_in(everything.cast[role].person)
        for method in METHODS:
            page = attempt(client, method, url, SAID.get(address.name))
            status = page.status_code
            said = f"{method} {url} as {role}: {status}"
            assert status < 500, said
            if narrower := NARROWER.get(address.name, {}).get(role):
                assert status in {narrower, HTTPStatus.METHOD_NOT_ALLOWED}, said
            elif Role(part.roles) in through:
                assert status not in TURNED_AWAY, said
            else:
                assert status == HTTPStatus.FORBIDDEN, said
            assert needs_javascript(page) == [], said  # promise 8, asked of every page that is met here


@pytest.mark.any_database  # the one look-up of the door; promise 4 walks it on PostgreSQL too
@each_inside
def test_who_does_not_belong_learns_nothing(address: Address, everything: Everything):
    real = url_of(address, everything.arguments(address.route, address.arguments))
    unknown = real.replace(str(everything.group.public_id), "00000000-0000-4000-8000-000000000000")
    for person in (everything.stranger, everything.cast["left"].person):
        client = signed_in(person)
        there, nowhere = attempt(client, "get", real), attempt(client, "get", unknown)
        assert there.status_code == nowhere.status_code == HTTPStatus.NOT_FOUND
        assert bare(there, real) == bare(nowhere, unknown), "a private group and no group look the same"
        assert attempt(client, "post", real).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.any_database  # it asks none
@each_inside
def test_without_sign_in_one_is_asked_to_before_anything_is_looked_up(
    address: Address, everything: Everything, client, django_assert_num_queries
):
    url = url_of(address, everything.arguments(address.route, address.arguments))
    for method in METHODS:
        with django_assert_num_queries(0):
            answer = getattr(client, method)(url)
        assert answer.status_code == HTTPStatus.FOUND
        assert answer.headers["Location"].startswith(reverse("account_login"))


@each_with_rows
def test_the_rows_of_another_group_are_not_there(
    address: Address, everything: Everything, elsewhere: Everything
):
    """Even for someone who may do it here, and even for someone who is in both groups."""
    theirs = elsewhere.arguments(address.route, address.arguments) | {"group_id": everything.group.public_id}
    url = url_of(address, theirs)
    for role, part in CAST.items():
        if Role(part.roles) not in roles_through(address.door):
            continue
        client = signed_in(everything.cast[role].person)
        seen = {attempt(client, method, url).status_code for method in METHODS}
        assert seen <= {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}, f"{url} as {role}: {seen}"
        assert HTTPStatus.NOT_FOUND in seen


@pytest.mark.any_database  # the same look-up
@each_inside
def test_another_group_is_not_there_either(address: Address, everything: Everything, elsewhere: Everything):
    url = url_of(address, elsewhere.arguments(address.route, address.arguments))
    for role in CAST:
        client = signed_in(everything.cast[role].person)
        assert attempt(client, "get", url).status_code == HTTPStatus.NOT_FOUND
    assert attempt(client, "post", url).status_code == HTTPStatus.NOT_FOUND
