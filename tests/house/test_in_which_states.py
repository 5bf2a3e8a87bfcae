"""Role × address × state: what an address shows and lets be done, in every state of the rows it names.

In a state that is not declared, an act is refused or leads elsewhere and nothing is written; in a declared one
it is not refused for its state. Forms are filled in as somebody would, so that the state alone decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client

from coproduction import documents
from coproduction.documents import moving_models
from coproduction.doors import Address, addresses, roles_through
from coproduction.when import WHEN, When
from coproduction.when.shape import States
from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SessionState
from groups.models import Activity, Helper, Person
from groups.permissions import Role, rights
from lifecycle.models import Ask, Commitment
from lifecycle.states import AskState, CommitmentState
from tests.cast import CAST
from tests.house.everything import PLAIN, Everything
from tests.house.filling import filled
from tests.house.test_states import whole
from tests.house.trying import signed_in, url_of, writing

pytestmark = pytest.mark.django_db

MOVING = {model for model, _ in moving_models()}
BY_NAME = {address.name: address for address in addresses()}
REFUSED = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
# Written for whoever reads, not by what they do: their sign-in, that they looked, that they read a message.
BESIDE = ("django_session", "groups_look", "groups_delivery")

# Who does it where not just anybody of the door can: it is their own row, or somebody else's words.
DOES = {
    "call_made": "facilitator",
    "call_withdraw": "member",
    "co_facilitate_back": "member",
    "co_facilitate_no": "member",
    "co_facilitate_yes": "member",
    "concern": "member",
    "consent_take_back": "member",
    "hiding_appeal": "member",
    "hiding_decide": "carer",
    "hiding_lift": "facilitator",
    "space_entry_leave": "carer",
    "space_moderator_answer": "carer",
    "helper_keep": "member",
    "helper_stop": "member",
    "information_request_meet": "lead",
    "lead_back": "member",
    "lead_no": "member",
    "lead_offer": "member",
    "lead_yes": "member",
    "me_too": "lead",
    "proposal_right": "member",
    "proposal_withdraw": "member",
    "question_answer": "lead",
    "role_accept": "member",
    "role_decline": "member",
    "role_offer": "member",
    "role_withdraw": "facilitator",
    "take_back": "member",
    "position_take_back": "member",
    "dispute_take_back": "member",
    "credit": "member",
    "to_do_answer": "member",
    "to_do_done": "member",
    "to_do_later": "member",
    "to_do_hand_on": "member",
    "first_facilitator": "coordinator",
}

# What stands in the way in this world besides the state, so that a declared act is refused all the same.
BESIDES = {
    "answer_file": "its file lay in the folder of another test",
    "ask_go_on": "it does not rest",
    "ask_join": "there is no other open request",
    "ask_more_time": "more time is asked for already",
    "agenda_order": "an empty order names no item",
    "agenda_remove": "words were said about it",
    "call_letter": "they have no address, or get a letter already",
    "concern": "its reader holds a place outside the group",
    "dispute": "it was agreed in a round; only an agreement is disputed",
    "entrance": "its file lay in the folder of another test",
    "first_facilitator": "the group has one",
    "item_time": "the page says how long the item was",
    "job": "nobody of the cast asked for it",
    "job_file": "nobody of the cast asked for it",
    "lead_back": "nobody leads it; somebody is asked",
    "lead_offer": "it is not looking for someone",
    "message_read": "the message is a letter to somebody else",
    "outside_contact_again": "they have no email",
    "outside_stand_down": "they have no account",
    "pack_large_file": "nobody has asked for the file",
    "pack_pdf_file": "nobody has asked for the file",
    "position_take_back_for": "for those without an account",
    "position_right": "nobody typed a position for them",
    "topic_drop": "a round about it is open",
    "come_back_for": "for those without an account",
    "debrief_for": "for those without an account",
    "leave_for": "for those without an account",
    "pause_for": "for those without an account",
    "person_data": "for those without an account",
    "person_data_delete": "for those without an account",
    "person_data_letter": "for those without an account",
    "person_data_posted": "for those without an account",
    "consent_photo": "its consent is for words, and no picture",
    "public_photo": "its consent is for words, and no picture",
    "public_report": "its words froze when it was approved, and these never were",
    "public_report_csv": "as above",
    "public_report_json": "as above",
    "public_report_text": "as above",
    "public_report_board": "as above",
    "public_report_file": "as above",
    "public_report_file_save": "as above",
    "put_off": "the message is a letter to somebody else",
    "reach_for": "for those without an account",
    "report_file_save": "nobody has asked for the file",
    "report_publish": "its words froze when it was approved, and these never were",
    "review_send": "nothing was begun",
    "review_for": "for those without an account",
    "review_paper": "for those without an account",
    "room_check_answer": "no quick check is on",
    "round_close": "too few have taken a position",
    "session_announce": "its day is past",
    "sign_in_invitation": "they have an account",
}

# Rows beside it that have to be in a state of their own.
BEFORE = {
    ("promise_word", "milestone_id"): (Ask, AskState.IN_PROGRESS),
    ("item_time", "session_id"): (AgendaItem, ItemState.NOW),
    ("room_agree", "session_id"): (AgendaItem, ItemState.NOW),
    ("room_put", "session_id"): (AgendaItem, ItemState.NOW),
    ("agenda_edit", "session_id"): (AgendaItem, ItemState.WAITING),
    ("agenda_remove", "session_id"): (AgendaItem, ItemState.WAITING),
    ("agenda_edit", "item_id"): (Session, SessionState.ANNOUNCED),
    ("agenda_remove", "item_id"): (Session, SessionState.ANNOUNCED),
}
DRAFTS = {Session: {SessionState.DRAFT: {"announced_at": None, "opened_at": None}}}


def rows_of(address: Address, everything: Everything) -> Iterator[tuple[str, models.Model]]:
    """The rows with states that an address names."""
    for argument in sorted(address.arguments - (set(PLAIN) - {"stage_number"}) - {"group_id"}):
        name = "information_id" if argument == "item_id" and "/information/" in address.route else argument
        row = everything.rows["stage_id" if name == "stage_number" else name]
        if type(row) in MOVING:
            yield argument, row


def test_every_row_with_states_in_an_address_says_when(everything: Everything):
    there = {
        (address.name, argument): type(row)
        for address in addresses()
        if address.door
        for argument, row in rows_of(address, everything)
    }
    assert {key: when.row for key, when in WHEN.items()} == there


def test_only_states_that_there_are():
    for key, when in WHEN.items():
        for states in (when.shown, when.acts, when.early):
            assert set(when.in_full(states)) <= set(when.row.MOVES), key
        assert not set(when.early) & set(when.in_full(when.shown)), key


def test_the_table_is_written_for_everyone_to_read():
    text = documents.permissions()
    assert all(f"| `{name}` | {when.row.__name__} |" in text for (name, _), when in WHEN.items())


@contextmanager
def in_state(row: models.Model, state: str) -> Iterator[None]:
    """The row as it would be in this state; undone afterwards. What every state asks for it got before."""
    with transaction.atomic():
        changes = DRAFTS.get(type(row), {}).get(state, {}) | {"state": state}
        type(row)._default_manager.filter(pk=row.pk).update(**changes)
        yield
        transaction.set_rollback(True)


def possible(row: models.Model, state: str) -> bool:
    """Whether the database has room for it: one commitment is signed already, and no draft has a signature."""
    return not isinstance(row, Commitment) or state == CommitmentState.REPLACED


def facts(row: models.Model) -> tuple[Any, ...]:
    """What an act would change."""
    values = type(row)._default_manager.filter(pk=row.pk).values_list().first()
    return values, Activity.objects.count()


def write(client: Client, url: str, row: models.Model, data: dict[str, Any]) -> tuple[HttpResponse, bool]:
    """Post it; whether anything was written."""
    before = facts(row)
    with writing() as written, transaction.atomic():
        answer = client.post(url, data)
    stays = [sql for sql, _rows in written if not any(table in sql[:60] for table in BESIDE)]
    if answer.status_code in REFUSED:  # what was begun was rolled back
        return answer, facts(row) != before
    return answer, bool(stays)


def form_of(client: Client, url: str, row: models.Model, when: When) -> dict[str, Any]:
    """The page's form filled in, as it is shown where the act is possible."""
    for state in when.in_full(when.acts):
        with in_state(row, state):
            page = client.get(url)
            if page.status_code == HTTPStatus.OK and "<main" in page.text:
                return filled(page.text.split("<main", 1)[1])
    return {"kind": "slow", "answer": "agree"}


@pytest.mark.parametrize(("name", "argument"), WHEN, ids=lambda part: part)
def test_the_state_decides(name: str, argument: str, everything: Everything, settings: Any):
    settings.ACCOUNT_RATE_LIMITS = False
    when, address = WHEN[name, argument], BY_NAME[name]
    row = dict(rows_of(address, everything))[argument]
    if beside := whole(row):
        type(row)._default_manager.filter(pk=row.pk).update(**beside)
    url = url_of(address, everything.arguments(address.route, address.arguments))
    if (name, argument) in BEFORE:
        model, state = BEFORE[name, argument]
        model._default_manager.filter(group=everything.group).update(state=state)
    for role in roles_to_try(address):
        client = signed_in(person_as(role, everything))
        data = form_of(client, url, row, when) if role == doer_of(address) else {}
        for state in row.MOVES:
            if possible(row, state) and can_tell(state, when.shown, when, role, address):
                with in_state(row, state):
                    look(client, url, when, state, role=role, address=address)
            if possible(row, state) and can_tell(state, when.acts, when, role, address):
                with in_state(row, state):
                    act(client, url, row, data, when, state, role=role, address=address)


def can_tell(state: str, declared: States, when: When, role: str, address: Address) -> bool:
    """Whether trying it shows anything: in a declared state only whoever does it is sure to be let."""
    surely = role == doer_of(address) and address.name not in BESIDES
    return surely or state not in when.in_full(declared)


def look(client: Client, url: str, when: When, state: str, *, role: str, address: Address) -> None:
    status = client.get(url).status_code
    said = f"GET {address.name} by {role} while {state}: {status}"
    plans = role in CAST and when.early_to in rights(Role(CAST[role].roles))
    if not (plans and state in when.early) and state not in when.in_full(when.shown):
        assert status != HTTPStatus.OK, said
    elif role == doer_of(address) and address.name not in BESIDES:
        assert status in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}, said


def act(
    client: Client,
    url: str,
    row: models.Model,
    data: dict[str, Any],
    when: When,
    state: str,
    *,
    role: str,
    address: Address,
) -> None:
    answer, written = write(client, url, row, data)
    said = f"POST {address.name} by {role} while {state}: {answer.status_code}"
    if state not in when.in_full(when.acts):
        assert not written, said
    elif role == doer_of(address) and address.name not in BESIDES:
        assert answer.status_code not in REFUSED, said


def person_as(role: str, everything: Everything) -> Person:
    helper = everything.rows["helper_id"]
    if role == "helper" and isinstance(helper, Helper):
        return helper.person
    return everything.cast[role].person


def doer_of(address: Address) -> str:
    return DOES.get(address.name) or next(role for role in roles_allowed(address))


def roles_allowed(address: Address) -> list[str]:
    if address.door and address.door.kind == "helpers":
        return ["helper"]
    if address.door is None or address.door.kind != "members":
        return ["member", "facilitator"]
    through = roles_through(address.door)
    first = sorted(CAST, key=lambda role: role != "facilitator")
    return [role for role in first if Role(CAST[role].roles) in through]


def roles_to_try(address: Address) -> list[str]:
    """Whoever does it, and one who may come but for whom it is narrower: the others differ by the door alone."""
    doer = doer_of(address)
    return [doer, *[role for role in ("member", "lead") if role in roles_allowed(address) and role != doer]]
