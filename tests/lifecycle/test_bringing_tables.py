"""Tables of people and requests are read as people write them, and nothing is guessed."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from groups.states import GroupState
from groups.transitions import Refused
from lifecycle.actions.bringing import Load, bring, look_at
from lifecycle.bringing.people import MOST_PEOPLE, read_people
from lifecycle.bringing.requests import MOST_REQUESTS, read_requests
from lifecycle.bringing.tables import text_of
from tests.cast import CAST, join, make_group
from tests.lifecycle.brought import REQUESTS, brought

TODAY = date(2026, 11, 22)


def words(text: str, *, of: Callable[..., object] = read_people) -> list[tuple[int, str]]:
    table = of(text) if of is read_people else of(text, today=TODAY)
    return [(mistake.line, mistake.where) for mistake in table.mistakes]


class TestReading:
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_as_spreadsheets_write_it(self, separator: str, newline: str):
        text = newline.join(
            separator.join(cells)
            for cells in [["NAME", "Role ", "E-mail"], ["Zoë", "Member", "zoe@new.example"]]
        )
        for raw in (text.encode("utf-8-sig"), text.encode("cp1252"), text.encode("utf-16")):
            [row] = read_people(text_of(raw)).rows
            assert (row.line, row.name, row.comes_as, row.email) == (2, "Zoë", "member", "zoe@new.example")

    def test_quotes_hold_commas_and_new_lines_and_lines_are_counted_as_seen(self):
        text = 'Name,Comes as,Address\n"Marsh, Colin",member,"4 Quarry Lane\nNorthshire"\n\nAde,nobody,1 High Street\n'
        table = read_people(text)
        assert (table.rows[0].name, table.rows[0].address) == ("Marsh, Colin", "4 Quarry Lane\nNorthshire")
        assert words(text) == [(5, "Comes as")]

    def test_every_mistake_is_named_by_line_and_column(self):
        text = (
            "Name,Comes as,Email,Job\n"
            ",member,a@new.example,\n"
            "Bo,wizard,b@new.example,\n"
            "Cy,lead,c@new.example,\n"
            "Di,member,not an email,\n"
            "Ed,member,,\n"
            "Fi,supporter,f@new.example,\n"
            "Gus,member,g@new.example,,too much\n"
            f"{'H' * 121},member,h@new.example,\n"
        )
        assert words(text) == [
            (2, "Name"),
            (3, "Comes as"),
            (4, "Job"),
            (4, "Organisation"),
            (5, "Email"),
            (6, "Email"),
            (7, "Comes as"),
            (8, ""),
            (9, "Name"),
        ]

    def test_a_list_without_a_first_line_of_names_is_told_so(self):
        assert words("Ade,member,ade@new.example\n") == [(1, "")]

    def test_twice_in_the_list(self):
        text = "Name,Comes as,Email,Phone\nAde,member,a@new.example,\nAda,member,A@NEW.example,\nBo,member,,1\nbo,carer,,2\n"
        assert words(text) == [(3, "Email"), (5, "Name")]

    def test_too_many(self):
        lines = "".join(f"P{number},member,p{number}@new.example\n" for number in range(MOST_PEOPLE + 1))
        assert words(f"Name,Comes as,Email\n{lines}") == [(MOST_PEOPLE + 2, "")]
        lines = "".join(f"R{number},Dr Nair,1/1/2026\n" for number in range(MOST_REQUESTS + 1))
        assert words(f"Request,To,Asked on\n{lines}", of=read_requests) == [(MOST_REQUESTS + 2, "")]

    def test_requests(self):
        table = read_requests(REQUESTS, today=TODAY)
        assert table.mistakes == []
        assert [row.asked_on for row in table.rows] == [date(2025, 3, 3), date(2025, 4, 1), date(2025, 5, 2)]
        assert [row.answer for row in table.rows] == ["", "accepted", "not_accepted"]

    def test_requests_with_mistakes(self):
        text = (
            "Request,To,Asked on,Answer,Reason,By when\n"
            ",Dr Nair,1/1/2026,,,\n"
            "A,,1/1/2026,,,\n"
            "B,Dr Nair,1/1/2030,,,\n"
            "C,Dr Nair,soon,,,\n"
            "D,Dr Nair,1/1/2026,perhaps,,\n"
            "E,Dr Nair,1/1/2026,yes,,\n"
            "F,Dr Nair,1/1/2026,no,Because,never\n"
        )
        assert words(text, of=read_requests) == [
            (2, "Request"),
            (3, "To"),
            (4, "Asked on"),
            (5, "Asked on"),
            (6, "Answer"),
            (7, "Reason"),
            (7, "By when"),
            (8, "By when"),
        ]

    @pytest.mark.parametrize("formula", ["=1+1", "+44 1632", "-Ade", "@home", '=HYPERLINK("x")'])
    def test_what_looks_like_a_formula_stays_text(self, formula: str):
        quoted = formula.replace('"', '""')
        [row] = read_people(f'Name,Comes as,Phone\n"{quoted}",member,1\n').rows
        assert row.name == formula

    def test_a_workbook_is_not_text(self):
        with pytest.raises(ValueError, match="workbook"):
            text_of(b"PK\x03\x04 anything")


ANY_TABLE = st.one_of(
    st.text(),
    st.builds(
        lambda head, rows: "\n".join([head, *rows]),
        st.sampled_from(
            ["Name,Comes as,Email", "name;role;phone", "Request\tTo\tAsked on", "Request,To,Asked on,Answer"]
        ),
        st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8),
    ),
)


class TestAnythingPasted(TestCase):
    """Any text gives a preview or named mistakes, never an error and never half an import."""

    @given(ANY_TABLE)
    def test_it_is_read_or_its_mistakes_are_named(self, text: str):
        people, requests = read_people(text), read_requests(text, today=TODAY)
        for table in (people, requests):
            assert all(mistake.words and mistake.line >= 1 for mistake in table.mistakes)

    @given(st.binary(max_size=200))
    def test_any_file_is_text_or_is_not(self, raw: bytes):
        try:
            read_people(text_of(raw))
        except ValueError:
            assert raw[:2] in {b"PK", b"\xd0\xcf"}

    @given(ANY_TABLE, ANY_TABLE)
    def test_it_comes_whole_or_not_at_all(self, people: str, requests: str):
        group = make_group(state=GroupState.FORMING)
        dee = join(group, CAST["facilitator"], "dee@demo.example")
        before = brought()
        load = Load(people=people, requests=requests, agreed=True)
        preview = look_at(load, group=group)
        assert brought() == before, "looking writes nothing"
        try:
            done = bring(load, once=uuid4(), by=dee)
        except Refused:
            assert not preview.is_right
            assert brought() == before
        else:
            assert preview.is_right
            assert (done.people, done.requests) == (len(preview.people.rows), len(preview.requests.rows))
