"""Helpers are stopped at once, and the member is asked alone whether all is well."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.actions.contributions import contribute
from facilitation.models import Contribution, Session
from groups.actions.helpers import check_helper, helped, keep_helper
from groups.models import Delivery, Helper, Membership, Notification, Person
from groups.states import Channel, DeliveryState, HelperPower, HelperState
from groups.tasks import check_helpers
from groups.transitions import Refused
from tests.groups.helpers.helping import helping, needed, page

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


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
