"""Helpers act in named ways alone, and are seen in each thing they do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.doors import addresses
from facilitation.actions.contributions import contribute
from facilitation.models import Arrangement, Coming, Contribution, Session, SpacePost
from facilitation.states import Audience
from groups.actions.helpers import helped, stop_helper
from groups.kinds import KINDS
from groups.models import AccessNeed, Activity, Helper, HelperAct, Membership, Notification, Person
from groups.states import HelperPower
from groups.tasks import tell_what_helpers_did
from tests.cast import make_group
from tests.groups.helpers.helping import ALL, helping, page
from tests.house.trying import attempt, url_of
from tests.lifecycle.impact import make_review

pytestmark = pytest.mark.django_db

type SignIn = Callable[[Membership | Person], Client]


ONE_OWN = [address for address in addresses() if address.door and address.door.kind == "helpers"]


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
        review = make_review(facilitator)
        ids = {
            "helper_id": helper.public_id,
            "session_id": session.public_id,
            "review_id": review.public_id,
        }
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
