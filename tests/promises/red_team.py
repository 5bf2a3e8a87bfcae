"""What someone who holds a copy of the database can try, to link rows without a name to people.

Every table that points to a person is laid beside the nameless rows: in the order of the disk (SQLite's rowid,
PostgreSQL's ctid), in the order of keys, and by the transaction that wrote them (PostgreSQL's xmin).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from django.apps import apps
from django.db import connection, models

from groups.models import Account, Membership, Person

type Guess = Mapping[object, object]  # key of a nameless row -> the person it is laid to


@dataclass(frozen=True)
class Trace:
    """A row as a copy holds it: its key, whom it points to, and the two marks the database itself keeps."""

    key: object
    points_to: object
    place: int
    transaction: int


def guesses(nameless: type[models.Model], keys: set[object]) -> Iterator[tuple[str, Guess]]:
    """Every strategy with its guess: rows of these keys, each laid to a member's key."""
    rows = [row for row in traces(nameless, None) if row.key in keys]
    for model, column, to_member in tables_about_people():
        people = [row for row in traces(model, column) if row.points_to in to_member]
        for by_row, by_person in product(ORDERS, ORDERS):
            latest = _last(sorted(people, key=ORDERS[by_person]), len(rows))
            ordered = zip(sorted(rows, key=ORDERS[by_row]), latest, strict=False)  # some tables hold fewer
            guess = {row.key: to_member[person.points_to] for row, person in ordered}
            yield f"{by_row} beside {model.__name__}.{column} by {by_person}", guess
        if people and connection.vendor == "postgresql":
            after = {row.key: to_member[_next(row, people).points_to] for row in rows}
            yield f"next transaction in {model.__name__}.{column}", after


ORDERS = {
    "order on disk": lambda row: row.place,
    "order of keys": lambda row: str(row.key).zfill(40),
    "order of transactions": lambda row: (row.transaction, row.place),
}


def tables_about_people() -> Iterator[tuple[type[models.Model], str, dict[object, object]]]:
    """Every table with a column that points to a person, and whom each value means, as a member's key."""
    members = list(Membership.objects.select_related("person"))
    meanings = {
        Membership: {member.pk: member.pk for member in members},
        Person: {member.person_id: member.pk for member in members},
        Account: {member.person.account_id: member.pk for member in members if member.person.account_id},
    }
    for model in apps.get_models():
        if model in meanings:
            yield model, "", meanings[model]
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in meanings:
                yield model, field.column, meanings[field.related_model]


def traces(model: type[models.Model], column: str | None) -> list[Trace]:
    """The rows of a table as a copy shows them. Without a column, a row stands for itself."""
    quote, key = connection.ops.quote_name, model._meta.pk.column
    system = (
        "rowid, 0"
        if connection.vendor == "sqlite"
        else "row_number() OVER (ORDER BY ctid), xmin::text::bigint"
    )
    columns = f"{quote(key)}, {quote(column or key)}, {system}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(model._meta.db_table)}")  # noqa: S608 - our own names
        return [Trace(str(row[0]).replace("-", ""), *row[1:]) for row in cursor.fetchall()]


def _next(row: Trace, people: list[Trace]) -> Trace:
    """Whose row was written in the same transaction, or in the first one after."""
    return min(people, key=lambda person: (person.transaction < row.transaction, person.transaction))


def _last(rows: list[Trace], count: int) -> list[Trace]:
    """What happened last, where more happened."""
    return rows[-count:] if count else []
