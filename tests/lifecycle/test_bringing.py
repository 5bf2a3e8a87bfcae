"""Bring an existing group: looked at first, then all of it or nothing."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coproduction.celery import app
from coproduction.clock import SCHEDULE
from facilitation.models import Decision, GroupText
from groups import sealing
from groups.kinds import KINDS
from groups.models import Delivery, Group, Invitation, Membership, Notification, Person
from groups.notifications import notify
from groups.permissions import Role
from groups.states import Channel, GroupState
from groups.transitions import Refused
from groups.working_days import add_working_days
from lifecycle.actions.bringing import Load, bring, look_at
from lifecycle.bringing.people import MOST_PEOPLE, read_people
from lifecycle.bringing.requests import MOST_REQUESTS, read_requests
from lifecycle.bringing.tables import MOST_BYTES, text_of
from lifecycle.models import Ask, Bringing, Stage
from lifecycle.states import AskState
from tests.cast import CAST, join, make_group

type SignIn = Callable[[Membership | Person], Client]

PEOPLE = """Name, Comes as, Email, Phone, Address, Job, Organisation
Ade Balogun, member, ade@new.example,,,,
Colin Marsh, carer,,,"4 Quarry Lane, Northshire",,
Sunita Patel, professional,,01632 960 555,,Social worker,Northshire Council
Dr Tom Reid, decision-maker, tom@new.example,,,Director,Northshire Board
"""
REQUESTS = """Request;To;Asked on;Why;Answer;Reason;By when
Letters in large print;Dr Priya Nair;3/3/2025;Some cannot read them;;;
A phone line;lead@demo.example;2025-04-01;;yes;We will open one;2027-01-31
Free parking;Dr Priya Nair;2 May 2025;;no;There is no money;
"""
TODAY = date(2026, 11, 22)


@pytest.fixture
def forming(facilitator: Membership) -> Membership:
    facilitator.group.state = GroupState.FORMING
    facilitator.group.save()
    return facilitator


def url_of(member: Membership) -> str:
    return reverse("bring", args=[member.group.public_id])


def brought() -> tuple[int, ...]:
    models = (Membership, Invitation, Person, Ask, Decision, GroupText, Stage, Bringing)
    return tuple(model.objects.count() for model in models)


def words(text: str, *, of: Callable[..., object] = read_people) -> list[tuple[int, str]]:
    table = of(text) if of is read_people else of(text, today=TODAY)
    return [(mistake.line, mistake.where) for mistake in table.mistakes]  # type: ignore[attr-defined]


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


class TestBringing:
    load = Load(
        people=PEOPLE,
        requests=REQUESTS,
        purpose="Care that fits.",
        purpose_on=date(2025, 1, 9),
        stages=(2, 3),
        agreed=True,
    )

    def test_everything_comes_with_its_own_dates(self, forming: Membership, lead: Membership):
        bring(self.load, once=uuid4(), by=forming)
        colin = Membership.objects.get(name="Colin Marsh")
        assert (colin.person.address, colin.person.account) == ("4 Quarry Lane, Northshire", None)
        assert Membership.objects.get(name="Sunita Patel").person.channels == [Channel.PHONE]
        assert set(Invitation.objects.values_list("email", flat=True)) == {
            "ade@new.example",
            "tom@new.example",
        }
        purpose = GroupText.objects.get()
        assert (purpose.words, purpose.agreed_on, purpose.state) == (
            "Care that fits.",
            date(2025, 1, 9),
            "agreed",
        )
        assert set(Stage.objects.filter(state="open").values_list("number", flat=True)) == {2, 3}
        waiting = Ask.objects.get(title="Letters in large print")
        assert waiting.to == lead
        assert waiting.next_step_on == add_working_days(date(2025, 3, 3), 20, lead.group), (
            "its clock has run since"
        )
        answered = Ask.objects.get(title="A phone line")
        assert (answered.state, answered.latest_answer.reason) == (AskState.ANSWERED, "We will open one")  # type: ignore[union-attr]

    def test_without_their_yes_everybody_is_only_invited(self, forming: Membership):
        bring(Load(people=PEOPLE), once=uuid4(), by=forming)
        assert Membership.objects.filter(name="Colin Marsh").count() == 0
        invited = Invitation.objects.get(name="Colin Marsh")
        assert (invited.channel, invited.person.address) == (Channel.LETTER, "4 Quarry Lane, Northshire")  # type: ignore[union-attr]

    def test_the_same_form_twice_brings_it_once(self, forming: Membership, lead: Membership):
        once = uuid4()
        first = bring(self.load, once=once, by=forming)
        after = brought()
        assert bring(self.load, once=once, by=forming) == first
        assert brought() == after

    def test_another_form_with_the_same_lists_names_every_line(self, forming: Membership, lead: Membership):
        bring(self.load, once=uuid4(), by=forming)
        preview = look_at(self.load, group=forming.group)
        assert [mistake.line for mistake in preview.people.mistakes] == [2, 3, 4, 5]
        assert [mistake.line for mistake in preview.requests.mistakes] == [2, 3, 4]
        assert preview.others
        after = brought()
        with pytest.raises(Refused):
            bring(self.load, once=uuid4(), by=forming)
        assert brought() == after

    def test_a_decision_maker_who_has_not_joined_is_named_with_the_way(self, forming: Membership):
        requests = "Request,To,Asked on\nA,Dr Tom Reid,1/1/2026\nB,Nobody Known,1/1/2026\n"
        preview = look_at(Load(people=PEOPLE, requests=requests), group=forming.group)
        assert [mistake.line for mistake in preview.requests.mistakes] == [2, 3]
        assert "has not joined yet" in preview.requests.mistakes[0].words
        assert "Invite them first" in preview.requests.mistakes[1].words

    @pytest.mark.parametrize("state", [GroupState.RUNNING, GroupState.PAUSED, GroupState.ENDED])
    def test_only_while_a_group_is_forming(self, state: GroupState, facilitator: Membership):
        facilitator.group.state = state
        facilitator.group.save()
        with pytest.raises(Refused, match="forming"):
            bring(Load(people=PEOPLE), once=uuid4(), by=facilitator)

    def test_nobody_else_brings(self, forming: Membership, coordinator: Membership, lead: Membership):
        for other in (coordinator, lead):
            with pytest.raises(Refused, match="A facilitator"):
                bring(Load(people=PEOPLE), once=uuid4(), by=other)

    def test_it_shows_where_it_came_from(self, forming: Membership, lead: Membership, sign_in: SignIn):
        bring(self.load, once=uuid4(), by=forming)
        ask = Ask.objects.get(title="A phone line")
        page = sign_in(lead).get(reverse("ask", args=[ask.group.public_id, ask.public_id])).text
        assert "Sent before the group came here" in page
        decision = reverse("decision", args=[ask.group.public_id, ask.decision.public_id])
        assert "agreed this before it came here" in sign_in(lead).get(decision).text
        assert "Care that fits." in sign_in(lead).get(reverse("group", args=[ask.group.public_id])).text


class TestThePage:
    def test_first_a_look_then_all_of_it(self, forming: Membership, lead: Membership, sign_in: SignIn):
        client, before = sign_in(forming), brought()
        typed = {"people": PEOPLE, "requests": REQUESTS, "agreed": "on", "act": "look"}
        page = client.post(url_of(forming), typed)
        assert "in the group at once, by letter" in page.text
        assert brought() == before
        hidden = {name: page.context["form"][name].value() for name in ("once", "seen")}
        done = client.post(url_of(forming), typed | hidden | {"act": "bring"}, follow=True)
        assert "4 people and 3 requests" in done.text
        after = brought()
        client.post(url_of(forming), typed | hidden | {"act": "bring"})
        assert brought() == after

    def test_nothing_comes_that_was_not_looked_at(self, forming: Membership, sign_in: SignIn):
        client, before = sign_in(forming), brought()
        page = client.post(url_of(forming), {"people": PEOPLE, "act": "look"})
        hidden = {name: page.context["form"][name].value() for name in ("once", "seen")}
        changed = {"people": PEOPLE.replace("Ade", "Bo"), "act": "bring"} | hidden
        assert "This is what happens" in client.post(url_of(forming), changed).text
        assert brought() == before

    def test_a_file_stands_in_the_field_afterwards(self, forming: Membership, sign_in: SignIn):
        file = SimpleUploadedFile(
            "people.csv", "Name;Role;E-mail\nZoë;member;z@new.example\n".encode("cp1252")
        )
        page = sign_in(forming).post(url_of(forming), {"people_file": file, "act": "look"})
        assert "invited by email: z@new.example" in page.text
        assert "Zoë;member" in page.context["form"]["people"].value()

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, "Paste a list"),
            ({"purpose": "Care that fits."}, "Say when you agreed it"),
            ({"purpose": "Care", "purpose_on": "2999-01-01"}, "Choose a day that is over"),
            ({"stages": ["9"]}, "There is a problem"),
            ({"people": "Name,Comes as\n\0,\0"}, "There is a problem"),
            ({"people": "x" * (MOST_BYTES + 1)}, "There is a problem"),
            ({"people_file": SimpleUploadedFile("p.csv", b"x" * (MOST_BYTES + 1))}, "larger than 1 MB"),
            ({"people_file": SimpleUploadedFile("p.xlsx", b"PK\x03\x04")}, "This is a workbook"),
            ({"people": "<script>alert(1)</script>,x\n"}, "The first line says what each column is"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_mistakes_are_answered_in_words(
        self, typed: dict[str, object], said: str, forming: Membership, sign_in: SignIn
    ):
        before = brought()
        page = sign_in(forming).post(url_of(forming), {**typed, "act": "bring"})
        assert page.status_code == 200
        assert said in page.text
        assert "<script>alert" not in page.text
        assert brought() == before

    def test_the_way_there_stands_while_the_group_is_forming(self, forming: Membership, sign_in: SignIn):
        page = reverse("people", args=[forming.group.public_id])
        assert url_of(forming) in sign_in(forming).get(page).text
        Group.objects.update(state=GroupState.RUNNING)
        assert url_of(forming) not in sign_in(forming).get(page).text
        assert sign_in(forming).get(url_of(forming)).status_code == 409


class TestFormingGroupsAreLeftInPeace:
    """A forming group gets no nags (product.md section 4): no prompt of any kind, by any sweep."""

    @pytest.mark.parametrize(
        "kind", [kind for kind in KINDS.values() if kind.prompt], ids=lambda kind: kind.name
    )
    def test_no_prompt_is_made(self, kind: object, forming: Membership):
        name = str(kind.name)  # type: ignore[attr-defined]
        notify(name, forming, group=forming.group, to=[forming.person])
        assert not Delivery.objects.filter(notification__kind=name).exists()

    def test_no_sweep_tells_anyone_anything(self, forming: Membership, lead: Membership, member: Membership):
        long_ago = date(2020, 1, 1)
        Membership.objects.update(term_ends_on=long_ago, review_on=long_ago)
        bring(TestBringing.load, once=uuid4(), by=forming)
        GroupText.objects.update(review_on=long_ago)
        Ask.objects.update(next_step_on=long_ago)
        Decision.objects.update(review_on=long_ago)
        Notification.objects.all().delete()
        app.loader.import_default_modules()
        for tick in SCHEDULE.values():
            if tick["task"] != sealing.CLEAN_FILES:  # tidies files alone, and not inside a test's transaction
                app.tasks[tick["task"]].run()
        assert not Delivery.objects.exclude(notification__kind="invitation").exists()
        assert not Notification.objects.exists()


def test_the_leads_role_is_looked_at_not_their_name_alone(forming: Membership, member: Membership):
    preview = look_at(Load(requests="Request,To,Asked on\nA,Ade,1/1/2026\n"), group=forming.group)
    assert [mistake.where for mistake in preview.requests.mistakes] == ["To"]
    assert member.roles == Role.MEMBER
