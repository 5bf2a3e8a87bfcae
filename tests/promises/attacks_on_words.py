"""The attack: someone who holds a whole copy of the database guesses who wrote each anonymous word.

Every strategy takes the copy and the keys of the anonymous words of one session, and answers a membership for each
(or none). Strategies know everything about the code, and all that a copy holds.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any
from uuid import UUID

from tests.promises.copies import Copy, Row

type Guess = dict[str, int]  # key of the words -> membership
type Strategy = Callable[[Copy, str], Guess]

WORDS, ACTIVITY, HIDINGS = "facilitation_contribution", "groups_activity", "facilitation_hiding"


def plain(key: object) -> str:
    """A key without dashes, as either database may write it."""
    return str(key).replace("-", "")


def is_true(value: object) -> bool:
    return value in (1, True, "t")


def anonymous(copy: Copy, session: object) -> list[Row]:
    rows = [row for row in copy[WORDS] if str(row["session_id"]) == str(session)]
    return [row for row in rows if is_true(row["is_anonymous"])]


def members(copy: Copy) -> dict[str, int]:
    """Membership of each person."""
    return {str(row["person_id"]): int(row["id"]) for row in copy["groups_membership"]}


def acts(copy: Copy) -> list[tuple[Row, int]]:
    """Who did something by name, in the order of doing."""
    who = members(copy)
    found = [(row, who[str(row["person_id"])]) for row in copy[ACTIVITY] if str(row["person_id"]) in who]
    return sorted(found, key=lambda act: int(act[0]["id"]))


def by_a_column_that_names_them(copy: Copy, session: str) -> Guess:
    """Anything in the row itself that is a person's."""
    return {
        plain(row["id"]): int(row["author_id"])
        for row in anonymous(copy, session)
        if row["author_id"] not in (None, r"\N")
    }


def by_a_row_that_knows_both(copy: Copy, session: str) -> Guess:
    """Any row anywhere that holds the key of the words beside a person or a membership."""
    keys = {plain(row["id"]) for row in anonymous(copy, session)}
    who = members(copy)
    guess: Guess = {}
    for name, rows in copy.items():
        for row in rows if name != WORDS else []:
            held = keys & {plain(value) for value in row.values()}
            for person in (who.get(str(row.get("person_id"))), row.get("member_id")):
                guess.update({key: int(person) for key in held if person})
    return guess


def by_the_neighbour_before(copy: Copy, session: str) -> Guess:
    """Whoever wrote the named row that lies just before it on disk."""
    return _neighbours(copy[WORDS], session)


def by_the_neighbour_after(copy: Copy, session: str) -> Guess:
    return _neighbours(copy[WORDS][::-1], session)


def _neighbours(rows: Iterable[Row], session: str) -> Guess:
    guess: Guess = {}
    last: int | None = None
    for row in rows:
        if str(row["session_id"]) != str(session):
            continue
        if is_true(row["is_anonymous"]):
            guess |= {plain(row["id"]): last} if last else {}
        elif row["author_id"] not in (None, r"\N"):
            last = int(row["author_id"])
    return guess


def by_the_order_on_disk(copy: Copy, session: str) -> Guess:
    """The first anonymous row on disk is whoever was first to do something, and so on."""
    return _in_step(anonymous(copy, session), _who_was_first(copy, session))


def by_the_order_of_keys(copy: Copy, session: str) -> Guess:
    """As if keys were given in order of time."""
    rows = sorted(anonymous(copy, session), key=lambda row: plain(row["id"]))
    return _in_step(rows, _who_was_first(copy, session))


def by_the_order_of_receipts(copy: Copy, session: str) -> Guess:
    rows = sorted(anonymous(copy, session), key=lambda row: str(row["receipt"]))
    return _in_step(rows, _who_was_first(copy, session))


def by_time(copy: Copy, session: str) -> Guess:
    """Whoever did something by name nearest before any time that stands in the row."""
    timed = [(str(act["at"]), member) for act, member in acts(copy)]
    return _nearest(anonymous(copy, session), timed, ("said_at", "taken_back_at"))


def by_transaction(copy: Copy, session: str) -> Guess:
    """Whoever did something by name in the transaction nearest before (PostgreSQL's xmin)."""
    if "_xmin" not in next(iter(copy[WORDS]), {}):
        return {}
    timed = [(f"{act['_xmin']:020d}", member) for act, member in acts(copy)]
    rows = [{**row, "_xmin": f"{row['_xmin']:020d}"} for row in anonymous(copy, session)]
    return _nearest(rows, sorted(timed), ("_xmin",))


def by_gaps_in_the_numbers(copy: Copy, session: str) -> Guess:
    """Wherever a number of an activity is missing, an anonymous act may have taken it."""
    pairs = pairwise(acts(copy))
    before_gaps = [member for (act, member), (after, _) in pairs if int(after["id"]) != int(act["id"]) + 1]
    return _in_step(anonymous(copy, session), before_gaps)


def by_marks_left_behind(copy: Copy, session: str) -> Guess:
    """Marks of presence, hands and "me too", in the order they were made."""
    tables = ("facilitation_presence", "facilitation_hand", "facilitation_metoo")
    marks = [
        row for name in tables for row in copy[name] if str(row.get("session_id", session)) == str(session)
    ]
    return _in_step(anonymous(copy, session), [int(row["member_id"]) for row in marks])


def by_who_hid_or_looked(copy: Copy, session: str) -> Guess:
    """Anybody who stands in a row about hidden words."""
    return {
        plain(row["contribution_id"]): int(row[column])
        for row in hidden(copy, session)
        for column in ("hidden_by_id", "looked_by_id")
        if row[column] not in (None, r"\N")
    }


def by_the_order_of_appeals(copy: Copy, session: str) -> Guess:
    """Whoever was first to do something asked first for a second look, as the rows lie on disk."""
    first = _who_was_first(copy, session)
    return {
        plain(row["contribution_id"]): who for row, who in zip(hidden(copy, session), first, strict=False)
    }


def by_the_transaction_of_the_appeal(copy: Copy, session: str) -> Guess:
    """Whoever did something by name nearest before the row of the appeal was written (PostgreSQL's xmin)."""
    if "_xmin" not in next(iter(copy[HIDINGS]), {}):
        return {}
    timed = [(f"{act['_xmin']:020d}", member) for act, member in acts(copy)]
    rows = [{"id": row["contribution_id"], "_xmin": f"{row['_xmin']:020d}"} for row in hidden(copy, session)]
    return _nearest(rows, sorted(timed), ("_xmin",))


def hidden(copy: Copy, session: str) -> list[Row]:
    """What is known of the hidden words without a name of a session."""
    keys = {plain(row["id"]) for row in anonymous(copy, session)}
    return [row for row in copy[HIDINGS] if plain(row["contribution_id"]) in keys]


def _who_was_first(copy: Copy, session: str) -> list[int]:
    """Authors of named words in this session, in the order in which they spoke by name."""
    named = [row for row in copy[WORDS] if str(row["session_id"]) == str(session)]
    named = [row for row in named if not is_true(row["is_anonymous"])]
    return [int(row["author_id"]) for row in sorted(named, key=lambda row: str(row["said_at"]))]


def _in_step(rows: list[Row], people: list[int]) -> Guess:
    return {plain(row["id"]): person for row, person in zip(rows, people, strict=False)}


def _nearest(rows: list[Row], timed: list[tuple[str, int]], columns: tuple[str, ...]) -> Guess:
    guess: Guess = {}
    for row in rows:
        for column in columns:
            value = row[column]
            place = bisect_left(timed, (str(value), -1)) if value not in (None, r"\N") else 0
            if place:
                guess[plain(row["id"])] = timed[place - 1][1]
    return guess


STRATEGIES: dict[str, Strategy] = {
    name: act for name, act in list(globals().items()) if name.startswith("by_") and callable(act)
}


def hits(guess: Guess, truth: dict[str, int]) -> int:
    """How many words the attack gave to their author."""
    return sum(truth[key] == person for key, person in guess.items())


def holders(copy: Copy, key: str) -> list[tuple[str, str]]:
    """Every table and column, apart from the words' own key, in which this key stands, even inside a text."""
    shapes = {plain(key), str(UUID(plain(key)))}
    return [
        (name, column)
        for name, rows in copy.items()
        for row in rows
        for column, value in row.items()
        if (name, column) not in {(WORDS, "id"), (HIDINGS, "contribution_id")}
        and any(shape in _text(value) for shape in shapes)
    ]


def _text(value: Any) -> str:
    # Bytes that are no text hold no words.
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
