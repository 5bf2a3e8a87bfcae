"""The first administrator, systems, duties and new groups."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groups.actions.setting_up import create_system, set_up
from groups.models import Account, Activity, DutyHolder, Group, Invitation, Membership, Person, System
from groups.permissions import Duty, Role
from groups.states import GroupState
from tests.cast import make_group, make_person

type SignIn = Callable[[Membership | Person], Client]

TYPED = {
    "name": "Hillside group",
    "nation": "ENG",
    "facilitator_name": "Dee",
    "facilitator_email": "dee@new.example",
    "facilitator_side": "lived",
    "lead_name": "Dr Okoro",
    "lead_email": "okoro@new.example",
    "lead_job": "Director",
    "lead_body": "Northshire Trust",
}


def run(**options: str) -> str:
    out = StringIO()
    call_command("setup", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def administrator(db: None) -> Person:
    return set_up(name="Ann", email="ann@site.example", system_name="Northshire", level="local").administrator


class TestTheCommand:
    answers = {"name": "Ann", "email": "Ann@site.example", "system": "Northshire"}

    def test_it_says_how_to_sign_in_and_that_way_works(self, client: Client, db: None):
        said = run(**self.answers)
        assert reverse("account_request_login_code") in said
        client.post(reverse("account_request_login_code"), {"email": "ann@site.example"})
        code = next(line.strip() for line in mail.outbox[0].body.splitlines() if is_code(line.strip()))
        client.post(reverse("account_confirm_login_code"), {"code": code})
        assert "Northshire" in client.get(reverse("systems")).text

    def test_again_changes_nothing(self, db: None):
        run(**self.answers)
        assert "already looks after" in run(**self.answers)
        counts = [model.objects.count() for model in (Account, Person, System, DutyHolder)]
        assert counts == [1, 1, 1, 1]

    def test_what_is_missing_or_wrong_is_said(self, db: None, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("sys.stdin", StringIO(""))
        with pytest.raises(CommandError, match="Email of the administrator is missing"):
            run(name="Ann")
        with pytest.raises(CommandError, match="not an email address"):
            run(**self.answers | {"email": "ann"})

    def test_the_demo_has_its_people_already(self, settings: Settings):
        settings.DEMO = True
        with pytest.raises(CommandError, match="demo"):
            run(**self.answers)


class TestANewGroup:
    def test_it_forms_with_two_people_invited(self, administrator: Person, sign_in: SignIn):
        system = System.objects.get()
        client = sign_in(administrator)
        page = client.post(reverse("new_group", args=[system.public_id]), TYPED, follow=True)
        assert "Hillside group: Forming" in page.text
        group = Group.objects.get()
        assert (group.state, group.system) == (GroupState.FORMING, system)
        roles = dict(Invitation.objects.values_list("email", "roles"))
        assert roles == {"dee@new.example": Role.FACILITATOR, "okoro@new.example": Role.LEAD}
        assert not Membership.objects.exists(), "whoever makes a group sees nothing inside it"
        assert client.get(reverse("people", args=[group.public_id])).status_code == 404

    def test_one_person_cannot_be_both(self, administrator: Person, sign_in: SignIn):
        url = reverse("new_group", args=[System.objects.get().public_id])
        page = sign_in(administrator).post(url, TYPED | {"lead_email": "DEE@new.example"})
        assert "Name two people" in page.text
        assert "Hillside group" in page.text
        assert not Group.objects.exists()
        assert not Person.objects.filter(name="Dee").exists()

    def test_only_for_the_systems_one_looks_after(self, administrator: Person, sign_in: SignIn):
        elsewhere = make_group("Elsewhere")
        client = sign_in(administrator)
        page = client.post(reverse("new_group", args=[elsewhere.system.public_id]), TYPED)
        assert page.status_code == 404
        assert "Elsewhere" not in client.get(reverse("systems")).text

    def test_a_facilitator_starts_it(self, facilitator: Membership, sign_in: SignIn):
        Group.objects.update(state=GroupState.FORMING)
        client, group = sign_in(facilitator), facilitator.group
        client.post(reverse("group_move", args=[group.public_id]), {"to": "running"})
        group.refresh_from_db()
        assert group.state == GroupState.RUNNING
        assert (
            client.post(reverse("group_move", args=[group.public_id]), {"to": "forming"}).status_code == 409
        )

    def test_its_settings(self, facilitator: Membership, sign_in: SignIn):
        client, group = sign_in(facilitator), facilitator.group
        url = reverse("group_settings", args=[group.public_id])
        assert "There is a problem" in client.post(url, {"name": ""}).text
        client.post(url, {"name": "A new name", "about": "Us", "is_public": "on"})
        group.refresh_from_db()
        assert (group.name, group.about, group.is_public) == ("A new name", "Us", True)


class TestTheFirstFacilitator:
    typed = {
        "facilitator_name": "Jo",
        "facilitator_email": "jo@new.example",
        "facilitator_side": "system",
        "facilitator_job": "Facilitator",
        "facilitator_body": "Northshire Voices",
    }

    def test_somebody_else_can_be_asked_while_nobody_has_come(self, administrator: Person, sign_in: SignIn):
        system, client = System.objects.get(), sign_in(administrator)
        client.post(reverse("new_group", args=[system.public_id]), TYPED)
        url = reverse("first_facilitator", args=[system.public_id, Group.objects.get().public_id])
        assert url in client.get(reverse("systems")).text
        client.post(url, self.typed)
        states = dict(Invitation.objects.values_list("name", "state"))
        assert states == {"Dee": "revoked", "Dr Okoro": "sent", "Jo": "sent"}

    def test_once_there_is_one_the_group_invites_for_itself(self, facilitator: Membership, sign_in: SignIn):
        system = facilitator.group.system
        keeper = make_person("Ann", "ann@site.example")
        DutyHolder.objects.create(system=system, person=keeper, duty=Duty.ADMINISTRATOR)
        client = sign_in(keeper)
        url = reverse("first_facilitator", args=[system.public_id, facilitator.group.public_id])
        assert url not in client.get(reverse("systems")).text
        assert client.post(url, self.typed).status_code == 409
        assert not Invitation.objects.exists()


class TestDuties:
    def test_an_administrator_names_a_coordinator_who_can_make_groups_but_no_systems(
        self, administrator: Person, sign_in: SignIn
    ):
        system = System.objects.get()
        typed = {"name": "Evan", "email": "evan@site.example", "duty": "coordinator"}
        sign_in(administrator).post(reverse("give_duty", args=[system.public_id]), typed)
        evan = Person.objects.get(name="Evan")
        assert evan.duties.get().duty == Duty.COORDINATOR
        client = sign_in(evan)
        assert client.get(reverse("new_group", args=[system.public_id])).status_code == 200
        assert client.get(reverse("new_system")).status_code == 404
        assert client.get(reverse("give_duty", args=[system.public_id])).status_code == 404
        assert "New system" not in client.get(reverse("systems")).text

    def test_an_administrator_of_one_system_gives_no_duty_in_another(
        self, administrator: Person, sign_in: SignIn
    ):
        other = make_group("Elsewhere").system
        typed = {"name": "Evan", "email": "evan@site.example", "duty": "administrator"}
        assert (
            sign_in(administrator).post(reverse("give_duty", args=[other.public_id]), typed).status_code
            == 404
        )
        assert not DutyHolder.objects.filter(system=other).exists()

    def test_a_new_system_is_looked_after_by_who_makes_it(self, administrator: Person, sign_in: SignIn):
        sign_in(administrator).post(reverse("new_system"), {"name": "Hill council", "level": "local"})
        assert administrator.duties.filter(system__name="Hill council").exists()

    def test_everything_is_recorded(self, administrator: Person):
        create_system(name="Hill council", level="local", by=administrator)
        verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
        assert verbs == ["system.set_up", "system.created"]

    def test_strangers_find_nothing_here(self, stranger: Person, sign_in: SignIn):
        client = sign_in(stranger)
        assert [client.get(reverse(name)).status_code for name in ("systems", "new_system")] == [404, 404]

    def test_an_account_that_was_there_is_used(self, administrator: Person, sign_in: SignIn):
        known = make_person("Gwen", "gwen@site.example")
        typed = {"name": "Gwen", "email": "GWEN@site.example", "duty": "payments"}
        url = reverse("give_duty", args=[System.objects.get().public_id])
        sign_in(administrator).post(url, typed)
        assert known.duties.get().duty == Duty.PAYMENTS


def is_code(line: str) -> bool:
    return len(line) >= 6 and line.replace("-", "").isalnum() and line == line.upper() and " " not in line
