"""A list of people that a group brings with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.coming_as import BY_HAND, COMES_AS
from groups.states import Side
from lifecycle.bringing.tables import Column, Mistake, Table, in_each_language, lines_of, plain

MOST_PEOPLE = 200


@dataclass(frozen=True)
class PersonRow:
    line: int
    name: str
    comes_as: str
    email: str = ""
    phone: str = ""
    address: str = ""
    job: str = ""
    body: str = ""

    @property
    def words(self) -> str:
        return str(COMES_AS[self.comes_as].words)

    @property
    def may_be_added_by_hand(self) -> bool:
        return not self.email and self.comes_as in BY_HAND


PEOPLE_COLUMNS = {
    "name": Column(gettext_lazy("Name"), ("name", "fullname", "person", "who", "enw"), 120),
    "comes_as": Column(gettext_lazy("Comes as"), ("comesas", "role", "as", "type", "comingas"), 60),
    "email": Column(gettext_lazy("Email"), ("email", "emailaddress", "mail", "ebost"), 254),
    "phone": Column(
        gettext_lazy("Phone"), ("phone", "telephone", "tel", "mobile", "phonenumber", "ffon"), 40
    ),
    "address": Column(gettext_lazy("Address"), ("address", "postaladdress", "post", "cyfeiriad"), 500),
    "job": Column(gettext_lazy("Job"), ("job", "jobtitle", "post title", "position", "swydd"), 120),
    "body": Column(
        gettext_lazy("Organisation"), ("organisation", "organization", "body", "employer", "org"), 160
    ),
}
ALSO_CALLED = {
    "livedexperience": "member",
    "someonewithlivedexperience": "member",
    "patient": "member",
    "caring": "carer",
    "decisionmaker": "lead",
    "systemlead": "lead",
    "staff": "professional",
    "facilitatorfromthesystem": "facilitator_from_system",
    # In Welsh, as our own words for them say it.
    "aelod": "member",
    "gofalwr": "carer",
    "gofalydd": "carer",
    "gweithiwrproffesiynol": "professional",
    "rhywunsynpenderfynu": "lead",
    "cydlynydd": "coordinator",
    "hwylusydd": "facilitator",
}


def read_people(text: str) -> Table[PersonRow]:
    table = Table[PersonRow]()
    for line, cells in lines_of(text, PEOPLE_COLUMNS, table, most=MOST_PEOPLE, needs=("name", "comes_as")):
        wrong = list(_wrong_with_person(cells))
        table.mistakes += [Mistake(line, where, words) for where, words in wrong]
        if not wrong:
            comes_as = coming_as(cells["comes_as"])
            from_system = COMES_AS[comes_as].side == Side.SYSTEM
            job, body = (cells["job"], cells["body"]) if from_system else ("", "")
            rest = {name: cells[name] for name in ("name", "email", "phone", "address")}
            table.rows.append(PersonRow(line, comes_as=comes_as, job=job, body=body, **rest))
    table.mistakes += _twice(table.rows)
    return table


def _wrong_with_person(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not cells["name"]:
        yield person_column("name"), _("Write the name.")
    yield from _wrong_with_part(cells)
    if cells["email"] and not _is_email(cells["email"]):
        yield (
            person_column("email"),
            _("This is not an email address. Write one like name@example.org, or leave it empty."),
        )
    if not any(cells[name] for name in ("email", "phone", "address")):
        yield (
            person_column("email"),
            _("Write an email, a phone number or an address, so that we can reach them."),
        )


def _wrong_with_part(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    comes_as = coming_as(cells["comes_as"])
    if comes_as == "supporter":
        yield (
            person_column("comes_as"),
            _("Invite a supporter from the page “People”, when the person they come with has joined."),
        )
    elif not comes_as:
        yield (
            person_column("comes_as"),
            _("Write member, carer, professional, decision-maker, coordinator or facilitator."),
        )
    elif COMES_AS[comes_as].side == Side.SYSTEM:
        for name in ("job", "body"):
            if not cells[name]:
                yield (
                    person_column(name),
                    _("People from the health and care system always show this."),
                )


def person_column(name: str) -> str:
    return str(PEOPLE_COLUMNS[name].label)


def _twice(rows: list[PersonRow]) -> list[Mistake]:
    """The same person in two lines: by email, or by name where neither has one."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = (row.email or row.name).casefold()
        if key in seen:
            words = _("%(name)s is in line %(line)s already.") % {"name": row.name, "line": seen[key]}
            found.append(Mistake(row.line, person_column("email" if row.email else "name"), words))
        seen.setdefault(key, row.line)
    return found


def coming_as(typed: str) -> str:
    said = plain(typed)
    by_label = {label: key for key, one in COMES_AS.items() for label in in_each_language(one.words)}
    by_key = {plain(key): key for key in COMES_AS}
    return by_key.get(said) or by_label.get(said) or ALSO_CALLED.get(said, "")


def _is_email(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True
