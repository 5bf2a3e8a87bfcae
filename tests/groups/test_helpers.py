"""Helpers: named by the member, in named ways, seen in each thing they do, and stopped at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from facilitation.actions.contributions import contribute
from facilitation.models import Arrangement, Coming, Contribution, Session, SpacePost
from facilitation.states import Audience, SessionState
from groups.actions.helpers import (
    accept_helping,
    check_helper,
    helped,
    keep_helper,
    name_helper,
    stop_helper,
)
from groups.actions.memberships import leave
from groups.kinds import KINDS
from groups.models import (
    AccessNeed,
    Account,
    Activity,
    Delivery,
    Helper,
    HelperAct,
    Look,
    Membership,
    Notification,
    Person,
)
from groups.permissions import Role
from groups.states import Channel, DeliveryState, HelperPower, HelperState, Side
from groups.tasks import check_helpers, sweep_deliveries, tell_what_helpers_did
from groups.transitions import Refused
from tests.cast import make_group, make_person
from tests.house.trying import attempt, url_of

type SignIn = Callable[[Membership | Person], Client]

pytestmark = pytest.mark.django_db

ALL = HelperPower.values
ONE_OWN = [address for address in addresses() if address.door and address.door.kind == "helpers"]


@pytest.fixture
def hana(db: None) -> Person:
    """Ade's neighbour, who belongs to no group."""
    return make_person("Hana", "hana@demo.example")


@pytest.fixture
def helper(member: Membership, hana: Person) -> Helper:
    """Hana helps Ade with everything one can help with."""
    return helping(member, hana, ALL)


def helping(member: Membership, person: Person, powers: list[str]) -> Helper:
    asked = name_helper(member, name="H", email="h@demo.example", powers=powers, by=member.person)
    return accept_helping(asked, by=person.account)


@pytest.fixture
def session(member: Membership) -> Session:
    starts = timezone.now() + timedelta(days=3)
    return Session.objects.create(
        group=member.group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=SessionState.ANNOUNCED,
        announced_at=timezone.now(),
    )


def page(name: str, helper: Helper, *more: object) -> str:
    return reverse(name, args=[helper.public_id, *more])


def needed(person: Person, kind: str) -> bool:
    return Delivery.objects.needing(person).filter(notification__kind=kind).exists()


class TestWhoMayNotHelp:
    def test_whoever_comes_to_work_for_the_system_in_the_group_helps_nobody_there(
        self, helper: Helper, hana: Person, sign_in: SignIn
    ):
        """Named while they were a neighbour: from the day they hold such a role they see nothing (promise 4)."""
        url = page("helping_access", helper)
        assert sign_in(hana).get(url).status_code == 200
        Membership.objects.create(
            group=helper.group,
            person=hana,
            side=Side.SYSTEM,
            roles=int(Role.PROFESSIONAL),
            name="Hana",
            job="Nurse",
            body="Trust",
            joined_on=helper.group.today,
        )
        assert sign_in(hana).get(url).status_code == 404
        assert sign_in(hana).get(page("helping_one", helper)).status_code == 404

    def test_nobody_floods_an_address_with_invitations_to_help(self, member: Membership, sign_in: SignIn):
        client, url = sign_in(member), reverse("helper_new")
        said = {"name": "X", "email": "x@demo.example", "powers": ["coming"], "place": str(member.public_id)}
        for _number in range(10):
            assert client.post(url, said).status_code == 302
            stop_helper(Helper.objects.get(), by=member.person)
        assert client.post(url, said).status_code == 429

    def test_whoever_comes_back_to_the_group_has_no_helper_from_before(
        self, helper: Helper, member: Membership, hana: Person, sign_in: SignIn
    ):
        leave(by=member)
        Membership.objects.filter(pk=member.pk).update(state="active")
        assert sign_in(hana).get(page("helping_one", helper)).status_code == 404

    def test_who_saw_their_number_there_stands_in_their_own_list(
        self, helper: Helper, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        sign_in(coordinator).get(reverse("helper_of", args=[member.group.public_id, helper.public_id]))
        assert Look.objects.get(person=member.person).by == coordinator.person


class TestNaming:
    def test_a_member_names_one_by_email_and_they_say_yes_once(
        self, member: Membership, hana: Person, sign_in: SignIn
    ):
        said = {
            "name": "Hana",
            "email": "hana@demo.example",
            "powers": ["coming"],
            "place": str(member.public_id),
        }
        sign_in(member).post(reverse("helper_new"), said)
        asked = Helper.objects.get()
        assert asked.state == HelperState.ASKED
        link = reverse("helping_join", args=[asked.token])
        client = sign_in(hana)
        assert "Will you help Ade?" in client.get(link).text
        assert Helper.objects.get().state == HelperState.ASKED, "looking changes nothing"
        client.post(link, {"what": "yes"})
        active = Helper.objects.get()
        assert (active.state, active.person, active.powers) == (HelperState.ACTIVE, hana, ["coming"])
        assert client.post(link, {"what": "yes"}).status_code == 404
        assert client.get(page("helping_one", active)).status_code == 200

    def test_the_email_says_nothing_of_the_group_and_keeps_no_link(self, member: Membership):
        name_helper(member, name="Hana", email="Hana@Demo.example", powers=["coming"], by=member.person)
        sweep_deliveries()
        [letter] = mail.outbox
        assert letter.to == ["hana@demo.example"]
        assert member.group.name not in letter.body + letter.subject
        assert Helper.objects.get().token in letter.body
        assert Helper.objects.get().token not in Delivery.objects.get(channel=Channel.EMAIL).text

    def test_somebody_new_gets_an_account_by_the_link_sent_to_them(self, member: Membership, client: Client):
        asked = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        client.post(reverse("helping_join", args=[asked.token]), {"what": "yes"})
        assert Account.objects.get(email="ines@demo.example").person.name == "Ines"
        assert Helper.objects.get().state == HelperState.ACTIVE
        assert client.get(reverse("helping")).status_code == 200

    def test_an_address_with_an_account_must_sign_in_first(
        self, member: Membership, hana: Person, client: Client
    ):
        asked = name_helper(
            member, name="Hana", email="hana@demo.example", powers=["coming"], by=member.person
        )
        answer = client.post(reverse("helping_join", args=[asked.token]), {"what": "yes"})
        assert answer.headers["Location"].startswith(reverse("account_login"))
        assert Helper.objects.get().state == HelperState.ASKED

    @pytest.mark.parametrize("role", ["lead", "professional", "facilitator", "coordinator"])
    def test_nobody_who_runs_or_decides_becomes_a_helper(
        self, role: str, member: Membership, request: pytest.FixtureRequest
    ):
        asked = name_helper(member, name="X", email="x@demo.example", powers=["coming"], by=member.person)
        with pytest.raises(Refused):
            accept_helping(asked, by=request.getfixturevalue(role).person.account)
        assert Helper.objects.get().state == HelperState.ASKED

    def test_nobody_is_their_own_helper(self, member: Membership):
        asked = name_helper(member, name="Me", email="me@demo.example", powers=["coming"], by=member.person)
        with pytest.raises(Refused):
            accept_helping(asked, by=member.person.account)

    def test_no_and_too_late_leave_nothing_behind(self, member: Membership, client: Client):
        asked = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        client.post(reverse("helping_join", args=[asked.token]), {"what": "no"})
        assert not Helper.objects.exists()
        late = name_helper(
            member, name="Ines", email="ines@demo.example", powers=["coming"], by=member.person
        )
        Helper.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert client.post(reverse("helping_join", args=[late.token]), {"what": "yes"}).status_code == 404
        check_helpers()
        assert not Person.objects.filter(name="Ines").exists()

    def test_five_at_a_time(self, member: Membership):
        for number in range(5):
            name_helper(
                member, name="X", email=f"x{number}@demo.example", powers=["coming"], by=member.person
            )
        with pytest.raises(Refused, match="five"):
            name_helper(member, name="X", email="x@demo.example", powers=["coming"], by=member.person)

    def test_somebody_without_a_screen_names_one_to_a_coordinator(
        self, member: Membership, coordinator: Membership, sign_in: SignIn
    ):
        url = reverse("person_helpers", args=[member.group.public_id, member.public_id])
        said = {"name": "Hana", "email": "h@demo.example", "powers": ["coming"], "origin": "phone"}
        client = sign_in(coordinator)
        assert "There is a problem" in client.post(url, said).text
        client.post(url, said | {"consent": "on"})
        named = Helper.objects.get()
        assert (named.origin, named.recorded_by) == ("phone", coordinator.person)


class TestActs:
    def test_saying_that_they_come(self, helper: Helper, session: Session, hana: Person, sign_in: SignIn):
        sign_in(hana).post(
            page("helping_coming", helper, session.public_id), {"answer": "yes", "note": "Ramp"}
        )
        reply = Coming.objects.get()
        assert (reply.member, reply.answer, reply.note) == (helper.member, "yes", "Ramp")
        assert "Spring session" in HelperAct.objects.get().what

    def test_saying_that_it_is_right_shows_who_typed_it(
        self, helper: Helper, session: Session, hana: Person, sign_in: SignIn
    ):
        made = Arrangement.objects.create(
            group=session.group, session=session, member=helper.member, words="Taxi at 1.15."
        )
        said = {f"answer_{made.public_id.hex}": "yes"}
        sign_in(hana).post(page("helping_arranged", helper, session.public_id), said)
        made.refresh_from_db()
        assert (made.is_right, made.typed_by) == (True, hana)
        assert HelperAct.objects.count() == 1

    def test_a_thought_says_who_typed_it_and_is_never_without_a_name(
        self, helper: Helper, session: Session, hana: Person, sign_in: SignIn
    ):
        client, url = sign_in(hana), page("helping_thought", helper, session.public_id)
        assert "Without my name" not in client.get(url).text
        client.post(
            url,
            {
                "words": "Letters come late.",
                "audience": "everyone",
                "name": "without_name",
                "once": "00000000-0000-4000-8000-000000000001",
            },
        )
        said = Contribution.objects.get()
        assert (said.author, said.is_anonymous) == (helper.member, False)
        own = sign_in(helper.member).get(
            reverse("session", args=[session.group.public_id, session.public_id])
        )
        assert "Typed by Hana, who helps them." in own.text

    def test_keeping_the_profile_and_how_to_be_reached(self, helper: Helper, hana: Person, sign_in: SignIn):
        client = sign_in(hana)
        client.post(page("helping_access", helper), {"kinds": ["breaks"], "other": ""})
        assert AccessNeed.objects.get().recorded_by == hana
        shown = client.get(page("helping_reach", helper)).text
        assert "How to reach Ade" in shown

    def test_the_member_reads_both_names_beside_each_act(
        self, helper: Helper, session: Session, hana: Person, sign_in: SignIn
    ):
        sign_in(hana).post(page("helping_coming", helper, session.public_id), {"answer": "yes"})
        shown = sign_in(helper.member).get(reverse("my_helpers")).text
        assert "<strong>Hana</strong> said for you whether you come to: Spring session" in shown
        assert Activity.objects.get(verb="helper.coming").person == hana

    def test_a_week_later_they_are_told_once(self, helper: Helper, hana: Person):
        helped(helper, HelperPower.COMING, "said something")
        tell_what_helpers_did()
        assert not Notification.objects.filter(kind="helper_acts").exists(), "not before the week is over"
        HelperAct.objects.update(at=timezone.now() - timedelta(days=7))
        for _ in range(2):
            tell_what_helpers_did()
        assert Notification.objects.filter(kind="helper_acts").count() == 1


class TestDoors:
    @pytest.mark.parametrize("address", ONE_OWN, ids=lambda address: address.name)
    def test_only_the_active_helper_with_this_power_comes_in(
        self,
        address,
        member: Membership,
        carer: Membership,
        facilitator: Membership,
        lead: Membership,
        stranger: Person,
        hana: Person,
        session: Session,
        sign_in: SignIn,
        client: Client,
    ):
        power = address.door.permission
        Arrangement.objects.create(group=session.group, session=session, member=member, words="Taxi")
        helper = helping(member, hana, [power.value] if power else ["coming"])
        ids = {"helper_id": helper.public_id, "session_id": session.public_id}
        url = url_of(address, {name: ids[name] for name in address.arguments})
        assert client.get(url).headers["Location"].startswith(reverse("account_login"))
        for other in (member, carer, facilitator, lead, stranger):
            for method in ("get", "post"):
                assert attempt(sign_in(other), method, url).status_code == 404, other
        own = sign_in(hana)
        assert attempt(own, "get", url).status_code == 200
        if power:
            rest = [one for one in ALL if one != power]
            Helper.objects.update(powers=rest)
            for method in ("get", "post"):
                assert attempt(own, method, url).status_code == 403
            Helper.objects.update(powers=[power.value])
        Membership.objects.filter(pk=member.pk).update(state="left")
        assert attempt(own, "get", url).status_code == 404, "whoever left is helped no more"
        Membership.objects.filter(pk=member.pk).update(state="active")
        stop_helper(helper, by=member.person)
        for method in ("get", "post"):
            assert attempt(own, method, url).status_code == 404

    def test_sessions_of_another_group_are_not_there(
        self, helper: Helper, hana: Person, sign_in: SignIn, session: Session
    ):
        Session.objects.update(group=make_group("Elsewhere"))
        for name in ("helping_coming", "helping_arranged", "helping_thought"):
            assert sign_in(hana).get(page(name, helper, session.public_id)).status_code == 404

    def test_helpers_never_see_that_space_nor_words_without_a_name(
        self, helper: Helper, session: Session, hana: Person, sign_in: SignIn
    ):
        member = helper.member
        SpacePost.objects.create(group=member.group, author=member, words="ours-in-the-space")
        Contribution.objects.create(
            group=member.group, session=session, words="ours-without-a-name", is_anonymous=True, is_late=True
        )
        contribute(session, words="ours-among-us", audience=Audience.LIVED, by=member, is_late=True)
        client = sign_in(hana)
        for address in addresses():
            given = {
                "helper_id": helper.public_id,
                "session_id": session.public_id,
                "group_id": member.group.public_id,
            }
            if address.door and address.arguments <= set(given):
                shown = attempt(
                    client, "get", url_of(address, {name: given[name] for name in address.arguments})
                )
                text = "" if shown.streaming else shown.text
                assert "ours-" not in text, address.name
                if "helper_id" not in address.arguments:
                    assert member.group.name not in text or address.name == "helping", address.name

    def test_what_is_theirs_alone_is_never_among_the_messages(self):
        hidden = {name for name, kind in KINDS.items() if not kind.helpers_may_read}
        assert {"helper_check", "helper_started", "helper_acts", "helper_call", "invitation"} <= hidden
        assert "session_announced" not in hidden


class TestStopping:
    def test_one_button_of_the_member_and_nothing_more_is_possible(
        self, helper: Helper, session: Session, hana: Person, sign_in: SignIn
    ):
        sign_in(helper.member).post(reverse("helper_stop", args=[helper.public_id]))
        stopped = Helper.objects.get()
        assert (stopped.state, stopped.stopped_by) == (HelperState.STOPPED, helper.member.person)
        with pytest.raises(Refused):
            helped(helper, HelperPower.COMING, "too late")
        with pytest.raises(Refused):
            contribute(
                session, words="x", audience="everyone", by=helper.member, is_late=True, helped_by=helper
            )
        assert not Contribution.objects.exists(), "the act goes with the note of it"

    def test_the_helper_can_stop_too(self, helper: Helper, hana: Person, sign_in: SignIn):
        sign_in(hana).post(reverse("helper_stop", args=[helper.public_id]))
        assert Helper.objects.get().stopped_by == hana

    def test_and_a_facilitator_for_safety(self, helper: Helper, facilitator: Membership, sign_in: SignIn):
        url = reverse("helper_of", args=[helper.group.public_id, helper.public_id])
        sign_in(facilitator).post(url, {"what": "stop"})
        assert Helper.objects.get().stopped_by == facilitator.person

    def test_nobody_else(self, helper: Helper, carer: Membership, stranger: Person, sign_in: SignIn):
        for other in (carer, stranger):
            assert sign_in(other).post(reverse("helper_stop", args=[helper.public_id])).status_code == 404
            assert sign_in(other).post(reverse("helper_keep", args=[helper.public_id])).status_code == 404
        assert Helper.objects.get().state == HelperState.ACTIVE


class TestPrivateCheck:
    def due(self, helper: Helper) -> None:
        Helper.objects.filter(pk=helper.pk).update(check_on=helper.group.today)

    def test_after_three_months_the_member_alone_is_asked(
        self, helper: Helper, hana: Person, sign_in: SignIn
    ):
        check_helpers()
        assert not Notification.objects.filter(kind="helper_check").exists()
        self.due(helper)
        check_helpers()
        check_helpers()
        assert needed(helper.member.person, "helper_check")
        told = Delivery.objects.filter(notification__kind="helper_check")
        assert {one.person for one in told} == {helper.member.person}
        assert "A question for you alone" not in sign_in(hana).get(page("helping_messages", helper)).text
        client = sign_in(helper.member)
        assert "Do you still want Hana to help you?" in client.get(reverse("my_helpers")).text
        client.post(reverse("helper_keep", args=[helper.public_id]))
        kept = Helper.objects.get()
        assert kept.unanswered == 0
        assert kept.check_on
        assert kept.check_on > helper.group.today + timedelta(days=80)
        assert not needed(helper.member.person, "helper_check")

    def test_never_by_a_letter_that_the_helper_might_open(self, helper: Helper):
        person = helper.member.person
        person.channels, person.address, person.phone = [Channel.LETTER], "1 High Street", "01632 960 111"
        person.save()
        self.due(helper)
        check_helpers()
        channels = set(
            Delivery.objects.filter(notification__kind="helper_check").values_list("channel", flat=True)
        )
        assert channels == {Channel.APP, Channel.EMAIL}

    def test_without_email_somebody_calls_unless_the_helper_may_change_the_number(
        self, member: Membership, hana: Person, facilitator: Membership
    ):
        person = member.person
        person.account, person.email, person.phone = None, "", "01632 960 111"
        person.channels, person.address = [Channel.LETTER], "1 High Street"
        person.save()
        calm = helping(member, hana, ["coming"])
        self.due(calm)
        check_helpers()
        call = Delivery.objects.get(notification__kind="helper_check", state=DeliveryState.BY_HAND)
        assert call.channel == Channel.PHONE
        keep_helper(calm, by=facilitator.person)
        Helper.objects.update(powers=["coming", "reach"])
        self.due(calm)
        check_helpers()
        assert needed(facilitator.person, "helper_call")

    def test_unanswered_twice_a_person_speaks_with_them_and_never_the_helper(
        self, helper: Helper, hana: Person, facilitator: Membership, coordinator: Membership, sign_in: SignIn
    ):
        for _ in range(3):
            assert not needed(facilitator.person, "helper_call")
            self.due(helper)
            check_helpers()
        assert needed(facilitator.person, "helper_call")
        assert not Delivery.objects.filter(notification__kind="helper_call", person=hana).exists()
        url = reverse("helper_of", args=[helper.group.public_id, helper.public_id])
        sign_in(facilitator).post(url, {"what": "keep"})
        assert not needed(facilitator.person, "helper_call")

    def test_the_contact_they_chose_is_asked_first(
        self, helper: Helper, facilitator: Membership, coordinator: Membership
    ):
        helper.member.contact = coordinator
        helper.member.save()
        for _ in range(3):
            self.due(helper)
            check_helpers()
        assert needed(coordinator.person, "helper_call")
        assert not needed(facilitator.person, "helper_call")

    def test_the_helper_cannot_say_yes_for_them(self, helper: Helper, hana: Person, sign_in: SignIn):
        self.due(helper)
        check_helper(helper)
        assert sign_in(hana).post(reverse("helper_keep", args=[helper.public_id])).status_code == 404
        with pytest.raises(Refused):
            keep_helper(helper, by=hana)
        assert Helper.objects.get().unanswered == 1
