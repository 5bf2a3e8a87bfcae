"""Promise 5: no link between a person and an anonymous word is ever stored, and sealing takes away what could infer it.

A red team holds a whole copy of the database. Before sealing its attacks work, as the page says; after it they do no
better than chance.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from facilitation.actions.contributions import (
    contribute,
    contribute_anonymously,
    find_by_receipt,
    me_too,
    take_back,
    take_back_by_receipt,
)
from facilitation.actions.hiding import appeal_by_receipt, hide_words
from facilitation.actions.room import come_in, lower_hand, raise_hand
from facilitation.actions.sealing import seal_session
from facilitation.models import Contribution, Hand, Session
from facilitation.receipts import code_for
from facilitation.states import Audience, SessionState
from groups.models import Group, Membership
from groups.sealing import clean_files_now
from tests.cast import CAST, join, make_group
from tests.facilitation.meeting import path
from tests.facilitation.room import open_room
from tests.promises import attacks_on_words as attacks
from tests.promises.attacks_on_words import STRATEGIES, hits, plain
from tests.promises.copies import Copy, copy_everything, dumped_by_postgres, on_a_file_of_its_own

PEOPLE = 8
SESSIONS = 12

pytestmark = pytest.mark.django_db(transaction=True)

type Truth = dict[str, int]  # key of the words -> who wrote them


@pytest.fixture
def real_database(db: None, tmp_path: Path) -> Iterator[Path | None]:
    """A database as it stands in real life: a file with its log, or PostgreSQL with its transactions (None)."""
    with _real_database(tmp_path) as file:
        yield file


@contextmanager
def _real_database(folder: Path) -> Iterator[Path | None]:
    if connection.vendor != "sqlite":
        yield None
    else:
        with on_a_file_of_its_own(folder / "db.sqlite3") as file:
            yield file


def make_people(group: Group) -> list[Membership]:
    return [join(group, CAST["member"], f"person{number}@demo.example") for number in range(PEOPLE)]


def talk(session: Session, people: list[Membership], hider: Membership | None = None) -> Truth:
    """Everyone comes in, then in an order that shows everywhere speaks by name and at once without one.

    With a hider all words without a name are hidden, and everybody asks at once for a second look.
    """
    truth: Truth = {}
    order = Random(session.pk).sample(people, len(people))
    for who in order:
        come_in(session, by=who)
    for who in order:
        raise_hand(session, by=who)
        contribute(session, words=f"By name {uuid4()}", audience=Audience.EVERYONE, by=who)
        words = f"Without a name {uuid4()}"
        code = contribute_anonymously(session, words=words, audience=Audience.EVERYONE)
        said = Contribution.objects.get(words=words)
        truth[plain(said.pk)] = who.pk
        me_too(said, by=order[0])
        if hider:
            hide_words(said, reason="attack", by=hider)
            appeal_by_receipt(code, words="It is true.")
        lower_hand(session, by=who)
    return truth


def close(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(state=SessionState.CLOSED)
    seal_session(session)


class Story:
    def __init__(self) -> None:
        self.truth: dict[str, Truth] = {}
        self.before: dict[str, Copy] = {}
        self.after: Copy = {}
        self.dump: Copy | None = None

    def rate(self, strategy: attacks.Strategy, copy_of: Callable[[str], Copy]) -> tuple[int, int]:
        """Hits among guesses, over all sessions."""
        guesses = {session: strategy(copy_of(session), session) for session in self.truth}
        right = sum(hits(guess, self.truth[session]) for session, guess in guesses.items())
        return right, sum(len(guess) for guess in guesses.values())


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    """Told once for all attacks."""
    folder = tmp_path_factory.mktemp("story")
    with django_db_blocker.unblock(), _real_database(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr("facilitation.actions.contributions.MOST_A_MINUTE", 1000)
        return tell()


def tell() -> Story:
    """Several sessions, each copied before it was sealed; and a last copy of everything."""
    story, group = Story(), make_group()
    people, hider = make_people(group), join(group, CAST["facilitator"], "facilitator@demo.example")
    for _ in range(SESSIONS):
        session = open_room(group)
        story.truth[str(session.pk)] = talk(session, people, hider)
        story.before[str(session.pk)] = copy_everything()
        close(session)
    clean_files_now([])
    story.after, story.dump = copy_everything(), dumped_by_postgres()
    return story


def most_by_chance(guesses: int) -> float:
    """Above this a blind guesser gets in about one run of a hundred thousand."""
    chance = 1 / PEOPLE
    return guesses * chance + 4.5 * sqrt(guesses * chance * (1 - chance)) + 1


def test_after_sealing_no_attack_does_better_than_chance(story: Story):
    copies = {"copy": story.after, "dump": story.dump}
    for name, copy in copies.items():
        for attack, strategy in STRATEGIES.items():
            if copy is not None:
                right, guesses = story.rate(strategy, lambda _, copy=copy: copy)
                assert right <= most_by_chance(guesses), (name, attack, right, guesses)


def test_before_sealing_the_attacks_work_as_the_page_says(story: Story):
    """Else the test above would prove nothing."""
    strong = ["by_the_neighbour_before", "by_the_order_on_disk", "by_time", "by_the_order_of_appeals"]
    strong += ["by_transaction"] if connection.vendor == "postgresql" else []
    for attack in strong:
        right, guesses = story.rate(STRATEGIES[attack], story.before.__getitem__)
        assert right > 0.9 * PEOPLE * SESSIONS, (attack, right, guesses)


def test_even_before_sealing_no_row_links_words_to_their_author(story: Story):
    for attack in ("by_a_column_that_names_them", "by_gaps_in_the_numbers"):
        right, guesses = story.rate(STRATEGIES[attack], story.before.__getitem__)
        assert right <= most_by_chance(guesses), (attack, right, guesses)


def test_after_sealing_the_key_of_the_words_stands_nowhere_else(story: Story):
    keys = [key for truth in story.truth.values() for key in truth]
    for copy in filter(None, (story.after, story.dump)):
        assert not [held for key in keys for held in attacks.holders(copy, key)]


def test_rows_written_again_share_one_transaction_and_have_no_time(story: Story):
    for session in story.truth:
        rows = [row for row in story.after[attacks.WORDS] if str(row["session_id"]) == session]
        assert len(rows) == 2 * PEOPLE
        assert {row["said_at"] for row in rows if attacks.is_true(row["is_anonymous"])} == {None}
        assert len({row.get("_xmin") for row in rows}) == 1
        assert len({row.get("_cmin") for row in rows}) == 1


def test_an_act_without_a_name_writes_one_row_and_nothing_else(
    group: Group,
    member: Membership,
    sign_in: Callable[[Membership], Client],
    caplog: pytest.LogCaptureFixture,
):
    """Sent by a signed-in browser: no activity, notification, sign-in session, cache entry or log line is touched."""
    session = open_room(group)
    come_in(session, by=member)
    browser = sign_in(member)
    browser.get(path("room", group, session))
    before, cached = copy_everything(), _cached()
    sent = {"words": "Nobody knows", "audience": "everyone", "name": "without_name", "once": str(uuid4())}
    assert browser.post(path("contribute", group, session), sent).status_code == 200
    after = copy_everything()
    changed = {name for name in after if _bare(after[name]) != _bare(before[name])}
    assert changed == {attacks.WORDS, "facilitation_session"}
    assert len(after[attacks.WORDS]) == len(before[attacks.WORDS]) + 1
    [(old, new)] = zip(before["facilitation_session"], after["facilitation_session"], strict=True)
    columns = {name for name in new if not name.startswith("_") and new[name] != old[name]}
    assert columns == {"version"}
    assert _cached() == cached
    assert not caplog.records


def test_a_form_sent_first_without_a_name_and_then_by_name_gives_no_receipt_away(
    group: Group, member: Membership, sign_in: Callable[[Membership], Client]
):
    """Going back in the browser brings the same form. Keys of named words stand in addresses that all can read."""
    session, browser = open_room(group), sign_in(member)
    come_in(session, by=member)
    sent = {"words": "Nobody knows", "audience": "everyone", "name": "without_name", "once": str(uuid4())}
    browser.post(path("contribute", group, session), sent)
    browser.post(path("contribute", group, session), sent | {"name": "by_name"})
    named = Contribution.objects.get(author=member)
    assert find_by_receipt(code_for(named.pk, named.words)) is None


def _bare(rows: list[attacks.Row]) -> list[attacks.Row]:
    return [{name: value for name, value in row.items() if not name.startswith("_")} for row in rows]


def _cached() -> list[str]:
    """The names of all that is remembered outside the database: in this process, or in Redis."""
    kept: Any = cache._cache
    if settings.REDIS_URL:
        kept = map(bytes.decode, kept.get_client().scan_iter(f"{cache.key_prefix}:*"))
    return sorted(kept)


def test_late_words_without_a_name_are_written_again_when_the_session_settles(
    real_database: Path | None, group: Group
):
    """Until then only the order in which they came can be seen; they never had a time."""
    session = open_room(group)
    close(session)
    truth: Truth = {}
    for who in make_people(group) * 4:
        words = f"Late {uuid4()}"
        contribute_anonymously(session, words=words, audience=Audience.EVERYONE, is_late=True)
        truth[plain(Contribution.objects.get(words=words).pk)] = who.pk
    assert list(_order()) == list(truth)
    seal_session(session)
    assert sorted(_order()) == sorted(truth)
    assert list(_order()) != list(truth)


def _order() -> Iterator[str]:
    return (plain(row["id"]) for row in copy_everything()[attacks.WORDS])


def test_words_taken_back_and_marks_are_gone_from_the_files(real_database: Path | None, group: Group):
    if real_database is None:
        pytest.skip("the promise for PostgreSQL covers logical copies; its files lie with the server")
    session, people = open_room(group), make_people(group)
    talk(session, people)
    gone = [f"My street is {uuid4()} " + "and more " * 150, f"My son is {uuid4()}", f"She was {uuid4()}"]
    by_name = contribute(session, words=gone[0], audience=Audience.EVERYONE, by=people[0])
    code = contribute_anonymously(session, words=gone[1], audience=Audience.EVERYONE)
    marks = [hand.hex for hand in Hand.objects.values_list("public_id", flat=True)]
    assert all(word in _bytes_of(real_database) for word in (*gone[:2], *marks))
    take_back(by_name, by=people[0])
    take_back_by_receipt(code)
    close(session)
    assert clean_files_now([])
    left = _bytes_of(real_database)
    assert not [word for word in (*gone, *marks) if word in left or word[:30] in left]
    for key in Contribution.objects.filter(is_anonymous=True).values_list("pk", flat=True):
        assert left.count(key.hex) == 2, "in its own row and in the index of that"


def _bytes_of(file: Path) -> str:
    """The file, its write-ahead log and its index, as one text."""
    return "".join(each.read_bytes().decode("latin-1") for each in file.parent.glob(f"{file.name}*"))
