"""Bring an existing group: looked at first, then all of it or nothing."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

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
from lifecycle.bringing.tables import MOST_BYTES
from lifecycle.models import Ask, Stage
from lifecycle.states import AskState
from tests.lifecycle.brought import PEOPLE, REQUESTS, brought

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def forming(facilitator: Membership) -> Membership:
    facilitator.group.state = GroupState.FORMING
    facilitator.group.save()
    return facilitator


def url_of(member: Membership) -> str:
    return reverse("bring", args=[member.group.public_id])


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
        assert (answered.state, answered.latest_answer.reason) == (AskState.ANSWERED, "We will open one")

    def test_without_their_yes_everybody_is_only_invited(self, forming: Membership):
        bring(Load(people=PEOPLE), once=uuid4(), by=forming)
        assert Membership.objects.filter(name="Colin Marsh").count() == 0
        invited = Invitation.objects.get(name="Colin Marsh")
        assert (invited.channel, invited.person.address) == (Channel.LETTER, "4 Quarry Lane, Northshire")

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
        name = str(kind.name)
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
