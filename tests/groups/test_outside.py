"""The outside contact: named inside, answering for themselves, and not to be sent away by anyone inside."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.sessions import open_session
from groups.actions import outside as acts
from groups.actions.accounts import open_account
from groups.actions.invitations import Guest, accept, invite
from groups.actions.outside import Outsider
from groups.actions.safety import ask_for_call, send_concern
from groups.models import Account, CallMe, Concern, Delivery, DutyHolder, OutsideContact, Person
from groups.outside import is_inside, whom_to_tell
from groups.states import Origin, OutsideContactState
from groups.tasks import deliver
from groups.transitions import Refused
from tests.cast import make_group
from tests.facilitation.meeting import make_session, path, words_of

pytestmark = pytest.mark.django_db

RUTH = Outsider("Ruth Allen", "Healthwatch Westshire", "ruth@healthwatch.example", "01632 960 700")


@pytest.fixture
def nobody_outside(group):
    OutsideContact.objects.all().delete()


def ask(facilitator, outsider=RUTH):
    return acts.ask_outside_contact(outsider, by=facilitator)


def link_in_mail() -> str:
    deliver()
    return re.findall(r"https?://[^/]+(/outside/\S+)", mail.outbox[-1].body)[0]


def told(kind: str) -> set[int]:
    return set(Delivery.objects.filter(notification__kind=kind).values_list("person", flat=True))


class TestNaming:
    @pytest.mark.parametrize(
        "body",
        ["Hill Surgery", "the hill  SURGERY", "Hill Surgery, complaints team", "System of Northshire group"],
    )
    def test_nobody_of_an_organisation_in_the_group(self, body, facilitator, professional, sign_in):
        page = sign_in(facilitator).post(
            path("outside_contact", facilitator.group), {"name": "Max", "body": body, "phone": "1"}
        )
        assert "This organisation is inside" in words_of(page)
        with pytest.raises(Refused):
            ask(facilitator, Outsider("Max", body, phone="1"))
        assert not is_inside("Hillview Advocacy", facilitator.group)

    def test_nobody_with_a_place_in_the_group_by_either_of_their_addresses(self, facilitator, member):
        member.person.email = "other@ade.example"
        member.person.save()
        for address in ("member@demo.example", "MEMBER@demo.example", "other@ade.example"):
            with pytest.raises(Refused):
                ask(facilitator, Outsider("A friend", "Advocacy", address))

    def test_neither_email_nor_phone_comes_back_beside_the_field(self, facilitator, sign_in):
        page = sign_in(facilitator).post(
            path("outside_contact", facilitator.group), {"name": "Max", "body": "Advocacy"}
        )
        assert "Write an email address or a phone number" in words_of(page)
        assert 'value="Max"' in page.text

    def test_only_those_who_look_after_the_group_name_someone(self, coordinator, member, lead, sign_in):
        for one in (coordinator, member, lead):
            assert sign_in(one).post(path("outside_contact", one.group)).status_code == 403


class TestAnswering:
    def test_they_read_say_yes_and_can_sign_in(self, nobody_outside, facilitator, member, client):
        ask(facilitator)
        link = link_in_mail()
        assert "What it means" in words_of(client.get(link))
        assert client.head(link).status_code == 200
        assert whom_to_tell(facilitator.group).contact is None  # looking changed nothing
        assert "You are now the person outside" in words_of(client.post(link, {"act": "yes"}))
        contact = whom_to_tell(facilitator.group).contact
        assert contact
        assert (contact.person.name, contact.origin) == ("Ruth Allen", Origin.APP)
        assert Account.objects.get(email="ruth@healthwatch.example").person == contact.person
        assert told("outside_contact_accepted") == {facilitator.person.pk, member.person.pk}

    def test_a_link_works_once_and_a_new_one_goes_to_the_same_address_only(
        self, nobody_outside, facilitator, client
    ):
        ask(facilitator)
        old = link_in_mail()
        client.post(old, {"act": "yes"})
        assert "does not work any more" in words_of(client.post(old, {"act": "stand_down"}))
        assert whom_to_tell(facilitator.group).contact
        client.post(old, {"act": "new_link", "email": "thief@demo.example"})
        fresh = link_in_mail()
        assert mail.outbox[-1].to == ["ruth@healthwatch.example"]
        client.post(fresh, {"act": "stand_down"})
        assert whom_to_tell(facilitator.group).contact is None

    def test_no_is_fine_and_the_facilitators_are_asked_to_name_another(
        self, nobody_outside, facilitator, member, client
    ):
        ask(facilitator)
        assert "That is fine" in words_of(client.post(link_in_mail(), {"act": "no"}))
        assert told("outside_contact_wanted") == {facilitator.person.pk}

    def test_a_made_up_link_says_so(self, client, group):
        assert client.get("/outside/abc/").status_code == 404
        assert client.get(f"/outside/{'A' * 43}/").status_code == 404

    def test_a_code_of_an_invitation_is_no_link_here(self, facilitator, client):
        one = invite(Guest("Hana", "member", "hana@demo.example"), group=facilitator.group, by=facilitator)
        assert client.get(reverse("outside_answer", args=[one.token])).status_code == 404

    def test_on_the_phone_a_facilitator_notes_it_and_everyone_sees_how(
        self, nobody_outside, facilitator, member, sign_in
    ):
        contact = ask(facilitator, Outsider("Sam Low", "Advocacy", phone="01632 960 701"))
        sign_in(facilitator).post(path("outside_contact_yes", facilitator.group, contact))
        assert "They said yes on the phone" in words_of(sign_in(member).get(path("safety", member.group)))

    def test_nobody_says_yes_for_someone_with_an_email(self, nobody_outside, facilitator):
        with pytest.raises(Refused):
            acts.note_yes_by_phone(ask(facilitator), by=facilitator)

    def test_who_is_in_the_group_by_now_cannot_accept(self, nobody_outside, facilitator, member):
        contact = ask(facilitator)
        account = open_account("ruth@healthwatch.example", proven=True)
        member.person.account = account
        member.person.save()
        with pytest.raises(Refused):
            acts.accept_asking(contact)

    def test_who_is_outside_is_not_let_in(self, nobody_outside, facilitator):
        contact = acts.accept_asking(ask(facilitator))
        one = invite(
            Guest("Ruth", "member", "ruth@healthwatch.example"), group=facilitator.group, by=facilitator
        )
        with pytest.raises(Refused):
            accept(one, name="Ruth", line="", by=contact.person.account)


class TestStandingDown:
    def test_nobody_inside_can_send_them_away(self, facilitator, member):
        contact = acts.accept_asking(ask(facilitator))
        with pytest.raises(Refused):
            acts.stand_down(contact, by=facilitator)
        with pytest.raises(Refused):
            acts.take_back_asking(contact, by=facilitator)
        ask(facilitator, Outsider("A friend", "Other", "friend@other.example"))
        now = whom_to_tell(facilitator.group).contact
        assert now == contact, "asking somebody else leaves nobody alone"

    def test_the_next_one_takes_their_place_and_sees_nothing_of_before(self, facilitator, member):
        first = acts.accept_asking(ask(facilitator))
        concern = send_concern(words="It was held against me.", by=member)
        second = acts.accept_asking(ask(facilitator, Outsider("New", "Other", "new@other.example")))
        first.refresh_from_db()
        concern.refresh_from_db()
        assert first.state == OutsideContactState.STOOD_DOWN
        assert concern.to is None
        assert not Concern.objects.seen_by(first.person).exists()
        assert not Concern.objects.seen_by(second.person).exists()
        assert told("turn_to_someone_else") == {member.person.pk}

    def test_signed_in_they_stand_down_and_the_group_hears(self, facilitator, member, sign_in):
        contact = acts.accept_asking(ask(facilitator))
        to = contact.person
        ask_for_call(to=to, number="1", when_suits="", may_leave_message=False, by=member)
        sign_in(to).post(reverse("outside_stand_down", args=[contact.public_id]))
        assert told("outside_contact_gone") == {facilitator.person.pk, member.person.pk}
        assert told("outside_contact_wanted") == {facilitator.person.pk}
        assert CallMe.objects.get().number == ""

    def test_nobody_else_stands_down_for_them(self, facilitator, member, sign_in):
        contact = acts.accept_asking(ask(facilitator))
        for one in (member, facilitator):
            url = reverse("outside_stand_down", args=[contact.public_id])
            assert sign_in(one).post(url).status_code == 404


class TestTheFirstSession:
    def soon(self, group):
        return make_session(group, starts_at=timezone.now())

    def test_it_cannot_open_before_someone_outside_has_said_yes(self, nobody_outside, facilitator, sign_in):
        session = self.soon(facilitator.group)
        ask(facilitator)
        with pytest.raises(Refused, match="names someone outside the group first"):
            open_session(session, by=facilitator)
        page = sign_in(facilitator).get(path("session", facilitator.group, session))
        assert "Nobody outside the group has said yes" in words_of(page)
        assert path("outside_contact", facilitator.group) in page.text

    def test_it_opens_when_they_have(self, nobody_outside, facilitator):
        acts.accept_asking(ask(facilitator))
        assert open_session(self.soon(facilitator.group), by=facilitator).state == "open"

    def test_a_group_that_has_met_goes_on_but_is_warned(self, nobody_outside, facilitator, member, sign_in):
        make_session(facilitator.group, state="settled", opened_at=timezone.now())
        session = self.soon(facilitator.group)
        page = words_of(sign_in(member).get(path("session", member.group, session)))
        assert "Nobody outside the group has said yes" in page
        assert open_session(session, by=facilitator).state == "open"

    def test_another_groups_meeting_does_not_count(self, nobody_outside, facilitator):
        make_session(make_group("Other"), state="settled", opened_at=timezone.now())
        with pytest.raises(Refused):
            open_session(self.soon(facilitator.group), by=facilitator)


def test_the_duty_for_the_system_stands_in_but_never_from_inside(nobody_outside, facilitator, stranger):
    for person in (facilitator.person, stranger):
        DutyHolder.objects.create(system=facilitator.group.system, person=person, duty="concerns")
    assert whom_to_tell(facilitator.group).fallback == [Person.objects.get(pk=stranger.pk)]
